package org.trufflecasm.tck.host;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.graalvm.polyglot.Context;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.CapabilityException;
import org.trufflecasm.capability.spi.CapabilityProvider;
import org.trufflecasm.capability.spi.GuestReference;
import org.trufflecasm.capability.spi.GuestSequence;
import org.trufflecasm.capability.spi.Tagged;
import org.trufflecasm.tck.TestHosts;

/** Capabilities of the tests in this package. */
public final class TestProvider implements CapabilityProvider {

    private static GuestReference kept;

    /** For the service loader. */
    public TestProvider() {}

    private interface Body {
        Object call(Object[] arguments) throws CapabilityException, InterruptedException;
    }

    private record Simple(String name, int arity, boolean returnsValue, Body body)
            implements Capability {
        @Override
        public Object call(CapabilityCall call, Object[] arguments) throws CapabilityException {
            try {
                return body.call(arguments);
            } catch (InterruptedException interrupted) {
                throw new CapabilityException("interrupted", interrupted);
            }
        }
    }

    private interface LiveBody {
        Object call(CapabilityCall call, Object[] arguments);
    }

    private record Live(String name, int arity, LiveBody body) implements Capability {
        @Override
        public boolean returnsValue() {
            return true;
        }

        @Override
        public boolean takesReferences() {
            return true;
        }

        @Override
        public Object call(CapabilityCall call, Object[] arguments) {
            return body.call(call, arguments);
        }
    }

    private static Object append(Object sequence, Object value) {
        ((GuestSequence) sequence).add(value);
        return sequence;
    }

    private static Object flood(CapabilityCall call) {
        GuestSequence made = call.arena().newSequence(GuestSequence.Kind.ARRAY, List.of());
        for (int i = 0; i < 1_000_000; i++) {
            made.add(call.arena().newMap());
        }
        return made;
    }

    @Override
    public List<Capability> capabilities() {
        if (TestHosts.areHidden()) {
            return List.of();
        }
        return List.of(
                // Takes a permission back while its caller runs.
                new Simple(
                        "hosttest.revoke",
                        1,
                        false,
                        arguments ->
                                Context.getCurrent()
                                        .getBindings("casm")
                                        .getMember("revoke")
                                        .execute(arguments[0])),
                // Waits for ever.
                new Simple(
                        "hosttest.block",
                        0,
                        true,
                        arguments -> {
                            new CountDownLatch(1).await();
                            return null;
                        }),
                // Writes its first argument.
                new Live("hosttest.append", 2, (call, v) -> append(v[0], v[1])),
                // Keeps a reference longer than it is valid.
                new Live(
                        "hosttest.keep",
                        1,
                        (call, v) -> {
                            kept = (GuestReference) v[0];
                            return null;
                        }),
                new Live("hosttest.kept", 0, (call, v) -> kept),
                // Makes objects without end.
                new Live("hosttest.flood", 0, (call, v) -> flood(call)),
                new Live("hosttest.tag", 2, (call, v) -> new Tagged((String) v[0], v[1])),
                new Live(
                        "hosttest.object",
                        2,
                        (call, v) -> call.arena().newObject((String) v[0], (String) v[1])),
                // Hides a built-in capability.
                new Simple("crypto.sha256", 1, true, arguments -> "hidden " + arguments[0]));
    }
}
