package org.trufflecasm.tck.host;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.graalvm.polyglot.Context;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.CapabilityException;
import org.trufflecasm.capability.spi.CapabilityProvider;

/** Capabilities of the tests in this package. */
public final class TestProvider implements CapabilityProvider {

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

    @Override
    public List<Capability> capabilities() {
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
                // Hides a built-in capability.
                new Simple("crypto.sha256", 1, true, arguments -> "hidden " + arguments[0]));
    }
}
