package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arithmetic;

/**
 * Operations on the bits of ints (specification §2); floats are truncated first, by {@link
 * Arithmetic}.
 */
public final class BitNodes {
    private BitNodes() {}

    /** Bitwise and. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class BitAnd extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right) {
            return left & right;
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return Arithmetic.bitAnd(left, right, CoreRootNode.semantics(node), node);
        }
    }

    /** Bitwise or. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class BitOr extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right) {
            return left | right;
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return Arithmetic.bitOr(left, right, CoreRootNode.semantics(node), node);
        }
    }

    /** Bitwise exclusive or. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class BitXor extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right) {
            return left ^ right;
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return Arithmetic.bitXor(left, right, CoreRootNode.semantics(node), node);
        }
    }

    /** Shift left; high bits are lost. The count must lie in 0 to 63. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Shl extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right, @Bind Node node) {
            if ((right & ~63L) != 0) {
                throw GuestException.overflow(node);
            }
            return left << right;
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return Arithmetic.shl(left, right, CoreRootNode.semantics(node), node);
        }
    }

    /** Arithmetic shift right. The count must lie in 0 to 63. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Shr extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static long doLong(long left, long right, @Bind Node node) {
            if ((right & ~63L) != 0) {
                throw GuestException.overflow(node);
            }
            return left >> right;
        }

        @Fallback
        static Object doGeneric(Object left, Object right, @Bind Node node) {
            return Arithmetic.shr(left, right, CoreRootNode.semantics(node), node);
        }
    }

    /** Bitwise complement. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class BitNot extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object value);

        @Specialization
        static long doLong(long value) {
            return ~value;
        }

        @Fallback
        static Object doGeneric(Object value, @Bind Node node) {
            return Arithmetic.bitNot(value, CoreRootNode.semantics(node), node);
        }
    }
}
