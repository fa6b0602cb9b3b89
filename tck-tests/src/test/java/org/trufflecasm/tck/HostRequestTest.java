package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Instructions that ask the host for something, where the host answers: see {@link ReplyingHost}.
 */
class HostRequestTest {
    private static final String GRANTS = "ai_native.*,dom_native.*,call_host.*,call_interface.*";

    private static String run(String body) {
        return run(body, "ai_native.*", "dom_native.*", "call_host.*", "call_interface.*");
    }

    private static String run(String body, String... permissions) {
        String capsule =
                "{'manifest':{'permissions':['"
                        + String.join("','", permissions)
                        + "']},'functions':{'main':{'body':["
                        + body
                        + ",{'op':'ret'}]}}}";
        try (Context context = Context.newBuilder("casm").option("casm.Grant", GRANTS).build()) {
            Value result = context.eval("casm", capsule.replace('\'', '"'));
            return result.toString();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'ai_query','prompt':'why?','limit':3,'meta':{'line':1},'instr_lang':'x'}"
                        + "|ai_native.query[{prompt=why?, limit=3}]",
                "{'prompt':'first','args':{'deep':{'list':[1,2.5,true,null,'s',[]]}},'op':'ai_query'}"
                        + "|ai_native.query[{prompt=first, deep={list=[1, 2.5, true, null, s, []]}}]",
                "{'op':'ai_query','x':null,'name':'n'}|ai_native.query[{name=n}]",
                "{'op':'dom_mutate'}|dom_native.mutate[{}]",
                "{'op':'push_int','value':1},{'op':'push_str','value':'top'},"
                        + "{'op':'ai_context_aware','scope':'all'}"
                        + "|ai_native.context_aware[{scope=all, input=top}]",
                "{'op':'push_int','value':1},{'op':'ai_goal_declaration','goal':'g'}|1",
                "{'op':'push_int','value':1},{'op':'ai_progress_update'}|1",
                "{'op':'push_int','value':1},{'op':'ai_learning_loop'}|null",
                "{'op':'push_int','value':1},{'op':'push_int','value':2},{'op':'push_int','value':3},"
                        + "{'op':'call_host','capsule':'weather','ic_id':'ab','method':'at','argc':2}"
                        + "|call_host.weather[at, ab, 2, 3]",
                "{'op':'push_str','value':'window'},{'op':'store','name':'h'},"
                        + "{'op':'push_int','value':2},"
                        + "{'op':'call_interface','handle':'h','method':'draw','argc':1}"
                        + "|call_interface.draw[window, 2]",
            })
    void theHostIsAsked(String body, String expected) {
        assertEquals(expected, run(body));
    }

    private static String switching(String cases, String fallback) {
        return "{'op':'ai_semantic_switch','cases':["
                + cases
                + "]"
                + fallback
                + "},{'op':'push_str','value':'next'},{'op':'ret'},"
                + "{'op':'label','name':'one'},{'op':'push_str','value':'one'},{'op':'ret'},"
                + "{'op':'label','name':'two'},{'op':'push_str','value':'two'}";
    }

    /** The host answers with the last concept, and with something else where there is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'concept':'a','target_pc':'one'},{'concept':'b','target_pc':'two'}||two",
                "{'concept':'b','target_pc':'two'},{'concept':'a','target_pc':3}||one",
                "{'concept':'a','target_pc':'one'},{'concept':'a','target_pc':'two'}||one",
                "``|,'fallback_target':'two'|two",
                "``||next",
            })
    void theAnswerSelectsTheCase(String cases, String fallback, String expected) {
        assertEquals(expected, run(switching(cases, fallback == null ? "" : fallback)));
    }

    /** The switch is where a loop begins, and operands lie below it. */
    @Test
    void aSwitchInALoop() {
        String body =
                "{'op':'push_int','value':40},{'op':'push_int','value':0},{'op':'store','name':'i'},"
                        + "{'op':'ai_semantic_switch','cases':[{'concept':'x','target_pc':'turn'}],"
                        + "'fallback_target':'end'},"
                        + "{'op':'label','name':'end'},{'op':'load','name':'i'},{'op':'add'},{'op':'ret'},"
                        + "{'op':'label','name':'turn'},{'op':'load','name':'i'},"
                        + "{'op':'push_int','value':1},{'op':'add'},{'op':'dup'},"
                        + "{'op':'store','name':'i'},{'op':'push_int','value':5},{'op':'lt'},"
                        + "{'op':'jmp_if','target':3},{'op':'jmp','target':'end'}";
        assertEquals("45", run(body));
    }

    /** What one call does to the map must not be seen by the next. */
    @Test
    void eachRequestHasAMapOfItsOwn() {
        String body =
                "{'op':'push_int','value':0},{'op':'store','name':'i'},"
                        + "{'op':'push_int','value':1},{'op':'ai_context_aware'},{'op':'store','name':'r'},"
                        + "{'op':'load','name':'i'},{'op':'push_int','value':1},{'op':'add'},"
                        + "{'op':'dup'},{'op':'store','name':'i'},{'op':'push_int','value':3},{'op':'lt'},"
                        + "{'op':'jmp_if','target':2},{'op':'load','name':'r'}";
        assertEquals("ai_native.context_aware[{input=1}]", run(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'ai_semantic_switch'}"
                        + "|capability not declared in manifest: ai_native.semantic_switch",
                "{'op':'ai_query'}|capability not declared in manifest: ai_native.query",
                "{'op':'call_host','capsule':'x','ic_id':'','method':'m','argc':0}"
                        + "|capability not declared in manifest: call_host.x",
                "{'op':'push_str','value':'h'},{'op':'store','name':'h'},"
                        + "{'op':'call_interface','handle':'h','method':'m','argc':0}"
                        + "|capability not declared in manifest: call_interface.m",
                "{'op':'call_interface','handle':'h','method':'m','argc':0}"
                        + "|load from uninitialised variable 'h'",
                "{'op':'ai_semantic_match'}|operand stack underflow",
            })
    void whatIsNotAllowedFails(String body, String message) {
        PolyglotException failure =
                assertThrows(PolyglotException.class, () -> run(body, "io.print"));
        assertEquals(message, failure.getMessage());
    }

    @Test
    void theManifestIsNotEnough() {
        String capsule =
                "{\"manifest\":{\"permissions\":[\"ai_native.*\"]},"
                        + "\"functions\":{\"main\":{\"body\":[{\"op\":\"ai_query\"}]}}}";
        try (Context context = Context.create("casm")) {
            PolyglotException failure =
                    assertThrows(PolyglotException.class, () -> context.eval("casm", capsule));
            assertEquals("capability denied by host: ai_native.query", failure.getMessage());
        }
    }
}
