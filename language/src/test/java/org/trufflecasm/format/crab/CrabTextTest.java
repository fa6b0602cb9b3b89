package org.trufflecasm.format.crab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.FormatRegistry;

/** Text of modules: back to the same bytes, and what is refused where. */
class CrabTextTest {

    static List<CrabCases.Case> modules() {
        return CrabCases.all().stream().filter(CrabCases.Case::isModule).toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void bytesSurviveText(CrabCases.Case one) {
        byte[] text =
                FormatRegistry.convert(
                        one.content(), "m", ContainerForm.CVM_TEXT, CapabilitySignatures.NONE);
        assertTrue(CrabAssembler.isText(text), () -> new String(text, StandardCharsets.UTF_8));
        byte[] again =
                FormatRegistry.convert(text, "m", ContainerForm.CVM, CapabilitySignatures.NONE);
        assertArrayEquals(one.content(), again, () -> new String(text, StandardCharsets.UTF_8));
    }

    private static CrabModule assemble(String text) {
        return CrabAssembler.assemble(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void strangeNamesAndValuesSurvive() {
        String text =
                """
                .crab 1
                .const nan:0x7ff0000000000001
                .const -inf
                .const "a;b\\"c\\\\d\\n\\u0001"
                .const 5e-324
                .native "1 two" 3 1
                .global "x y"
                .global twice
                .global twice
                .func "" 0 1 2
                    WIDE LOAD_CONST 0
                    LOAD_GLOBAL "x y"
                    LOAD_GLOBAL 3
                    STORE_GLOBAL twice
                    CALL ""
                    CALL_NATIVE "1 two"
                    WIDE JUMP @end
                    WIDE JUMP 4294967295
                end:
                .func 1 0 0
                .symbol other 1
                .symbol other 0
                .entry ""
                """;
        CrabModule module = assemble(text);
        String written = CrabTextWriter.write(module, "x\ny");
        assertEquals(module, assemble(written), written);
        assertArrayEquals(CrabWriter.write(module), CrabWriter.write(assemble(written)));
        assertEquals(
                module, CrabReader.read(CrabWriter.write(module)), "the bytes are the same module");
    }

    @Test
    void aConstantThatStandsThereTwiceIsThereOnce() {
        CrabModule module =
                assemble(".crab 1\n.const 7\n.func 0 0 0\nLOAD_CONST =7\nLOAD_CONST =\"7\"\nPRINT");
        assertEquals(
                List.of(CrabConstant.Numeral.of(7), new CrabConstant.Text("7")),
                module.constants());
        assertEquals(1, module.functions().getFirst().code().get(1).operand());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`RET`                                 |line 2: an instruction outside of functions",
                "`.func 0 0 0#HALT`                    |line 3: unknown instruction HALT",
                "`.func 0 2 0`                         |line 2: expected its count of results",
                "`.func 0 0 0#JUMP @x`                 |line 3: there is no label",
                "`.func 0 0 0#JUMP x`                  |line 3: there is no label",
                "`.func 0 0 0#x:#x:`                   |line 4: the label x is there twice",
                "`.func 0 0 0#CALL f`                  |line 3: there is no function f",
                "`.func 0 0 0#LOAD_CONST 65536`        |line 3: expected the operand",
                "`.func 0 0 0#LOAD_CONST =\"a`         |line 3: the string does not end",
                "`.func 0 0 0#LOAD_CONST =1x`          |line 3: expected a Number",
                "`.func 0 0 0#WIDE ADD`                |line 3: WIDE before ADD",
                "`.func 0 0 0#ADD 1`                   |line 3: unexpected 1",
                "`.func 0 0 0#LOAD_CONST`              |line 3: expected the operand of LOAD_CONST",
                "`.const \"\\ud800\"`                  |line 2: half of a surrogate pair",
                "`.const \"\\q\"`                      |line 2: unknown escape",
                "`.const nan:0x1`                      |line 2: expected a Number",
                "`.func 0 0 0#.entry f`                |line 3: expected the name or index",
                "`.func 1 0 0#.entry 0`                |line 3: the entry takes arguments",
                "`.func 0 0 0#.symbol a 1#.entry 0`    |line 4: a symbol names function 1 of 1",
                "`.nonsense`                           |line 2: unknown directive .nonsense"
            })
    void mistakesAreNamedWithTheirLine(String lines, String expected) {
        String text = ".crab 1\n" + lines.replace('#', '\n');
        LoadException refused = assertThrows(LoadException.class, () -> assemble(text));
        assertTrue(refused.getMessage().startsWith(expected), refused::getMessage);
        assertTrue(
                List.of(ErrorKind.ParseError, ErrorKind.BadEntry, ErrorKind.BadSymbol)
                        .contains(refused.kind()));
    }

    @Test
    void onlyWhatSaysSoIsText() {
        assertTrue(CrabAssembler.isText(";c\n \n.crab 1".getBytes(StandardCharsets.UTF_8)));
        assertFalse(CrabAssembler.isText(".crabs 1".getBytes(StandardCharsets.UTF_8)));
        assertFalse(CrabAssembler.isText(".func main".getBytes(StandardCharsets.UTF_8)));
        assertFalse(CrabAssembler.isText(new byte[0]));
    }
}
