package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.Test;

/** Tests that ran without the Truffle compiler would prove nothing about compiled code. */
class OptimizingRuntimeTest {
    @Test
    void theTestsRunWithTheTruffleCompiler() {
        try (Engine engine = Engine.create()) {
            String name = engine.getImplementationName();
            assertFalse(
                    name.contains("Interpreted"),
                    () -> "The tests run without the Truffle compiler, on: " + name);
        }
    }
}
