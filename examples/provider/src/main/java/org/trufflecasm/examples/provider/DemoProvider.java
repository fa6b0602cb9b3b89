package org.trufflecasm.examples.provider;

import java.util.List;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityProvider;

/**
 * Offers {@code demo.shout} and {@code demo.log}. Named in module-info and in META-INF/services.
 */
public final class DemoProvider implements CapabilityProvider {

    /** Called by the service loader. */
    public DemoProvider() {}

    @Override
    public List<Capability> capabilities() {
        return List.of(new Shout(), new Log());
    }
}
