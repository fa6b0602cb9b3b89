/**
 * A generator of random capsules that verify and end. The same seed gives the same capsule. What it
 * makes is JSON text, so that the whole way of a capsule is exercised.
 */
package org.trufflecasm.tck.generator;
