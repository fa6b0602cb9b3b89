/**
 * Values of running capsules and what they mean: their texts, equality, arithmetic, and their
 * interop.
 */
package org.trufflecasm.runtime;
