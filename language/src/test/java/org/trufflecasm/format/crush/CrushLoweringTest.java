package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostSwitch;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.LoadedCapsule;

/** The rulings that lowering applies. */
class CrushLoweringTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // one instruction for one
                "nop; label name=a; pop|nop; nop; pop",
                "push_string value=x; push_nil; typeof|push_str \"x\"; push_null; type_of",
                "pick n=2; roll n=0; make_map count=3; map count=1|pick 2; roll 0; make_map 3;"
                        + " make_map 1",
                "set_local name=x; get_local name=x; store_local name=y; load_local name=y"
                        + "|store x; load x; store y; load y",
                "export_var name=x; import_var name=y|export_var x; import_var y",
                "new_struct name=P; set_field field=a; get_field name=b; cast type=odd"
                        + "|new_struct P; set_field a; get_field b; cast odd",
                "index; get_index; index_get; len; return|arr_get; arr_get; arr_get; arr_len; ret",
                "arr_pop; array_pop|arr_pop; arr_pop_value",
                "halt|halt_task",
                // jumps
                "jmp target=0; jump target=4; break target=2; continue target=3"
                        + "|jmp -> 0; jmp -> 4; jmp -> 2; jmp -> 3",
                "jump_if target=a; branch_if target=a; label name=a; branch_if_not target=3;"
                        + " jump_if_not target=5|jmp_if -> 2; jmp_if -> 2; nop; jmp_if_not -> 3;"
                        + " jmp_if_not -> 5",
                // the size of collections
                "new_array|new_array 0",
                "new_array size=3; arr_push|new_array 3; arr_push",
                "new_array size=3; array_push|new_array 0 hint 3; arr_push",
                "array_push; make_list count=2; list size=1; array_new|arr_push; new_array 0 hint"
                        + " 2; new_array 0 hint 1; new_array 0",
                "new_array size=99999999999; array_push|new_array 0 hint 65535; arr_push",
                "new_array size=2; tuple_push|new_array 2; tuple_push",
                "new_tuple size=2; tuple_push|new_tuple 0 hint 2; tuple_push",
                "new_list size=2; list_push|new_list 0 hint 2; list_push",
                "new_vector size=2; vector_push|new_vector 0 hint 2; vector_push",
                "new_set size=2; set_push|new_set 0 hint 2; set_push",
                "new_tuple size=2; list_push; array_push|new_tuple 2; list_push; arr_push",
                // literals of the original compiler
                "new_tuple size=1; dup; push_int value=1; tuple_push|new_tuple 0 hint 1; dup;"
                        + " push_int 1; tuple_append",
                "new_set size=1; dup; tuple_push; list_push; vector_push; set_push;"
                        + " array_push|new_set 0 hint 1; dup; tuple_append; list_append; vector_append;"
                        + " set_append; arr_push",
                "new_set size=1; nop; dup; set_push|new_set 0 hint 1; nop; dup; set_push",
                "new_array size=1; dup; set_push|new_array 1; dup; set_push",
                // calls of what the capsule does not have
                "call function=f|call_unknown f 0",
                "call function=f argc=2|call_unknown f 2",
                "call name=make_range argc=1|cap_call make_range 1 -> value",
                "call name=make_range|call_unknown make_range 0",
                "call function=main|call #0 main 0",
                // capabilities
                "cap_call name=str.len argc=1; pop|cap_call str.len 1 -> value; pop",
                "cap_call name=print|cap_call print 0",
                "cap_call name=net.get argc=1|cap_call net.get 1 -> value",
                // void capabilities
                "cap_call name=io.print; ret|cap_call io.print 0; ret",
                "cap_call name=io.print; pop|cap_call io.print 0 -> value; pop",
                "cap_call name=io.print; store name=x|cap_call io.print 0 -> value; store x",
                "cap_call name=io.print; dup|cap_call io.print 0 -> value; dup",
                "cap_call name=io.print; export_var name=x|cap_call io.print 0 -> value; export_var"
                        + " x",
                "cap_call name=io.print; load name=x; pop|cap_call io.print 0; load x; pop",
                "cap_call name=io.print; nop; label name=a; pop|cap_call io.print 0 -> value; nop;"
                        + " nop; pop",
                "cap_call name=io.print; jmp target=3; ret; break target=4; pop"
                        + "|cap_call io.print 0 -> value; jmp -> 3; ret; jmp -> 4; pop",
                "cap_call name=io.print; jmp target=1; pop|cap_call io.print 0; jmp -> 1; pop",
                "cap_call name=io.print; nop; jmp target=1; pop|cap_call io.print 0; nop; jmp -> 1;"
                        + " pop",
                "cap_call name=io.print; jmp target=2|cap_call io.print 0; jmp -> 2",
                "cap_call name=io.print; jmp_if target=2; pop|cap_call io.print 0; jmp_if -> 2;"
                        + " pop",
                "pop; cap_call name=io.print; jmp target=0|pop; cap_call io.print 0 -> value; jmp"
                        + " -> 0",
            })
    void lowered(String body, String expected) {
        assertEquals(expected, Capsules.lowered(body));
    }

    @ParameterizedTest
    @CsvSource({
        "2.5, 2.5",
        "-3, -3",
        "18446744073709551616, 18446744073709551616",
    })
    void floats(String value, double expected) {
        Program program =
                Capsules.load(Capsules.main("{'op':'push_float','value':" + value + "}")).program();
        assertEquals(expected, program.entryFunction().code().getFirst().constant());
    }

    @Test
    void choicesOfTheHost() {
        Program program =
                Capsules.load(
                                Capsules.main(
                                        "{'op':'ai_semantic_switch','cases':["
                                                + "{'concept':'a','target_pc':2},"
                                                + "{'concept':'b','target_pc':'here'}],"
                                                + "'fallback_target':1},"
                                                + "{'op':'label','name':'here'},{'op':'nop'}"))
                        .program();
        HostSwitch choice = (HostSwitch) program.entryFunction().code().getFirst().constant();
        assertEquals(List.of("a", "b"), choice.cases());
        assertEquals(List.of(2, 1, 1), choice.targets());
        assertEquals("ai_native.semantic_switch", choice.request().capability());
    }

    @Test
    void entryIsFoundByItsName() {
        String functions = "'functions':{'f':{'body':[]},'main':{'body':[]},'g':{'body':[]}}}";
        assertEquals(1, Capsules.load("{" + functions).program().entry());
        assertEquals(2, Capsules.load("{'entry':'g'," + functions).program().entry());
    }

    private static Program twoFunctions(String main, String params, String callee) {
        return Capsules.load(
                        "{'functions':{'main':{'body':["
                                + Capsules.body(main)
                                + "]},'f':{'params':["
                                + params
                                + "],'body':["
                                + Capsules.body(callee)
                                + "]}}}")
                .program();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a','b'|store name=a; store name=b|0|2|a b",
                "'a','b'|store name=b; store_local name=a; store name=c|0|2|b a c",
                "'a','b'|store name=a|2|0|a b",
                "'a','b'|store name=a; nop; store name=b|2|0|a b",
                "'a','b'|nop; store name=a; store name=b|2|0|a b",
                "'a','b'|store name=a; store name=a|2|0|a b",
                "'a','b'|store name=a; store name=c; store name=b|2|0|a b c",
                "'a','a'|store name=a; store name=a|0|2|a",
                "'a','a'|load name=a|2|0|a a",
                "'a'|load name=x; load name=a|1|0|a x",
                "''|ret|1|0|''",
                "|store name=a|0|0|a",
            })
    void parameters(String params, String callee, int bound, int initial, String slots) {
        Program program = twoFunctions("", params == null ? "" : params, callee);
        Function function = program.functions().get(1);
        assertEquals(bound, function.boundParameters());
        assertEquals(initial, function.initialOperands());
        assertEquals(
                slots.equals("''") ? List.of("") : List.of(slots.split(" ", -1)), function.slots());
    }

    @Test
    void lastOfEqualParametersIsTheVariable() {
        Function function = twoFunctions("", "'a','a'", "load name=a").functions().get(1);
        assertEquals(Instruction.of(Op.LOAD, 1), function.code().get(0));
    }

    @Test
    void argumentsOfCalls() {
        Program program =
                twoFunctions(
                        "call function=f; call function=f argc=1; call name=f argc=3",
                        "'a','b'",
                        "ret");
        assertEquals("call #1 f 2; call #1 f 1; call #1 f 3", Capsules.code(program, "main"));
        assertEquals(2, program.functions().size());
    }

    @Test
    void functionsWithoutParametersHaveVariants() {
        Program program =
                twoFunctions(
                        "call function=f; call function=f argc=2; call function=f argc=1; call"
                                + " function=f argc=2",
                        "",
                        "add; call function=f argc=1");
        assertEquals(
                "call #1 f 0; call #2 f 2; call #3 f 1; call #2 f 2",
                Capsules.code(program, "main"));
        assertEquals(4, program.functions().size());
        Function base = program.functions().get(1);
        Function variant = program.functions().get(2);
        assertEquals(0, base.argumentCount());
        assertEquals(2, variant.initialOperands());
        assertEquals(2, variant.argumentCount());
        assertEquals("f", variant.name());
        assertSame(base.code(), variant.code());
        assertEquals("add; call #3 f 1", Capsules.code(program, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "push_int value=1; store name=g; call function=g argc=2|call_variable g g 2",
                "call function=g; ret; store name=g|call_variable_default g g",
                "load name=g; call function=g|call_unknown g 0",
                "store name=print; call function=print argc=1"
                        + "|call_variable_or_capability print print 1",
                "store name=print; call function=print|call_variable_default print print",
                "store name=main; call function=main argc=0|call #0 main 0",
            })
    void callsOfVariables(String body, String expected) {
        String json =
                "{'manifest':{'permissions':['io.print']},'functions':{'main':{'body':["
                        + Capsules.body(body)
                        + "]}}}";
        String code = Capsules.code(Capsules.load(json).program(), "main");
        assertTrue(code.contains(expected), code);
    }

    /** Every function that takes any number of arguments may be what is called. */
    @Test
    void callsOfValuesMakeVariants() {
        Program program =
                Capsules.load(
                                "{'functions':{'main':{'body':["
                                        + Capsules.body(
                                                "store name=x; push_fn function=f; call_value argc=2;"
                                                        + " call_value argc=0")
                                        + ",{'op':'push_closure','function':'g','captures':['x','x','x']}]},"
                                        + "'f':{'params':['a','b'],'body':[]},"
                                        + "'g':{'body':[]}}}")
                        .program();
        List<String> counts =
                program.functions().stream()
                        .map(function -> function.name() + " " + function.argumentCount())
                        .toList();
        assertEquals(
                List.of("main 0", "f 2", "g 0", "g 3", "main 2", "g 2", "g 5"), sortedTail(counts));
    }

    /** The functions of the capsule in their order, the variants behind them by their text. */
    private static List<String> sortedTail(List<String> counts) {
        List<String> variants = new ArrayList<>(counts.subList(3, counts.size()));
        List<String> expected = List.of("g 3", "main 2", "g 2", "g 5");
        variants.sort(Comparator.comparingInt(expected::indexOf));
        List<String> all = new ArrayList<>(counts.subList(0, 3));
        all.addAll(variants);
        return all;
    }

    @Test
    void tooManyCountsOfArgumentsAreRefused() {
        StringBuilder body = new StringBuilder("push_fn function=main");
        for (int count = 1; count <= 65; count++) {
            body.append("; call_value argc=").append(count);
        }
        LoadException e = Capsules.refused(Capsules.main(Capsules.body(body.toString())));
        assertEquals(
                "'main' is called with more than 64 different counts of arguments", e.problem());
        assertEquals(65, e.place().instruction());
    }

    @ParameterizedTest
    @CsvSource({
        "io.print, cap_call print 1 -> value",
        "io.*, cap_call print 1 -> value",
        "*, cap_call print 1 -> value",
        "print, cap_call print 1 -> value",
        "i.*, call_unknown print 1",
        "fs.read, call_unknown print 1",
    })
    void unknownNameMayBeARequestedCapability(String permission, String expected) {
        String body = Capsules.body("call function=print argc=1; pop");
        String json =
                "{'manifest':{'permissions':['"
                        + permission
                        + "']},'functions':{'main':{'body':["
                        + body
                        + "]}}}";
        assertEquals(expected + "; pop", Capsules.code(Capsules.load(json).program(), "main"));
    }

    @Test
    void functionHidesVariableAndCapability() {
        Program program = twoFunctions("load name=f; call function=f argc=0", "", "ret");
        assertEquals("load f; call #1 f 0", Capsules.code(program, "main"));
    }

    @Test
    void capabilitiesInOrderOfFirstUse() {
        LoadedCapsule capsule =
                Capsules.load(
                        Capsules.main(
                                Capsules.body(
                                        "cap_call name=b.x; cap_call name=print; call name=append"
                                                + " argc=2;cap_call name=io.print; cap_call name=a.y;"
                                                + " call name=none argc=1")));
        assertEquals(List.of("b.x", "io.print", "append", "a.y"), capsule.capabilityNames());
        assertEquals("crush", capsule.format());
    }

    @Test
    void emptyBodyIsOnlyTheEnd() {
        Program program = Capsules.load(Capsules.main("")).program();
        assertEquals(List.of(Instruction.of(Op.END)), program.entryFunction().code());
        assertEquals(0, program.instructionCount());
    }
}
