/**
 * What a provider of host capabilities implements. Put an implementation of {@link
 * org.trufflecasm.capability.spi.CapabilityProvider} on the class path or the module path and name
 * it for {@link java.util.ServiceLoader}; nothing else has to be configured. A worked example is in
 * {@code examples/provider}.
 */
package org.trufflecasm.capability.spi;
