package org.trufflecasm.benchmarks;

import static org.trufflecasm.benchmarks.CapsuleLoop.call;
import static org.trufflecasm.benchmarks.CapsuleLoop.integer;
import static org.trufflecasm.benchmarks.CapsuleLoop.load;
import static org.trufflecasm.benchmarks.CapsuleLoop.op;
import static org.trufflecasm.benchmarks.CapsuleLoop.store;
import static org.trufflecasm.benchmarks.CapsuleLoop.string;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;

/** What one call of a capability costs, beside a turn of the loop without one. */
public class CapCall extends CapsuleSuite {

    /** What is called. */
    public enum Callee {
        /** No call: what the loop itself takes. */
        NONE(
                List.of(),
                List.of(
                        load("x"),
                        integer(7),
                        op("add"),
                        integer(65_535),
                        op("bit_and"),
                        store("x"))),
        /** A built-in one that is granted as a whole. */
        GRANTED(List.of("bench.step"), List.of(load("x"), call("bench.step", 1), store("x"))),
        /** One that is granted for one scope, which each call is compared with. */
        SCOPED(
                List.of("sys.env:CASM_BENCHMARK"),
                List.of(string("CASM_BENCHMARK"), call("sys.env", 1), op("pop"))),
        /** One of a provider outside of the language; values cross the border as Java has them. */
        FOREIGN(List.of("foreign.step"), List.of(load("x"), call("foreign.step", 1), store("x")));

        private final String capsule;

        Callee(List<String> permissions, List<String> turn) {
            capsule = CapsuleLoop.capsule(permissions, List.of(), turn);
        }
    }

    /** What a turn does. */
    @Param public Callee callee;

    @Override
    String capsule() {
        return callee.capsule;
    }

    @Override
    Map<String, String> options() {
        return Map.of("casm.Grant", "bench.step,sys.env:CASM_BENCHMARK,foreign.step");
    }
}
