package org.trufflecasm.tck.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.graalvm.polyglot.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Providers that look into the objects of a capsule, change them and make some. */
@Timeout(120)
class LiveReferencesTest {
    private static final String ARRAY = "{'op':'new_array','size':0}";
    private static final String PRINT = "{'op':'cap_call','name':'io.print','argc':1}";

    private static Context.Builder granting(Context.Builder builder) {
        return builder.option("casm.Grant", "hosttest.*");
    }

    private static Capsule capsule() {
        return Capsule.asking("hosttest.*");
    }

    private static String host(String name, int arguments) {
        return "{'op':'cap_call','name':'hosttest." + name + "','argc':" + arguments + "}";
    }

    @Test
    void anArgumentIsBorrowedDuringItsCall() {
        Capsule.Result result =
                capsule()
                        .op(ARRAY)
                        .push(1)
                        .op(host("append", 2))
                        .op(PRINT)
                        .run(LiveReferencesTest::granting);
        assertEquals("BorrowError", result.kind(), result.message());
        assertEquals("", result.stdout());
    }

    @Test
    void whoBorrowsMutablyLetsItsCallWrite() {
        Capsule.Result result =
                capsule()
                        .op(ARRAY)
                        .op("{'op':'borrow_mut'}")
                        .push(1)
                        .op(host("append", 2))
                        .op(PRINT)
                        .run(LiveReferencesTest::granting);
        assertNull(result.message());
        assertEquals("[1]\n", result.stdout());
    }

    @Test
    void aKeptReferenceIsInvalidInTheNextCallAndInAnotherContext() {
        Capsule.Result result =
                capsule()
                        .op(ARRAY)
                        .op(host("keep", 1))
                        .op(host("kept", 0))
                        .op(PRINT)
                        .run(LiveReferencesTest::granting);
        assertEquals("InvalidReference", result.kind(), result.message());
        result = capsule().op(host("kept", 0)).op(PRINT).run(LiveReferencesTest::granting);
        assertEquals("InvalidReference", result.kind(), result.message());
    }

    @Test
    void whatAProviderMakesCounts() {
        Capsule.Result result =
                capsule()
                        .op(host("flood", 0))
                        .op(PRINT)
                        .run(builder -> granting(builder).option("casm.MaxMemory", "1000000"));
        assertEquals("MemoryQuota", result.kind(), result.message());
    }

    @Test
    void taggedValuesAndObjects() {
        Capsule.Result result =
                capsule()
                        .print("hosttest.tag", "Some", 1)
                        .call("hosttest.tag", "Some", 1)
                        .op("{'op':'type_of'}")
                        .op(PRINT)
                        .call("hosttest.tag", "Some", 1)
                        .call("hosttest.tag", "Some", 1)
                        .op("{'op':'eq'}")
                        .op(PRINT)
                        .call("hosttest.object", "python", "Point")
                        .op("{'op':'type_of'}")
                        .op(PRINT)
                        .run(LiveReferencesTest::granting);
        assertNull(result.message());
        assertEquals("Some(1)\ntagged\ntrue\nmap\n", result.stdout());
    }
}
