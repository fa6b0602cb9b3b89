package org.trufflecasm.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramPrinterTest {
    private static final Function F =
            new Function(
                    "f",
                    List.of("a", "b"),
                    List.of("a", "b", "x\ny"),
                    2,
                    0,
                    List.of(
                            Instruction.of(Op.PUSH_INT, (Object) 5L),
                            Instruction.of(Op.STORE, 2),
                            Instruction.of(Op.PUSH_STR, (Object) "é\n".repeat(100)),
                            Instruction.of(Op.JMP_IF, 6),
                            new Instruction(Op.NEW_ARRAY, 0, 3, null),
                            new Instruction(Op.CAP_CALL, 2, 1, "io.print"),
                            Instruction.of(Op.END)),
                    new SourceMap(
                            List.of(
                                    new SourcePosition("m.py", 2, 9),
                                    new SourcePosition("a\nb", 1, 0))));

    private static final Function G =
            new Function(
                    "g h",
                    List.of(),
                    List.of(),
                    0,
                    1,
                    List.of(Instruction.of(Op.CALL, 0, 2), Instruction.of(Op.END)),
                    SourceMap.NONE);

    private static final Program PROGRAM =
            new Program(
                    "p",
                    List.of(F, G),
                    1,
                    new Manifest(
                            Map.of("fs.read", List.of("/a b")),
                            Map.of("max_steps", 3L),
                            Map.of("author", "me")));

    @Test
    void program() {
        assertEquals(
                """
                program p, entry "g h"
                author "me"
                permission fs.read "/a b"
                limit max_steps 3

                function #0 f(a, b), 2 bound
                     0  push_int 5                      ; m.py:2:9
                     1  store "x\\ny"                    ; "a\\nb":1
                     2  push_str "%s"…+80
                     3  jmp_if -> 6
                     4  new_array 0 hint 3
                     5  cap_call io.print 2 -> value
                     6  end
                function #1 "g h"(), 1 initial operands
                     0  call #0 f 2
                     1  end
                """
                        .formatted("é\\n".repeat(60)),
                ProgramPrinter.print(PROGRAM));
    }

    @Test
    void linesOfFunctions() {
        ProgramPrinter.Listing listing = ProgramPrinter.list(PROGRAM);
        List<String> lines = listing.text().lines().toList();
        assertEquals(2, listing.firstLine(0));
        assertEquals(10, listing.firstLine(1));
        assertEquals("     0  call #0 f 2", lines.get(listing.firstLine(1) - 1));
        assertEquals(11, lines.size());
    }

    @Test
    void oneFunction() {
        assertEquals(
                """
                function "g h"(), 1 initial operands
                     0  call #0 2
                     1  end
                """,
                ProgramPrinter.print(G));
    }
}
