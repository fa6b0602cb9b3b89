package org.trufflecasm.benchmarks;

import java.util.List;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.CapabilityProvider;

/** Offers {@code foreign.step}, which does what {@code bench.step} does, from outside. */
public final class ForeignProvider implements CapabilityProvider {

    /** For the service loader. */
    public ForeignProvider() {}

    @Override
    public List<Capability> capabilities() {
        return List.of(new Step());
    }

    private static final class Step implements Capability {
        @Override
        public String name() {
            return "foreign.step";
        }

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
            return ((Long) arguments[0] + 7) & 65_535;
        }
    }
}
