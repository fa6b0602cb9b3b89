package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trufflecasm.core.Op;

class CrushOpcodeTest {

    @Test
    void namesAndBytesAreDifferent() {
        Set<String> names = new HashSet<>();
        Set<Integer> codes = new HashSet<>();
        for (CrushOpcode opcode : CrushOpcode.values()) {
            opcode.jsonNames().forEach(name -> assertTrue(names.add(name), name));
            assertTrue(opcode.code() < 0 || codes.add(opcode.code()), opcode.title());
        }
    }

    /** Every byte of the specification's list of operand kinds (§1.8), and no other. */
    @Test
    void bytesOfCvm1() {
        String spec =
                "01 08 06 02 17 70 72 73 90-96 9A-9F B5-B8 52 51 30 31 0A 0B 60 66 68 6A 6C 80 40"
                        + " 41 42 54 00 03 04 05 07 09 10-16 20-2E 50 53 55-5B 61-65 67 69 6B 6D 71 81"
                        + " 82 A0-A8 B0-B4 FF";
        Set<Integer> expected = new HashSet<>();
        for (String range : spec.split(" ", -1)) {
            List<Integer> ends =
                    Arrays.stream(range.split("-", -1))
                            .map(text -> Integer.parseInt(text, 16))
                            .toList();
            for (int code = ends.getFirst(); code <= ends.getLast(); code++) {
                expected.add(code);
            }
        }
        Set<Integer> actual = new HashSet<>();
        for (CrushOpcode opcode : CrushOpcode.values()) {
            actual.add(opcode.code());
        }
        actual.remove(-1);
        assertEquals(expected, actual);
    }

    @ParameterizedTest
    @EnumSource
    void isExecutedUnderEachOfItsNames(CrushOpcode opcode) {
        assertNotNull(opcode.op());
        for (String name : opcode.jsonNames()) {
            assertSame(opcode, CrushOpcode.byJsonName(name).orElseThrow());
        }
    }

    @Test
    void everyOperationIsReached() {
        Set<Op> reached = EnumSet.noneOf(Op.class);
        for (CrushOpcode opcode : CrushOpcode.values()) {
            if (opcode.op() != null) {
                reached.add(opcode.op());
            }
        }
        // What only other families use.
        reached.addAll(
                List.of(
                        Op.END_NULL,
                        Op.RET_NULL,
                        Op.LOAD_GLOBAL,
                        Op.STORE_GLOBAL,
                        Op.PRINT_LINE,
                        Op.TEXT_OF,
                        Op.CALL_NATIVE,
                        Op.CALL_FAMILY,
                        Op.FAIL));
        // What only lowering makes, from context.
        reached.addAll(
                List.of(
                        Op.END,
                        Op.HALT_AT_END,
                        Op.ROT_LOWER,
                        Op.CALL_MANY,
                        Op.CALL_SHARED,
                        Op.RET_MANY,
                        Op.CALL_UNKNOWN,
                        Op.SPAWN_VALUE,
                        Op.CALL_VARIABLE,
                        Op.CALL_VARIABLE_DEFAULT,
                        Op.CALL_VARIABLE_OR_CAPABILITY,
                        Op.TUPLE_APPEND,
                        Op.LIST_APPEND,
                        Op.VECTOR_APPEND,
                        Op.SET_APPEND));
        assertEquals(EnumSet.allOf(Op.class), reached);
    }
}
