package org.trufflecasm.tck.polyglot;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyIterable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values of every kind of the platform at every operation and built-in capability, in every place:
 * a result, or a failure of the guest with a kind; never an internal error.
 */
@Timeout(300)
class ForeignValuesTest {
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "7",
                    "-0.5",
                    "0 / 0",
                    "2n ** 100n",
                    "'text'",
                    "'\\ud83d'",
                    "[1, [2]]",
                    "({one: 1})",
                    "new Map([[{}, 1]])",
                    "new Set([1])",
                    "((x) => x)",
                    "(class { })",
                    "Symbol('s')",
                    "new Date(0)",
                    "new Error('e')",
                    "[1][Symbol.iterator]()",
                    "new Proxy({a: 1}, {get() { throw new Error('trap'); }})",
                    "new Proxy([1], {get() { throw new Error('trap'); }})",
                    "new Proxy({a: 1}, {ownKeys() { throw new Error('trap'); }})",
                    "new Proxy(() => 1, {apply() { throw new Error('trap'); }})");

    private static Engine engine;

    @BeforeAll
    static void openEngine() {
        engine =
                Engine.newBuilder("casm", "js")
                        .allowExperimentalOptions(true)
                        .option("engine.WarnInterpreterOnly", "false")
                        .build();
    }

    @AfterAll
    static void closeEngine() {
        engine.close();
    }

    private static Context open() {
        return Context.newBuilder("casm", "js")
                .engine(engine)
                .allowExperimentalOptions(true)
                .allowHostAccess(HostAccess.ALL)
                .option(
                        "casm.Grant",
                        "str.*,math.*,conv.*,collections.*,json.*,regex.*,path.*,crypto.*,time.*")
                .option("casm.CapabilityTimeout", "1000")
                .out(new ByteArrayOutputStream())
                .err(new ByteArrayOutputStream())
                .build();
    }

    private static Map<String, Value> values(Context context) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String code : VALUES) {
            values.put(code, context.eval("js", code));
        }
        List<Object> hosts =
                List.of(
                        new Object(),
                        Duration.ZERO,
                        Instant.EPOCH,
                        LocalDate.EPOCH,
                        ZoneId.of("UTC"),
                        new int[] {1},
                        List.of(1, "x"),
                        Map.of(1, 2),
                        String.class,
                        new IllegalStateException("x"),
                        (byte) 1,
                        'c',
                        1.5f,
                        ProxyArray.fromArray(1, 2),
                        ProxyObject.fromMap(Map.of("a", 1)),
                        (ProxyExecutable) arguments -> 1,
                        (ProxyIterable) () -> List.of(1).iterator());
        for (Object host : hosts) {
            values.put("Java: " + host.getClass(), context.asValue(host));
        }
        Value capsule = module(context, "{'op':'ret'}", 0);
        values.put("capsule", capsule);
        values.put("function", capsule.getMember("f"));
        return values;
    }

    /** A capsule whose function {@code f} puts its parameters on the stack and does something. */
    private static Value module(Context context, String body, int parameters) {
        StringBuilder names = new StringBuilder();
        StringBuilder loads = new StringBuilder();
        for (int i = 0; i < parameters; i++) {
            names.append(i == 0 ? "" : ",").append("'p").append(i).append('\'');
            loads.append("{'op':'load','name':'p").append(i).append("'},");
        }
        String text =
                "{'version':'1.0','manifest':{'permissions':['*']},'functions':{'main':{'params':[],"
                        + "'body':[]},'f':{'params':["
                        + names
                        + "],'body':["
                        + loads
                        + body
                        + "]}}}";
        return context.eval(
                Source.newBuilder("casm", text.replace('\'', '"'), "foreign.casm")
                        .mimeType("application/x-casm+module")
                        .buildLiteral());
    }

    /**
     * Does something with every value in every place.
     *
     * @param operation instructions of a capsule
     * @param operands how many values they take
     */
    private static void check(String operation, int operands) {
        try (Context context = open()) {
            Value function = module(context, operation, operands).getMember("f");
            List<Value> others =
                    List.of(
                            context.asValue(1),
                            context.asValue("text"),
                            context.eval("js", "[1, 2]"),
                            context.eval("js", "({a: 1})"));
            List<Value> beside = operands == 1 ? others.subList(0, 1) : others;
            values(context)
                    .forEach(
                            (name, value) -> {
                                for (int place = 0; place < operands; place++) {
                                    for (Value other : beside) {
                                        List<Value> arguments =
                                                new ArrayList<>(
                                                        Collections.nCopies(operands, other));
                                        arguments.set(place, value);
                                        checkOne(operation + " " + name, function, arguments);
                                    }
                                }
                            });
        }
    }

    private static void checkOne(String what, Value function, List<Value> arguments) {
        try {
            Value result = function.execute(arguments.toArray());
            assertNotEquals("", result.toString() + ".", what);
        } catch (PolyglotException failure) {
            assertTrue(!failure.isInternalError(), () -> what + ": " + failure);
            assertTrue(failure.isGuestException() || failure.isHostException(), what);
            Value guest = failure.getGuestObject();
            boolean ofCapsule = guest != null && guest.hasMember("kind");
            // What the value itself throws when it is looked at is its language's failure.
            assertTrue(
                    ofCapsule || String.valueOf(failure.getMessage()).contains("trap"),
                    () -> what + ": " + failure);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "neg",
                "not",
                "bit_not",
                "math_sqrt",
                "math_abs",
                "math_round",
                "math_floor",
                "math_ceil",
                "arr_len",
                "arr_pop",
                "type_of",
                "str_to_upper",
                "str_to_lower",
                "str_trim",
                "borrow",
                "borrow_mut",
                "release",
                "release_mut",
                "throw",
                "await"
            })
    void operationsOnOneValue(String operation) {
        check("{'op':'" + operation + "'}", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add",
                "sub",
                "mul",
                "div",
                "mod",
                "eq",
                "ne",
                "lt",
                "gt",
                "le",
                "ge",
                "and",
                "or",
                "bit_and",
                "bit_or",
                "bit_xor",
                "shl",
                "shr",
                "math_pow",
                "vec_add",
                "vec_dot",
                "mat_mul",
                "arr_get",
                "arr_push",
                "make_range",
                "tuple_push",
                "list_push",
                "vector_push",
                "set_push",
                "str_contains",
                "str_starts_with",
                "str_ends_with",
                "str_split",
                "str_join"
            })
    void operationsOnTwoValues(String operation) {
        check("{'op':'" + operation + "'}", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arr_set", "str_replace", "rot"})
    void operationsOnThreeValues(String operation) {
        check("{'op':'" + operation + "'}", 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'get_field','name':'a'}",
                "{'op':'cast','type':'int'}",
                "{'op':'cast','type':'str'}",
                "{'op':'call_value','argc':0}",
                "{'op':'store','name':'v'},{'op':'load','name':'v'}",
                "{'op':'jmp_if','target':'l'},{'op':'label','name':'l'}",
                "{'op':'store','name':'v'},{'op':'new_array'},{'op':'load','name':'v'},{'op':'arr_push'}",
                "{'op':'export_var','name':'v'},{'op':'import_var','name':'v'}"
            })
    void operationsWithOperands(String operation) {
        check(operation, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.print",
                "str.len",
                "str.upper",
                "str.trim",
                "math.abs",
                "math.sqrt",
                "conv.to_int",
                "conv.to_str",
                "conv.to_bool",
                "conv.to_float",
                "collections.sort",
                "collections.len",
                "collections.reverse",
                "json.stringify",
                "json.parse",
                "path.basename",
                "crypto.sha256"
            })
    void capabilitiesWithOneArgument(String name) {
        check("{'op':'cap_call','name':'" + name + "','argc':1}", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "math.pow",
                "math.min",
                "str.split",
                "str.repeat",
                "collections.contains",
                "regex.match",
                "path.join",
                "str.format"
            })
    void capabilitiesWithTwoArguments(String name) {
        check("{'op':'cap_call','name':'" + name + "','argc':2}", 2);
    }
}
