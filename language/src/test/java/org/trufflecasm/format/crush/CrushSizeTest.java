package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.ProgramPrinter;

/**
 * Large capsules load in time linear in their size; the limits here are many times what it takes.
 */
class CrushSizeTest {
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    private static Program load(String json) {
        return assertTimeout(GENEROUS, () -> Capsules.load(json).program());
    }

    @Test
    void manyInstructions() {
        String part =
                Capsules.body("load name=x; push_int value=1; add; store name=x; jmp target=100000")
                        + ",";
        String body = part.repeat(20_000);
        Program program = load(Capsules.main(body.substring(0, body.length() - 1)));
        assertEquals(100_000, program.instructionCount());
        assertTimeout(GENEROUS, () -> ProgramPrinter.list(program));
    }

    @Test
    void manyFunctions() {
        StringBuilder functions = new StringBuilder("'main':{'body':[]}");
        for (int i = 0; i < 10_000; i++) {
            String body =
                    Capsules.body(
                            "store name=a; load name=a; call argc=1 function=f"
                                    + (i * 7 + 1) % 10_000);
            functions
                    .append(",'f")
                    .append(i)
                    .append("':{'params':['a'],'body':[")
                    .append(body)
                    .append("]}");
        }
        Program program = load("{'functions':{" + functions + "}}");
        assertEquals(10_001, program.functions().size());
    }

    /**
     * Every call that gives no value looks for the next instruction along one and the same chain.
     */
    @Test
    void manyVoidCallsBeforeALongChain() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            body.append(Capsules.body("cap_call name=io.print; jmp target=100000")).append(',');
        }
        body.append((Capsules.body("nop") + ",").repeat(50_000)).append(Capsules.body("pop"));
        Program program = load(Capsules.main(body.toString()));
        assertEquals(1, program.entryFunction().code().get(0).b());
    }

    @Test
    void manyLabelsAndVariables() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 15_000; i++) {
            body.append(
                    Capsules.body(
                            "label name=l"
                                    + i
                                    + "; load name=v"
                                    + i
                                    + "; jmp target=l"
                                    + (14_999 - i)));
            body.append(i < 14_999 ? "," : "");
        }
        assertEquals(15_000, load(Capsules.main(body.toString())).entryFunction().slots().size());
    }
}
