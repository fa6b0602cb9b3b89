package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.FormatRegistry;

/** What is refused, with which kind, words and place. */
class CrushRefusalTest {

    private static void assertRefused(LoadException e, ErrorKind kind, String words) {
        assertEquals(kind, e.kind(), e::getMessage);
        assertTrue(
                e.getMessage().contains(words),
                () -> e.getMessage() + " does not contain " + words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|ParseError|empty",
                "`  `|ParseError|empty",
                "`#!/usr/bin/env casm`|ParseError|empty",
                "[1]|ParseError|not a capsule",
                "'text'|ParseError|not a capsule",
                "{|ParseError|ends too early",
                "{'functions':|ParseError|ends too early",
                "{'functions':{}}x|ParseError|",
                "{'functions':{}} {}|ParseError|behind the end",
                "{'functions':{},}|ParseError|not JSON",
                "{'version':NaN}|ParseError|NaN",
                "{'version':Infinity}|ParseError|Infinity",
                "{'version':01}|ParseError|not JSON",
                "{/* no */}|ParseError|not JSON",
                "{'lang':'\\ud800'}|ParseError|surrogate",
                "{}|MissingField|functions",
                "{'functions':null}|MissingField|functions",
                "{'functions':1}|LoadError|'functions'",
                "{'functions':{'main':1}}|LoadError|must be an object",
                "{'functions':{'main':{}}}|MissingField|'body'",
                "{'functions':{'main':{'body':null}}}|MissingField|'body'",
                "{'functions':{'main':{'body':{}}}}|LoadError|'body'",
                "{'functions':{'main':{'body':[1]}}}|LoadError|main:0",
                "{'functions':{'main':{'params':'a','body':[]}}}|LoadError|'params'",
                "{'functions':{'main':{'params':[1],'body':[]}}}|LoadError|'params'",
                "{'functions':[{'body':[]}]}|MissingField|'name'",
                "{'functions':[{'name':1,'body':[]}]}|LoadError|name",
                "{'functions':[{'name':'f','body':[]},{'name':'f','body':[]}]}|LoadError|second"
                        + " function",
                "{'functions':[]}|LoadError|no entry",
                "{'functions':{'f':{'params':['a'],'body':[]}}}|LoadError|no entry",
                "{'functions':{'f':{'body':[]},'g':{'body':[]}}}|LoadError|'main'",
                "{'entry':'g','functions':{'main':{'body':[]}}}|LoadError|'g'",
                "{'entry':1,'functions':{'main':{'body':[]}}}|LoadError|'entry'",
                "{'version':'2.0','functions':{}}|VersionMismatch|expected 1.0, found 2.0",
                "{'functions':{'main':{'body':[{'op':'what'}]}},'version':'3'}|VersionMismatch|found"
                        + " 3",
                "{'functions':7,'version':'3'}|VersionMismatch|found 3",
                "{'version':'x'}|VersionMismatch|found x",
                "{'version':''}|VersionMismatch|found",
                "{'version':'-1'}|VersionMismatch|found -1",
                "{'version':'1 .0'}|VersionMismatch|found 1 .0",
                "{'version':1.0}|VersionMismatch|found 1.0",
                "{'version':null}|VersionMismatch|found null",
                "{'version':[1]}|VersionMismatch|found",
                "{'version':'a\\nb'}|VersionMismatch|found a\\nb",
                "{'version':'1.0','instructions':[{'opcode':'PUSH','arg':{'Integer':42}}]}|ParseError|not"
                        + " supported",
                "{'functions':{'main':{'body':[{'opcode':'PUSH'}]}}}|ParseError|not supported",
                "{'code_hex':'00','manifest':{}}|LoadError|package listing, run the .cvm file",
                "PUSH|ParseError|line 1: missing an integer",
                "CVM1|ParseError|truncated blob",
                "ECSM|LoadError|encrypted capsule",
            })
    void capsules(String json, ErrorKind kind, String words) {
        assertRefused(Capsules.refused(json == null ? "" : json), kind, words == null ? "" : words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|MissingField|missing field 'op'",
                "{'op':null}|MissingField|missing field 'op'",
                "{'op':1}|LoadError|'op' must be a string",
                "{'op':'frobnicate'}|UnknownOpcode|unknown opcode 'frobnicate'",
                "{'op':'cross_lang_call'}|UnknownOpcode|'cross_lang_call'",
                "{'op':'PUSH_INT','value':1}|UnknownOpcode|'PUSH_INT'",
                "{'op':'pop','args':[]}|LoadError|'args' must be an object",
                "{'op':'push_int'}|MissingField|missing operand 'value' of push_int",
                "{'op':'push_int','value':null}|MissingField|'value'",
                "{'op':'push_int','value':1,'args':{'value':null}}|MissingField|'value'",
                "{'op':'push_int','value':1.0}|LoadError|must be: 64-bit integer",
                "{'op':'push_int','value':'1'}|LoadError|must be: 64-bit integer",
                "{'op':'push_int','value':9223372036854775808}|LoadError|integer out of range",
                "{'op':'push_int','value':-9223372036854775809}|LoadError|integer out of range",
                "{'op':'push_float'}|MissingField|'value'",
                "{'op':'push_float','value':null}|LoadError|infinity is lost in this format",
                "{'op':'push_float','value':1e400}|LoadError|infinity is lost in this format",
                "{'op':'push_float','value':'inf'}|LoadError|must be: number",
                "{'op':'push_str','value':1}|LoadError|must be: string",
                "{'op':'push_bool','value':1}|LoadError|must be: bool",
                "{'op':'load','name':1}|LoadError|must be: string, a name",
                "{'op':'pick','n':-1}|LoadError|not in 0..65535",
                "{'op':'roll','n':65536}|LoadError|not in 0..65535",
                "{'op':'new_array','size':-1}|LoadError|must not be negative",
                "{'op':'new_array','size':65536}|LoadError|not in 0..65535",
                "{'op':'make_map'}|MissingField|'count'",
                "{'op':'jmp','target':2}|LoadError|operand 'target' is 2, not in 0..1",
                "{'op':'jmp','target':-1}|LoadError|not in 0..1",
                "{'op':'jmp','target':0.0}|LoadError|index of an instruction",
                "{'op':'jmp','target':'L'}|LoadError|unknown label 'L'",
                "{'op':'jmp','target':18446744073709551616}|LoadError|integer out of range",
                "{'op':'break'}|MissingField|'target'",
                "{'op':'continue'}|MissingField|'target'",
                "{'op':'call'}|MissingField|'function'",
                "{'op':'call','function':'main','argc':-1}|LoadError|'argc'",
                "{'op':'cap_call','argc':1}|MissingField|'name'",
                "{'op':'enter_try'}|MissingField|'target'",
                "{'op':'enter_try','handler':9}|LoadError|'target' is 9",
                "{'op':'push_closure','function':'f','captures':[1]}|LoadError|must be: list of"
                        + " strings",
                "{'op':'push_closure','function':'f'}|MissingField|'captures'",
                "{'op':'call_value'}|MissingField|'argc'",
                "{'op':'call_host','capsule':'c','ic_id':'00','method':'m'}|MissingField|'argc'",
                "{'op':'call_interface','handle':'h','argc':0}|MissingField|'method'",
                "{'op':'ai_semantic_switch','cases':3}|LoadError|'cases'",
                "{'op':'ai_semantic_switch','cases':[3]}|LoadError|'concept'",
                "{'op':'ai_semantic_switch','cases':[{'concept':'a'}]}|MissingField|'target_pc'",
                "{'op':'ai_semantic_switch','cases':[{'concept':'a','target_pc':9}]}|LoadError"
                        + "|'target_pc' is 9, not in 0..1",
                "{'op':'ai_semantic_switch','fallback_target':2}|LoadError|'fallback_target' is 2",
                "{'op':'exec_lang','lang':'python','code':'','var_count':1}|MissingField|'var_0'",
                "{'op':'exec_lang','lang':'python','code':'','var_count':1,'var_0':2}"
                        + "|LoadError|'var_0'",
            })
    void instructions(String json, ErrorKind kind, String words) {
        LoadException e = Capsules.refused(Capsules.main(json));
        assertRefused(e, kind, words);
        assertEquals("main", e.place().function());
        assertEquals(0, e.place().instruction());
        assertEquals(1, e.place().line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|'manifest' must be an object",
                "[]|'manifest' must be an object",
                "{'permissions':1}|'permissions' must be a list or an object",
                "{'permissions':[1]}|'permissions' must hold strings",
                "{'permissions':{'a':1}}|'a' in 'permissions'",
                "{'permissions':{'a':[1]}}|scopes of 'a'",
                "{'capabilities':'x'}|'capabilities'",
                "{'limits':[]}|'limits' must be an object",
                "{'limits':{'max_steps':-1}}|'max_steps' must be an integer of 0 or more",
                "{'limits':{'max_stack':1.5}}|'max_stack'",
                "{'limits':{'timeout_ms':9223372036854775808}}|'timeout_ms'",
                "{'limits':{'max_memory':'1'}}|'max_memory'",
                "{'name':1}|'name' must be a string",
            })
    void manifests(String manifest, String words) {
        String json = "{'manifest':" + manifest + ",'functions':{'main':{'body':[]}}}";
        assertRefused(Capsules.refused(json), ErrorKind.LoadError, words);
    }

