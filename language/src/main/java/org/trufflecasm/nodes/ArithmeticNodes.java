package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmString;

/**
 * Arithmetic with checked 64-bit integers (specification §2). Each operation has a fast path for
 * two ints and one for two floats; everything else goes to {@link Arithmetic}.
 */
public final class ArithmeticNodes {
    private ArithmeticNodes() {}

    /** {@code a + b}, or concatenation. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Add extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right, @Bind Node node) {
            try {
                return Math.addExact(left, right);
            } catch (ArithmeticException overflow) {
                throw GuestException.overflow(node);
            }
        }

        @Specialization
        static double doDouble(double left, double right) {
            return left + right;
        }

        @Specialization
        static CasmString doString(CasmString left, CasmString right, @Bind Node node) {
            AccountedCode root = AccountedCode.of(node);
            if (root.countsMemory()) {
                root.arena().allocate(Arena.OBJECT + left.storageOfConcat(right), node);
            }
            return left.concat(right);
        }

        /** The text of an int is the same in all wings. */
        @Specialization
        static CasmString doStringLong(CasmString left, long right, @Bind Node node) {
            return AccountedCode.of(node).countsMemory()
                    ? (CasmString) CoreRootNode.semantics(node).add(left, right, node)
                    : left.concat(right);
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).add(left, right, node);
        }
    }

    /** {@code a - b}. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Sub extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right, @Bind Node node) {
            try {
                return Math.subtractExact(left, right);
            } catch (ArithmeticException overflow) {
                throw GuestException.overflow(node);
            }
        }

        @Specialization
        static double doDouble(double left, double right) {
            return left - right;
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).sub(left, right, node);
        }
    }

    /** {@code a * b}. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Mul extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right, @Bind Node node) {
            try {
                return Math.multiplyExact(left, right);
            } catch (ArithmeticException overflow) {
                throw GuestException.overflow(node);
            }
        }

        @Specialization
        static double doDouble(double left, double right) {
            return left * right;
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).mul(left, right, node);
        }
    }

    /** {@code a / b}. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Div extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right, @Bind Node node) {
            if (right == 0) {
                throw GuestException.divisionByZero(node);
            }
            if (right == -1 && left == Long.MIN_VALUE) {
                throw GuestException.overflow(node);
            }
            return left / right;
        }

        @Specialization
        static double doDouble(double left, double right, @Bind Node node) {
            if (right == 0.0) {
                throw CoreRootNode.semantics(node).divisionByZero(node);
            }
            return left / right;
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).div(left, right, node);
        }
    }

    /** The remainder of {@code a / b}, with the sign of {@code a}. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Mod extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right, @Bind Node node) {
            if (right == 0) {
                throw GuestException.divisionByZero(node);
            }
            return left % right;
        }

        @Specialization
        static double doDouble(double left, double right, @Bind Node node) {
            if (right == 0.0) {
                throw CoreRootNode.semantics(node).divisionByZero(node);
            }
            return left % right;
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).mod(left, right, node);
        }
    }

    /** {@code -a}. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Neg extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object value);

        @Specialization
        static long doLong(long value, @Bind Node node) {
            if (value == Long.MIN_VALUE) {
                throw GuestException.overflow(node);
            }
            return -value;
        }

        @Specialization
        static double doDouble(double value) {
            return -value;
        }

        @Fallback
        static Object doGeneric(Object value, @Bind Node node) {
            return CoreRootNode.semantics(node).neg(value, node);
        }
    }
}
