package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.SourceMap;
import org.trufflecasm.core.SourcePosition;

/** Every accepted spelling of a capsule. */
class CrushReaderTest {
    private static final String MAIN =
            "'functions':{'main':{'body':[{'op':'push_int','value':7}]}}";

    private static Program load(String json) {
        return Capsules.load(json).program();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{" + MAIN + "}",
                "#!/usr/bin/env crush run\n{" + MAIN + "}",
                "\uFEFF{" + MAIN + "}",
                "\uFEFF#!/x\r\n{" + MAIN + "}",
                "#!/x\n\uFEFF{" + MAIN + "}",
                " \t\r\n{" + MAIN + "}\n\n",
                "{'version':'1.0'," + MAIN + "}",
                "{'version':'0.1'," + MAIN + "}",
                "{'version':'0'," + MAIN + "}",
                "{'version':'1.99.x'," + MAIN + "}",
                "{" + MAIN + ",'version':'01.0'}",
                "{'version':'2','version':'1'," + MAIN + "}",
                "{'functions':{'main':{'body':[{'op':'what'}]}}," + MAIN + "}",
                "{'functions':[3]," + MAIN + "}",
                "{'functions':{'main':[1,[2]],'main':{'body':[{'op':'push_int','value':7}]}}}",
                "{'functions':{'main':{'body':[{'op':[]},{}],'body':[{'op':'push_int','value':7}]}}}",
                "{'functions':{'main':{'params':{'a':[1]},'params':[],'body':[{'op':'push_int','value':7}]}}}",
                "{'functions':{'main':{'body':[{'op':1,'op':'push_int','value':'x','value':7}]}}}",
                "{'functions':{'main':{'instructions':[{'op':'push_int','value':7}]}}}",
                "{'functions':{'main':{'body':null,'instructions':[{'op':'push_int','value':7}]}}}",
                "{'functions':{'main':{'body':[{'op':'push_int','value':7}],'instructions':[]}}}",
                "{'functions':[{'name':'main','body':[{'op':'push_int','value':7}]}]}",
                "{'functions':[{'body':[{'op':'push_int','value':7}],'name':'main'}]}",
                "{'functions':{'main':{'name':'other','body':[{'op':'push_int','value':7}]}}}",
                "{'entry':null,'lang':3,'x':[{}],'code_hex':'',  " + MAIN + "}",
                "{'manifest':null," + MAIN + "}",
                "{'functions':{'main':{'params':null,'locals':5,'type_hints':{'a':{}},'meta':[],"
                        + "'body':[{'op':'push_int','value':7}]}}}",
                "{'functions':{'main':{'body':[{'op':'push_int','args':{'value':7}}]}}}",
                "{'functions':{'main':{'body':[{'args':{'value':7},'value':8,'op':'push_int'}]}}}",
                "{'functions':{'main':{'body':[{'op':'push_int','args':null,'value':7}]}}}",
                "{'functions':{'main':{'body':[{'op':'push_int','args':{'op':'x','value':7},'instr_lang':null,"
                        + "'zzz':{'a':[1,{}]}}]}}}",
            })
    void oneIntIsPushed(String json) {
        Program program = load(json);
        assertEquals("main", program.entryFunction().name());
        assertEquals(
                List.of(Instruction.of(Op.PUSH_INT, (Object) 7L), Instruction.of(Op.END)),
                program.entryFunction().code());
    }

    @ParameterizedTest
    @CsvSource({
        "push_int, 0, 0",
        "push_int, -0, 0",
        "push_int, 9223372036854775807, 9223372036854775807",
        "push_int, -9223372036854775808, -9223372036854775808",
        "push_float, 1, 1.0",
        "push_float, -0, -0.0",
        "push_float, -0.0, -0.0",
        "push_float, 1e2, 100.0",
        "push_float, 1e-400, 0.0",
        "push_float, 100000000000000000000, 1.0E20",
        "push_float, 0.1, 0.1",
        "push_bool, true, true",
    })
    void constants(String op, String value, String expected) {
        Program program = load(Capsules.main("{'op':'" + op + "','value':" + value + "}"));
        assertEquals(expected, program.entryFunction().code().get(0).constant().toString());
    }

    @Test
    void stringsKeepEveryCharacter() {
        Program program =
                load(Capsules.main("{'op':'push_str','value':'a\\u0000\\n\\ud83d\\ude00é'}"));
        assertEquals("a\0\n😀é", program.entryFunction().code().get(0).constant());
    }

    @Test
    void entryGiven() {
        Program program =
                load(
                        "{'entry':'f','functions':{'main':{'body':[]},'f':{'params':['a'],'body':[]}}}");
        assertEquals(1, program.entry());
    }

    @Test
    void onlyFunctionIsEntry() {
        assertEquals(0, load("{'functions':{'f':{'body':[]}}}").entry());
    }

    @Test
    void positionsAreInherited() {
        String json =
                Capsules.main(
                        "{'op':'nop'},"
                                + "{'op':'nop','meta':{'file':'m.py','line':2,'column':9,'col':1}},"
                                + "{'op':'nop','meta':{}},"
                                + "{'op':'nop','meta':{'line':'3','column':-1,'file':7,'capability':true}},"
                                + "{'op':'nop','meta':[1]},{'op':'nop','meta':{'line':5,'col':4}},"
                                + "{'op':'nop','meta':{'line':6,'column':0,'col':3}},"
                                + "{'op':'nop','meta':{'file':'x','column':3}},"
                                + "{'op':'nop','meta':{'line':99999999999}},"
                                + "{'op':'nop','meta':{'file':'','line':7.0}}");
        SourceMap map = load(json).entryFunction().sourceMap();
        SourcePosition first = new SourcePosition("m.py", 2, 9);
        SourcePosition file = new SourcePosition("x", 0, 0);
        assertNull(map.at(0));
        assertEquals(first, map.at(1));
        assertEquals(first, map.at(2));
        assertEquals(first, map.at(3));
        assertEquals(first, map.at(4));
        assertEquals(new SourcePosition(null, 5, 4), map.at(5));
        assertEquals(new SourcePosition(null, 6, 3), map.at(6));
        assertEquals(file, map.at(7));
        assertEquals(file, map.at(8));
        assertEquals(file, map.at(9));
        assertNull(map.at(10));
    }

    @Test
    void positionsDoNotPassFromOneFunctionToTheNext() {
        Program program =
                load(
                        "{'functions':{'main':{'body':[{'op':'nop','meta':{'line':1}}]},"
                                + "'f':{'body':[{'op':'nop'}]}}}");
        assertEquals(SourceMap.NONE, program.functions().get(1).sourceMap());
    }

    private static Manifest manifest(String json) {
        return load("{'manifest':" + json + "," + MAIN + "}").manifest();
    }

    @Test
    void manifestWithAllFields() {
        Manifest manifest =
                manifest(
                        "{'permissions':['io.print','fs.read:/tmp','fs.read:C:/x','net.*'],'limits':{'max_steps':1,"
                                + "'max_stack':2,'max_output':3,'max_call_depth':4,'max_memory':5,'timeout_ms':0,"
                                + "'other':'x'},'name':'n','version':'v','runtime':'casm-v1','description':'d',"
                                + "'author':'a','functions':{},'entry':'e','capabilities':['never']}");
        assertEquals(
                Map.of(
                        "io.print", List.of(),
                        "fs.read", List.of("/tmp", "C:/x"),
                        "net.*", List.of()),
                manifest.permissions());
        assertEquals(
                Map.of(
                        "max_steps",
                        1L,
                        "max_stack",
                        2L,
                        "max_output",
                        3L,
                        "max_call_depth",
                        4L,
                        "max_memory",
                        5L,
                        "timeout_ms",
                        0L),
                manifest.limits());
        assertEquals(
                Map.of(
                        "name",
                        "n",
                        "version",
                        "v",
                        "runtime",
                        "casm-v1",
                        "description",
                        "d",
                        "author",
                        "a"),
                manifest.information());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{}",
                "{'permissions':[]}|{}",
                "{'permissions':null,'capabilities':['a.b']}|{a.b=[]}",
                "{'capabilities':{'a.b':true}}|{a.b=[]}",
                "{'permissions':{'a.b':true,'c.d':false,'e.f':['x','y'],'g.h':[]}}|{a.b=[], e.f=[x,"
                        + " y]}",
                "{'permissions':['fs.read:/a','fs.read','fs.read:/b']}|{fs.read=[]}",
                "{'permissions':['print']}|{io.print=[]}",
                "{'permissions':{'io.input':true,'env.get':['HOME']}}|{io.read=[], sys.env=[HOME]}",
                "{'permissions':['env.*','*']}|{env.*=[], sys.env=[], *=[]}",
                "{'permissions':['net.get:http://x:1/']}|{net.http=[http://x:1/]}",
                "{'permissions':['a'],'permissions':['b']}|{b=[]}",
            })
    void permissions(String manifest, String expected) {
        assertEquals(expected, manifest(manifest).permissions().toString());
    }

    @Test
    void modelShowsWhatWasRead() {
        String json =
                "{'lang':'py','functions':{'main':{'params':['a'],'body':[{'op':'get_local','args':{'name':'a'},"
                        + "'meta':{'file':'m.py','line':2}},{'op':'call','name':'f','argc':null}]}}}";
        assertEquals(
                """
                crush capsule
                version "1.0"
                lang "py"
                entry -

                func main(a)  ; offset 33
                     0  get_local name="a"              ; m.py:2, offset 57
                     1  call argc=null name="f"         ; m.py:2, offset 128
                """,
                Capsules.load(json).describeModel());
    }
}
