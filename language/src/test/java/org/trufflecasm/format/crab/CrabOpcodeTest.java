package org.trufflecasm.format.crab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of instructions, and the page that shows it. */
class CrabOpcodeTest {

    private static String row(CrabOpcode opcode) {
        String effect =
                switch (opcode) {
                    case CALL, CALL_NATIVE -> "arity → results";
                    case RET -> "–";
                    default -> opcode.pops() + " → " + opcode.pushes();
                };
        return String.format(
                Locale.ROOT,
                "| %02X | `%s` | %s | %s | %s |",
                opcode.code(),
                opcode,
                opcode.operand().text(),
                effect,
                opcode.summary());
    }

    @Test
    void thePageShowsTheTable() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../docs/formats/crab.md"));
        List<String> expected =
                Arrays.stream(CrabOpcode.values()).map(CrabOpcodeTest::row).toList();
        int first = page.indexOf(expected.getFirst());
        assertTrue(first > 0, "the table is not there");
        assertEquals(expected, page.subList(first, first + expected.size()));
    }

    @Test
    void whatIsFreeStaysFree() {
        List<Integer> historic = List.of(0x10, 0x11, 0x12, 0x13, 0x20, 0x30, 0x31);
        historic.forEach(code -> assertNull(CrabOpcode.of(code)));
        assertNull(CrabOpcode.of(CrabOpcode.WIDE));
        long assigned = IntStream.range(0, 256).filter(code -> CrabOpcode.of(code) != null).count();
        assertEquals(30, assigned);
        for (CrabOpcode opcode : CrabOpcode.values()) {
            assertSame(opcode, CrabOpcode.of(opcode.code()));
            assertSame(opcode, CrabOpcode.named(opcode.name()));
        }
    }
}
