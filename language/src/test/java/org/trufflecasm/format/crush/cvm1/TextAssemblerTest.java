package org.trufflecasm.format.crush.cvm1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crush.CrushOpcode;

class TextAssemblerTest {

    private static Cvm1Program assemble(String text) {
        return TextAssembler.assemble(text.getBytes(StandardCharsets.UTF_8), "a.casm");
    }

    @Test
    void everyKindOfOperand() {
        Cvm1Program program =
                assemble(
                        """
                        #!/usr/bin/env casm run
                        ; a comment ; in a comment
                        .func start.it
                        a: b:
                        c: push -0x10        # labels before an instruction
                            PUSH_F64 -1.5e3
                            push_str "x;#\\n\\t\\"\\\\\\q"
                            Load 65535
                            pick 3
                            CALL start.it
                            CAP_CALL "io.print" 255
                            JNZ end
                            JMP b
                        end:
                        """);
        assertEquals(Map.of("start.it", 0), program.functions());
        assertEquals("start.it", program.entryName());
        assertEquals(List.of("x;#\n\t\"\\q", "start.it", "io.print"), program.constants());
        List<Cvm1Instruction> code = program.instructions();
        assertEquals(-16L, code.get(0).constant());
        assertEquals(-1500.0, code.get(1).constant());
        assertEquals("x;#\n\t\"\\q", code.get(2).constant());
        assertEquals(65_535, code.get(3).number());
        assertEquals(3, code.get(4).number());
        assertEquals("start.it", code.get(5).text());
        assertEquals("io.print", code.get(6).text());
        assertEquals(255, code.get(6).number());
        assertEquals(9, code.get(7).number());
        assertEquals(0, code.get(8).number());
        assertEquals(CrushOpcode.JMP, code.get(8).opcode());
        assertEquals(new SourcePosition("a.casm", 5, 4), code.get(0).position());
        assertTrue(program.ownLines());
        assertEquals(44, program.codeSize());
    }

    @Test
    void entries() {
        assertEquals("main", assemble(".func f\nRET\n.func main\nRET").entryName());
        assertEquals(1, assemble(".func f\nRET\n.func main\nRET").entry());
        assertEquals("f", assemble(".func f\nRET\n.func g\nRET").entryName());
        assertEquals(null, assemble("NOP\nRET").entryName());
        assertEquals(null, assemble(".entry\n.func f\nRET").entryName());
        assertEquals(1, assemble(".entry g\n.func f\nRET\n.func g\nRET").entry());
        assertEquals(List.of(), assemble("").instructions());
    }

    @Test
    void directives() {
        Cvm1Program program =
                assemble(
                        """
                        .version 1
                        .manifest {"permissions": ["io.print"]}
                        .loc "m.py" 3 7
                        NOP
                        NOP
                        .loc
                        NOP
                        .loc 4
                        NOP
                        """);
        assertEquals(1, program.version());
        assertEquals(Map.of("io.print", List.of()), program.manifest().permissions());
        assertEquals(new SourcePosition("m.py", 3, 7), program.instructions().get(1).position());
        assertEquals(null, program.instructions().get(2).position());
        assertEquals(new SourcePosition(null, 4, 0), program.instructions().get(3).position());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NOP/FROB                   | 2 | unknown mnemonic 'FROB'
                    a:/a:                      | 2 | a second label 'a'
                    .func f/NOP/.func f        | 3 | a second function 'f'
                    JMP nowhere                | 1 | there is no label 'nowhere'
                    CALL nobody                | 1 | there is no function 'nobody'
                    PUSH                       | 1 | missing an integer
                    PUSH 1 2                   | 1 | too many operands for PUSH
                    PUSH 9223372036854775808   | 1 | expected an integer
                    PUSH --1                   | 1 | expected an integer
                    PUSH 0x                    | 1 | expected an integer
                    PUSH 0x-1                  | 1 | expected an integer
                    PUSH 1.5                   | 1 | expected an integer
                    PUSH_F64 0x1p3             | 1 | expected a float
                    PUSH_F64 1d                | 1 | expected a float
                    LOAD 65536                 | 1 | expected a slot, an integer from 0 to 65535
                    LOAD -1                    | 1 | expected a slot, an integer from 0 to 65535
                    NEW_ARRAY 65536            | 1 | expected a count, an integer from 0 to 65535
                    CAP_CALL "x" 256           | 1 | expected a count of arguments
                    CAP_CALL "x"               | 1 | missing a count of arguments
                    CAP_CALL x 1               | 1 | expected a capability
                    PUSH_STR "abc              | 1 | the string does not end on this line
                    .data 3                    | 1 | unknown directive '.data'
                    .func                      | 1 | missing the name of a function
                    .func 1x                   | 1 | '1x' cannot be the name of a function
                    .func a b                  | 1 | too many operands for .func
                    NOP NOP                    | 1 | too many operands for NOP
                    .entry f                   | 1 | there is no function 'f'
                    .version 1/.version 2      | 2 | a second .version
                    1: NOP                     | 1 | unknown mnemonic '1:'
                    """)
    void refusals(String text, int line, String words) {
        LoadException refused =
                assertThrows(LoadException.class, () -> assemble(text.replace('/', '\n')));
        assertEquals(ErrorKind.ParseError, refused.kind());
        assertEquals(line, refused.place().line());
        assertTrue(
                refused.getMessage().startsWith("line " + line + ": " + words),
                refused::getMessage);
    }

    @Test
    void invalidUtf8() {
        byte[] text = "NOP\nPUSH_STR \"a?\"\n".getBytes(StandardCharsets.UTF_8);
        text[15] = (byte) 0xC3;
        LoadException refused =
                assertThrows(LoadException.class, () -> TextAssembler.assemble(text, null));
        assertEquals("line 2: the file is not UTF-8", refused.getMessage());
        assertEquals(12, refused.place().column());
    }
}
