package org.trufflecasm.tck.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;

/** Capabilities that a host hands to one context, with nothing but the polyglot API. */
@Timeout(120)
class ProvidedCapabilitiesTest {
    private static final String ARRAY =
            "{'op':'new_array','count':2}"; // of the two operands before it
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Context context(UnaryOperator<Context.Builder> more) {
        return more.apply(
                        Context.newBuilder("casm", "js")
                                .allowExperimentalOptions(true)
                                .option("engine.WarnInterpreterOnly", "false")
                                .out(out)
                                .err(out))
                .build();
    }

    private static Context.Builder granted(Context.Builder builder) {
        return builder.option("casm.Grant", "host.*");
    }

    private static void provide(Context context, Object... arguments) {
        context.getBindings("casm").getMember("provide").executeVoid(arguments);
    }

    private static Value js(Context context, String code) {
        return context.eval("js", code);
    }

    private String run(Context context, Capsule capsule) {
        out.reset();
        try {
            context.eval(
                    Source.newBuilder("casm", capsule.text(), "test.casm")
                            .cached(false)
                            .buildLiteral());
            return out.toString(StandardCharsets.UTF_8);
        } catch (PolyglotException failure) {
            Value guest = failure.getGuestObject();
            if (guest == null) {
                throw failure;
            }
            return out.toString(StandardCharsets.UTF_8)
                    + guest.getMember("kind").asString()
                    + ": "
                    + failure.getMessage();
        }
    }

    private static Capsule withArray() {
        return Capsule.asking("host.f", "host.g").push(1).push(2).op(ARRAY);
    }

    private static Capsule callOnTop(Capsule capsule, String name) {
        return capsule.op("{'op':'cap_call','name':'" + name + "','argc':1}")
                .op("{'op':'cap_call','name':'io.print','argc':1}");
    }

    @Test
    void aFunctionOfAnotherLanguageIsACapability() {
        try (Context context = context(ProvidedCapabilitiesTest::granted)) {
            provide(context, "host.f", js(context, "(a, b) => a * 2 + b"), 2);
            assertEquals("42\n", run(context, Capsule.asking("host.f").print("host.f", 20, 2)));
            provide(context, "host.f", js(context, "(...all) => [all.length, {a: all[0]}, null]"));
            assertEquals(
                    "[3, {a: x}, null]\n",
                    run(context, Capsule.asking("host.f").print("host.f", "x", 1, 2)));
        }
    }

    @Test
    void aFunctionOfTheHostIsACapability() {
        try (Context context = context(ProvidedCapabilitiesTest::granted)) {
            provide(context, "host.f", (ProxyExecutable) values -> values[0].asInt() + 1, 1);
            assertEquals("42\n", run(context, Capsule.asking("host.f").print("host.f", 41)));
            provide(context, new Twice("host.g"));
            assertEquals("42\n", run(context, Capsule.asking("host.g").print("host.g", 21)));
        }
    }

    private record Twice(String name) implements Capability {
        @Override
        public int arity() {
            return 1;
        }

        @Override
        public boolean returnsValue() {
            return true;
        }

        @Override
        public Object call(CapabilityCall call, Object[] arguments) {
            return 2 * (Long) arguments[0];
        }
    }

    @Test
    void whatIsProvidedIsStillAskedForAndGranted() {
        Capsule silent = Capsule.asking().print("host.f", 1);
        Capsule asking = Capsule.asking("host.f").print("host.f", 1);
        try (Context context = context(UnaryOperator.identity())) {
            provide(context, "host.f", js(context, "x => x"), 1);
            assertEquals(
                    "CapabilityDenied: capability denied by host: host.f", run(context, asking));
        }
        try (Context context = context(ProvidedCapabilitiesTest::granted)) {
            assertEquals("UnknownCapability: unknown capability: host.f", run(context, asking));
            provide(context, "host.f", js(context, "x => x"), 2);
            assertEquals(
                    "CapabilityDenied: capability not declared in manifest: host.f",
                    run(context, silent));
            assertEquals("ArityMismatch: host.f takes 2 arg(s), got 1", run(context, asking));
        }
    }

    @Test
    void oneContextDoesNotSeeWhatAnotherIsProvidedWith() {
        try (Context first = context(ProvidedCapabilitiesTest::granted);
                Context second = context(ProvidedCapabilitiesTest::granted)) {
            provide(first, "host.f", js(first, "x => x"), 1);
            Capsule asking = Capsule.asking("host.f").print("host.f", 1);
            assertEquals("1\n", run(first, asking));
            assertEquals("UnknownCapability: unknown capability: host.f", run(second, asking));
        }
    }

