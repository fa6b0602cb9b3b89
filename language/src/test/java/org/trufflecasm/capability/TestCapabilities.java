package org.trufflecasm.capability;

import java.util.List;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.CapabilityException;
import org.trufflecasm.capability.spi.CapabilityProvider;

/** Capabilities of tests. */
final class TestCapabilities {

    /** What a capability of a test does. */
    interface Body {
        Object call(CapabilityCall call, Object[] arguments) throws CapabilityException;
    }

    private record Simple(String name, int arity, boolean returnsValue, Body body)
            implements Capability {
        @Override
        public Object call(CapabilityCall call, Object[] arguments) throws CapabilityException {
            return body.call(call, arguments);
        }
    }

    private TestCapabilities() {}

    static Capability capability(String name, int arity, boolean returnsValue, Body body) {
        return new Simple(name, arity, returnsValue, body);
    }

    /** A capability of any number of arguments that takes them as references. */
    static Capability taking(String name, Body body) {
        return new Capability() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int arity() {
                return -1;
            }

            @Override
            public boolean returnsValue() {
                return true;
            }

            @Override
            public boolean takesReferences() {
                return true;
            }

            @Override
            public Object call(CapabilityCall call, Object[] arguments) throws CapabilityException {
                return body.call(call, arguments);
            }
        };
    }

    /** A provider of one capability that gives its arguments back. */
    static CapabilityProvider of(String name, int arity, boolean returnsValue) {
        return of(capability(name, arity, returnsValue, (call, arguments) -> List.of(arguments)));
    }

    static CapabilityProvider of(Capability... capabilities) {
        return () -> List.of(capabilities);
    }
}
