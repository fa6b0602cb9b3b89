/** The way of a capsule, from bytes to something that can be called. Knows every other package. */
package org.trufflecasm.pipeline;