    @Test
    void aFailureIsACapabilityErrorWithTheMessage() {
        try (Context context = context(ProvidedCapabilitiesTest::granted)) {
            provide(context, "host.f", js(context, "() => { throw new Error('no way') }"), 0);
            Capsule calling = Capsule.asking("host.f").print("host.f");
            assertEquals("CapabilityError: host.f: Error: no way", run(context, calling));
            provide(
                    context,
                    "host.f",
                    (ProxyExecutable)
                            values -> {
                                throw new IllegalStateException("no luck");
                            },
                    0);
            assertEquals("CapabilityError: host.f: no luck", run(context, calling));
        }
    }

    @Test
    void argumentsAreViewsThatEndWithTheCall() {
        try (Context context = context(ProvidedCapabilitiesTest::granted)) {
            js(context, "var kept = null");
            provide(context, "host.f", js(context, "a => (kept = a, a[0] + a[1] + a.length)"), 1);
            assertEquals("5\n", run(context, callOnTop(withArray(), "host.f")));
            for (String use : new String[] {"kept[0]", "kept.length", "kept[0] = 1"}) {
                PolyglotException failure =
                        assertThrows(PolyglotException.class, () -> js(context, use));
                assertEquals(
                        "InvalidReference: the call it was given to has returned",
                        failure.getMessage());
            }
            // In a later call it ends the run, even if the other language handles the failure.
            provide(context, "host.g", js(context, "() => kept"), 0);
            assertEquals(
                    "InvalidReference: InvalidReference: the call it was given to has returned",
                    run(context, Capsule.asking("host.g").print("host.g")));
            provide(context, "host.g", js(context, "() => { try { kept[0] } catch (e) {} }"), 0);
            assertEquals(
                    "null\n",
                    run(context, Capsule.asking("host.g").print("host.g")),
                    "a view of an ended call cannot end another call's run");
        }
    }

    @Test
    void aViewThatComesBackIsTheObjectItself() {
        try (Context context = context(ProvidedCapabilitiesTest::granted)) {
            provide(context, "host.f", js(context, "a => a"), 1);
            Capsule capsule =
                    withArray()
                            .op("{'op':'store','name':'a'}")
                            .op("{'op':'load','name':'a'}")
                            .op("{'op':'cap_call','name':'host.f','argc':1}")
                            .op("{'op':'push_int','value':7}")
                            .op("{'op':'arr_push'}")
                            .op("{'op':'load','name':'a'}")
                            .op("{'op':'cap_call','name':'io.print','argc':1}");
            assertEquals("[1, 2, 7]\n", run(context, capsule));
        }
    }

    @Test
    void anObjectOfTheHostIsOpaque() {
        try (Context context = context(ProvidedCapabilitiesTest::granted)) {
            Object secret = new Twice("secret");
            provide(context, "host.f", (ProxyExecutable) values -> secret, 0);
            provide(
                    context,
                    "host.g",
                    (ProxyExecutable) values -> values[0].<Object>asHostObject() == secret,
                    1);
            Capsule capsule =
                    Capsule.asking("host.f", "host.g")
                            .print("host.f")
                            .call("host.f")
                            .op("{'op':'type_of'}")
                            .op("{'op':'cap_call','name':'io.print','argc':1}")
                            .call("host.f");
            assertEquals("<foreign>\nforeign\ntrue\n", run(context, callOnTop(capsule, "host.g")));
        }
    }

    @Test
    void aCallThatNeverEndsIsEnded() {
        String endless = "() => { while (true) { try { while (true) {} } catch (e) {} } }";
        Capsule calling = Capsule.asking("host.f").print("host.f");
        try (Context context = context(b -> granted(b).option("casm.CapabilityTimeout", "300"))) {
            provide(context, "host.f", js(context, endless), 0);
            assertEquals(
                    "CapabilityTimeout: 'host.f' exceeded its 300ms wall-clock quota and was"
                            + " killed",
                    run(context, calling));
        }
        try (Context context = context(b -> granted(b).option("casm.Timeout", "300"))) {
            provide(context, "host.f", js(context, endless), 0);
            assertEquals("Timeout: timeout exceeded (300 ms)", run(context, calling));
        }
    }

    @Test
    void whatCannotBeProvidedIsRefused() {
        try (Context context = context(ProvidedCapabilitiesTest::granted)) {
            Value function = js(context, "x => x");
            for (Object[] wrong :
                    new Object[][] {
                        {"host.f", 1},
                        {"a b", function},
                        {"host.f", function, -2},
                        {"host.f", function, "two"},
                        {5, function},
                        {new Object()},
                        {new Twice("a b")}
                    }) {
                IllegalArgumentException refused =
                        assertThrows(IllegalArgumentException.class, () -> provide(context, wrong));
                assertTrue(
                        refused.getMessage().contains("expected")
                                || refused.getMessage().contains("a capability is called")
                                || refused.getMessage().contains("number of arguments"),
                        refused.getMessage());
            }
        }
    }
}
