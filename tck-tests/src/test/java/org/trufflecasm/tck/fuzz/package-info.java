/** Entry points for coverage-guided fuzzing; how to run them stands in docs/testing.md. */
package org.trufflecasm.tck.fuzz;