    @Test
    void placeIsLineAndColumnInUtf16Units() {
        LoadException e =
                Capsules.refused(
                        """
                        #!/bin/x
                        {'lang':'é😀',
                         'functions':{'ä😀':{'body':[{'op':'pop'}, {'op':'what'}]}}}
                        """);
        assertEquals(new LoadException.Place("\"ä😀\"", 1, 3, 44), e.place());
        assertEquals("unknown opcode 'what' (\"ä😀\":1, line 3:44)", e.getMessage());
    }

    @Test
    void placeOfBrokenJson() {
        assertEquals(LoadException.Place.at(2, 5), Capsules.refused("{'a':1,\n'b' 2}").place());
    }

    @Test
    void unreachableCodeIsChecked() {
        LoadException e = Capsules.refused(Capsules.main("{'op':'ret'},{'op':'what'}"));
        assertEquals(1, e.place().instruction());
    }

    @Test
    void nestingUpTo512() {
        String nested =
                "{'x':" + "[".repeat(511) + "]".repeat(511) + ",'functions':{'main':{'body':[]}}}";
        Capsules.load(nested);
        LoadException e = Capsules.refused(nested.replace("[[", "[[[").replace("]]", "]]]"));
        assertRefused(e, ErrorKind.ParseError, "nesting deeper than 512");
        assertRefused(
                Capsules.refused("{'functions':" + "[".repeat(100_000)),
                ErrorKind.ParseError,
                "nesting deeper than 512");
    }

