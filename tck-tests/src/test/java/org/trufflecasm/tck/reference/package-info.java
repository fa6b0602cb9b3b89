/**
 * A reference interpreter: one plain switch over the core program, without Truffle, written from
 * the specification. Slow and simple on purpose; it shares no code with the runtime that it is
 * there to check.
 */
package org.trufflecasm.tck.reference;
