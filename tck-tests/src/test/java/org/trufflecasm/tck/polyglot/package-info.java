/** Capsules among other languages: who calls whom, and what each sees of the other's values. */
package org.trufflecasm.tck.polyglot;
