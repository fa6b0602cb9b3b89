/**
 * Writes a capsule in another form than it was read in. Between the two profiles of Crush only what
 * can be proved to behave the same is converted (docs/formats.md).
 */
package org.trufflecasm.format.crush.convert;
