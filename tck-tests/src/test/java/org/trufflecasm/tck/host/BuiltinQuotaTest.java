package org.trufflecasm.tck.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Built-in capabilities that make or search something large look at the run's limits. */
@Timeout(120)
class BuiltinQuotaTest {

    private static Capsule.Result run(Capsule capsule, String option, String value) {
        return capsule.run(
                builder ->
                        builder.option("casm.Grant", "regex.*,collections.*,json.*,str.*")
                                .option(option, value));
    }

    /** Leaves an array of two arrays of two arrays, and so on: 2^60 ints. */
    private static Capsule tower() {
        return Capsule.asking("json.*", "collections.*", "regex.*", "str.*")
                .push(1)
                .op("{'op':'new_array','size':1}")
                .op("{'op':'store','name':'a'}")
                .push(0)
                .op("{'op':'store','name':'n'}")
                .op("{'op':'load','name':'a'}")
                .op("{'op':'load','name':'a'}")
                .op("{'op':'new_array','size':2}")
                .op("{'op':'store','name':'a'}")
                .op("{'op':'load','name':'n'}")
                .push(1)
                .op("{'op':'add'}")
                .op("{'op':'store','name':'n'}")
                .op("{'op':'load','name':'n'}")
                .push(60)
                .op("{'op':'lt'}")
                .op("{'op':'jmp_if','target':5}")
                .op("{'op':'load','name':'a'}");
    }

    private static Capsule text(int length) {
        return Capsule.asking("regex.*", "str.*", "collections.*")
                .call("str.repeat", "a", length)
                .op("{'op':'store','name':'t'}");
    }

    private static String call(String name, int arguments) {
        return "{'op':'cap_call','name':'" + name + "','argc':" + arguments + "}";
    }

    @Test
    void jsonOfASharedValue() {
        Capsule capsule = tower().op(call("json.stringify", 1)).op("{'op':'pop'}");
        Capsule.Result result = run(capsule, "casm.MaxMemory", "100000");
        assertEquals("MemoryQuota", result.kind(), result.message());
        assertTrue(result.message().contains("(100000)"), result.message());
        result = run(capsule, "casm.MaxMemory", "0");
        assertEquals("MemoryQuota", result.kind(), result.message());
    }

    @Test
    void aReplacementThatGrowsTheText() {
        Capsule capsule =
                text(2000)
                        .push("a*")
                        .op("{'op':'load','name':'t'}")
                        .push("$0$0$0$0$0$0$0$0".repeat(100))
                        .op(call("regex.replace", 3))
                        .op("{'op':'pop'}");
        Capsule.Result result = run(capsule, "casm.MaxMemory", "100000");
        assertEquals("MemoryQuota", result.kind(), result.message());
    }

    @Test
    void manyMatches() {
        for (String name : new String[] {"regex.find_all", "regex.split"}) {
            Capsule capsule =
                    text(20_000)
                            .push("a")
                            .op("{'op':'load','name':'t'}")
                            .op(call(name, 2))
                            .op("{'op':'pop'}");
            Capsule.Result result = run(capsule, "casm.MaxMemory", "200000");
            assertEquals("MemoryQuota", result.kind(), name + " " + result.message());
        }
    }

    @Test
    void aSlowPatternEndsWithTheRun() {
        Capsule capsule =
                text(1_000_000)
                        .push("(a?){500}b")
                        .op("{'op':'load','name':'t'}")
                        .op(call("regex.test", 2))
                        .op("{'op':'pop'}");
        Capsule.Result result = run(capsule, "casm.Timeout", "200");
        assertEquals("Timeout", result.kind(), result.message());
    }

    @Test
    void piecesOfAnArray() {
        Capsule capsule =
                Capsule.asking("collections.*")
                        .call("make_range", 0, 2000)
                        .push(1)
                        .op(call("collections.chunk", 2))
                        .op("{'op':'pop'}");
        // 2000 arrays of 48 bytes each and their places, after 32 KB of ints.
        assertEquals("MemoryQuota", run(capsule, "casm.MaxMemory", "150000").kind());
        assertEquals(null, run(capsule, "casm.MaxMemory", "250000").kind());
    }
}
