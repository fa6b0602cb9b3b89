/**
 * The decision whether a capsule may call a host capability, the registry of capabilities, and
 * those built in, one class each. Providers from outside implement {@link
 * org.trufflecasm.capability.spi}.
 */
package org.trufflecasm.capability;
