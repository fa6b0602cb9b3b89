package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.format.LoadedCapsule;

/** Listings of capsules, and reading them again. */
class ListingTest {

    @Test
    void listing() {
        LoadedCapsule capsule =
                Capsules.load(
                        """
                        {"version": "0.2", "lang": "python", "entry": "main",
                         "manifest": {"name": "a \\"b\\"", "permissions": ["print", "fs.read:/tmp"],
                                      "limits": {"max_steps": 10}},
                         "functions": {
                          "main": {"body": [
                           {"op": "push_int", "value": 3, "meta": {"file": "m.py", "line": 1, "column": 5}},
                           {"op": "jump_if", "target": "end", "meta": {"file": "a b.py", "line": 2}},
                           {"op": "push_float", "value": 1},
                           {"op": "push_string", "value": "x\\n\\"y\\"\\u0007", "meta": {"line": 3}},
                           {"op": "array_push"},
                           {"op": "call", "name": "twice it", "argc": 2},
                           {"op": "call", "name": "twice it"},
                           {"op": "set_field", "field": "n"},
                           {"op": "label", "name": "end"},
                           {"op": "cap_call", "name": "print", "argc": 1},
                           {"op": "jmp", "target": 11}]},
                          "twice it": {"params": ["a", "b"], "body": []}}}
                        """);
        assertEquals(
                """
                .capsule "0.2"
                ; test
                .lang "python"
                .entry main
                .manifest {"name":"a \\"b\\"","permissions":{"io.print":true,"fs.read":["/tmp"]},"limits":{"max_steps":10}}

                .func main
                .loc "m.py" 1 5
                    push_int value=3                    ; 0
                .loc "a b.py" 2
                    jump_if target="end"                ; 1
                    push_float value=1                  ; 2
                .loc 3
                    push_string value="x\\n\\"y\\"\\u0007"  ; 3
                    array_push                          ; 4
                    call argc=2 name="twice it"         ; 5
                    call name="twice it"                ; 6
                    set_field field="n"                 ; 7
                    label name="end"                    ; 8
                    cap_call argc=1 name="print"        ; 9
                    jmp target=L11                      ; 10
                L11:

                .func "twice it"
                .params ["a", "b"]
                """,
                capsule.disassemble());
    }

    private static CrushProgram read(String listing) {
        return CrushFormat.read(listing.getBytes(StandardCharsets.UTF_8));
    }

    /** What no other container could hold is no position, here as in {@code meta}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "5|none|5|0",
                "5 3|none|5|3",
                "`\"m.py\" 5 3`|m.py|5|3",
                "`\"m.py\" 0 3`|m.py|0|0",
                "`\"m.py\"`|m.py|0|0",
                "`\"\" 5 3`|none|5|3",
            })
    void positions(String directive, String file, int line, int column) {
        assertEquals(new SourcePosition(file, line, column), position(directive));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0 37", "\"\"", "\"\" 0 37"})
    void noPosition(String directive) {
        assertNull(position(directive));
    }

    private static SourcePosition position(String directive) {
        byte[] listing =
                (".capsule \"1.0\"\n.func main\n.loc " + directive + "\n  nop\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] json = FormatRegistry.convert(listing, "t", ContainerForm.JSON, name -> true);
        CrushProgram program = CrushFormat.read(listing);
        assertEquals(
                positions(program),
                positions(CrushFormat.read(json)),
                () -> "another position in JSON: " + new String(json, StandardCharsets.UTF_8));
        return positions(program).getFirst();
    }

    private static List<SourcePosition> positions(CrushProgram program) {
        return program.functions().getFirst().body().stream()
                .map(CrushInstruction::position)
                .toList();
    }

    @Test
    void writtenByHand() {
        CrushProgram program =
                read(
                        """
                        ; a comment first

                        .capsule "1.0" ; and behind
                        .func main
                        .params ["a"]
                        start: push_int value=-3 ; not 3
                          jmp_if target=start
                        again: again2:
                          push_str value="; # \\" =" # strings keep what looks like a comment
                          jmp target=end
                        end:
                        """);
        CrushFunction main = program.functions().getFirst();
        assertEquals(
                List.of(
                        Map.of("value", -3L),
                        Map.of("target", 0L),
                        Map.of("value", "; # \" ="),
                        Map.of("target", 4L)),
                main.body().stream().map(CrushInstruction::operands).toList());
        assertEquals(List.of("a"), main.params());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    .capsule '2.0'                                | VersionMismatch | found 2.0
                    .capsule '1.0'/nop                            | ParseError | this belongs behind .func
                    .capsule '1.0'/a: .func f                     | ParseError | this belongs behind .func
                    .capsule '1.0'/.func f/.func f                | ParseError | a second function 'f'
                    .capsule '1.0'/.func f/jmp target=x           | ParseError | there is no label 'x'
                    .capsule '1.0'/.func f/a:/a:                  | ParseError | a second label 'a'
                    .capsule '1.0'/.func f/nop 3                  | ParseError | expected an operand, KEY=VALUE
                    .capsule '1.0'/.func f/nop who=3              | ParseError | no instruction has an operand 'who'
                    .capsule '1.0'/.func f/push_int value=        | ParseError | expected a value of JSON
                    .capsule '1.0'/.func f/push_int value=3,      | ParseError | not JSON
                    .capsule '1.0'/.func f/push_int value=1 value=2 | ParseError | a second operand 'value'
                    .capsule '1.0'/.func f/.params 'a'            | ParseError | expected a list of strings
                    .capsule '1.0'/.func f/.params [1]            | ParseError | expected a list of strings
                    .capsule '1.0'/.func f/.hints {'a':1}         | ParseError | expected an object of strings
                    .capsule '1.0'/.func f/.what                  | ParseError | unknown directive '.what'
                    .capsule '1.0'/.manifest []                   | LoadError  | the manifest must be an object
                    .capsule '1.0'/.manifest {'x'                 | ParseError | the manifest is not JSON
                    .capsule '1.0'/.func f/fly                    | UnknownOpcode | unknown opcode 'fly' (f:0, line 3)
                    """)
    void refusals(String listing, ErrorKind kind, String words) {
        LoadException refused =
                Capsules.refused(
                        listing.replace('/', '\n')
                                .replace('\'', '"')
                                .getBytes(StandardCharsets.UTF_8));
        assertEquals(kind, refused.kind(), refused::getMessage);
        assertTrue(refused.getMessage().contains(words), refused::getMessage);
        assertTrue(refused.place().line() > 0, refused::getMessage);
    }
}
