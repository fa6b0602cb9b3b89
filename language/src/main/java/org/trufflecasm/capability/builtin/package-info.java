/**
 * The built-in capabilities (specification §5), a class for each family. Those that reach beyond
 * the capsule do so through {@link org.trufflecasm.capability.HostAccess} only.
 */
package org.trufflecasm.capability.builtin;