    @Test
    void nestingInManifest() {
        String manifest = "{'x':" + "[".repeat(510) + "]".repeat(510) + "}";
        Capsules.load("{'manifest':" + manifest + ",'functions':{'main':{'body':[]}}}");
    }

    @Test
    void hugeNumbers() {
        String digits = "9".repeat(2_000_000);
        assertRefused(
                Capsules.refused(Capsules.main("{'op':'push_int','value':" + digits + "}")),
                ErrorKind.LoadError,
                "integer out of range");
        assertRefused(
                Capsules.refused(Capsules.main("{'op':'push_float','value':" + digits + "}")),
                ErrorKind.LoadError,
                "infinity is lost");
        Capsules.load(Capsules.main("{'op':'push_float','value':0." + digits + "}"));
        Capsules.load(Capsules.main("{'op':'pop','meta':{'line':" + digits + "}}"));
        assertRefused(
                Capsules.refused(
                        "{'manifest':{'x':"
                                + "9".repeat(1001)
                                + "},'functions':{'main':{'body':[]}}}"),
                ErrorKind.LoadError,
                "more than 1000 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16"})
    void otherEncodings(String charset) {
        byte[] content = Capsules.main("").replace('\'', '"').getBytes(Charset.forName(charset));
        assertEquals(ErrorKind.ParseError, Capsules.refused(content).kind());
    }

    @Test
    void brokenUtf8() {
        byte[] content = Capsules.bytes("{'lang':'x','functions':{'main':{'body':[]}}}");
        content[9] = (byte) 0xE4;
        assertRefused(Capsules.refused(content), ErrorKind.ParseError, "not UTF-8 (line 1:10)");
    }

    @Test
    void otherContainers() {
        for (int first : new int[] {0x80, 0x8F, 0xDE, 0xDF, 0x9F, 0xDC, 0xDD}) {
            LoadException e = Capsules.refused(new byte[] {(byte) first, 0});
            assertRefused(
                    e,
                    ErrorKind.ParseError,
                    first == 0x80 ? "something behind the end" : "ends too early");
        }
        byte[] garbage = new byte[100];
        Arrays.fill(garbage, (byte) 7);
        assertRefused(Capsules.refused(garbage), ErrorKind.ParseError, "not a capsule");
        byte[] binary = "PUSH 1\n\0\1".getBytes(StandardCharsets.US_ASCII);
        assertRefused(Capsules.refused(binary), ErrorKind.ParseError, "not a capsule");
    }

    @Test
    void manifestTooLarge() {
        String manifest = "{'x':'" + "y".repeat(1 << 20) + "'}";
        assertRefused(
                Capsules.refused("{'manifest':" + manifest + ",'functions':{'main':{'body':[]}}}"),
                ErrorKind.LoadError,
                "manifest has more than");
    }

    @Test
    void tooManyVariables() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i <= 16_000; i++) {
            body.append("load name=v").append(i).append(';');
        }
        assertRefused(
                Capsules.refused(Capsules.main(Capsules.body(body.toString()))),
                ErrorKind.LoadError,
                "more than 16000 variables");
    }

    @Test
    void tooManyVariants() {
        StringBuilder body = new StringBuilder();
        for (int i = 1; i <= 64; i++) {
            body.append("call function=f argc=").append(i).append(';');
        }
        String rest = "]},'f':{'body':[]}}}";
        String start = "{'functions':{'main':{'body':[";
        Capsules.load(start + Capsules.body(body.toString()) + rest);
        body.append("call function=f argc=65");
        assertRefused(
                Capsules.refused(start + Capsules.body(body.toString()) + rest),
                ErrorKind.LoadError,
                "more than 64 different counts");
    }

    @Test
    void listingOfWhatCannotRun() {
        byte[] content = Capsules.bytes(Capsules.main("{'op':'enter_try','handler':1}"));
        assertTrue(
                FormatRegistry.disassemble(content, "x")
                        .contains("    enter_try handler=L1                ; 0\nL1:\n"));
    }
}
