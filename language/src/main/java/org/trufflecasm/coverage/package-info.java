/**
 * Counts which lines of capsules are executed, as an instrument of the platform; its own tool for
 * this is not published for the version that we use. Knows nothing of the language's insides.
 */
package org.trufflecasm.coverage;
