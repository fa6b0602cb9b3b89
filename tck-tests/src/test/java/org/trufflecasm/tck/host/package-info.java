/** Capabilities that reach beyond the capsule, in contexts as an embedder makes them. */
package org.trufflecasm.tck.host;
