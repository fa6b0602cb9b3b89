package org.trufflecasm.capability.spi;

import java.util.List;

/**
 * Offers capabilities to the host; found by {@link java.util.ServiceLoader}. Offering is not
 * granting: a capsule may call a capability only if its manifest asks for it and the host's policy
 * allows it.
 */
public interface CapabilityProvider {

    /**
     * The capabilities, asked for once per registry. No two providers may offer the same name.
     *
     * @return a list without nulls and without duplicate names
     */
    List<Capability> capabilities();
}
