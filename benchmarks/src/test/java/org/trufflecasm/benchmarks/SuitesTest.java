package org.trufflecasm.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.trufflecasm.format.ContainerForm;

/** Every benchmark does its work, once, so that none is found broken when it is needed. */
class SuitesTest {
    @ParameterizedTest
    @EnumSource
    void capabilityCalls(CapCall.Callee callee) {
        CapCall suite = new CapCall();
        suite.callee = callee;
        suite.open();
        assertEquals(callee == CapCall.Callee.SCOPED ? 1 : steps(), suite.turn());
        suite.close();
    }

    private static long steps() {
        long x = 1;
        for (int i = 0; i < CapsuleLoop.TURNS; i++) {
            x = (x + 7) & 65_535;
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource
    void boundaries(Boundary.Way way) {
        Boundary suite = new Boundary();
        suite.way = way;
        suite.open();
        assertEquals(Boundary.CALLS + 1, suite.calls());
        suite.close();
    }

    @ParameterizedTest
    @EnumSource
    void borrows(Borrow.Way way) {
        Borrow suite = new Borrow();
        suite.way = way;
        suite.open();
        assertEquals(way.name().startsWith("READ") ? 2 : 1, suite.turn());
        suite.close();
    }

    @ParameterizedTest
    @EnumSource
    void arenas(Arena.Work work) {
        Arena suite = new Arena();
        suite.work = work;
        suite.open();
        assertEquals(1, suite.turn());
        suite.close();
    }

    @ParameterizedTest
    @EnumSource
    void strings(Strings.Work work) {
        Strings suite = new Strings();
        suite.work = work;
        suite.open();
        long expected =
                switch (work) {
                    case CONCATENATE -> "number ".length() + 5;
                    case SPLIT -> 9;
                    case REPLACE, UPPER_CASE -> 43;
                    case COMPARE, CONTAINS -> 1;
                };
        assertEquals(expected, suite.turn());
        suite.close();
    }

    @ParameterizedTest
    @CsvSource({"JSON", "MESSAGE_PACK", "CVM1", "TEXT"})
    void loading(ContainerForm container) {
        Load suite = new Load();
        suite.container = container;
        suite.instructions = 1000;
        suite.prepare();
        assertEquals(11, suite.read().functions().size());
        assertNotNull(suite.verify());
        assertEquals(1, suite.build().execute().asInt());
        suite.close();
    }

    @Test
    void contexts() {
        ContextCreation suite = new ContextCreation();
        suite.open();
        suite.empty();
        assertEquals(42, suite.running());
        assertEquals(42, suite.withEngine());
        suite.close();
    }
}
