package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.Semantics;

/**
 * Comparison and logic (specification §2, §3.3). Order is numeric only; equality never fails. Every
 * operation gives a bool.
 */
public final class ComparisonNodes {
    private ComparisonNodes() {}

    /** {@code a < b}: less. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Lt extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static boolean doLong(long left, long right) {
            return left < right;
        }

        @Specialization
        static boolean doDouble(double left, double right) {
            return left < right;
        }

        @Fallback
        static boolean doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).lt(left, right, node);
        }
    }

    /** {@code a <= b}: less or equal. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Le extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static boolean doLong(long left, long right) {
            return left <= right;
        }

        @Specialization
        static boolean doDouble(double left, double right) {
            return left <= right;
        }

        @Fallback
        static boolean doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).le(left, right, node);
        }
    }

    /** {@code a > b}: greater. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Gt extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static boolean doLong(long left, long right) {
            return left > right;
        }

        @Specialization
        static boolean doDouble(double left, double right) {
            return left > right;
        }

        @Fallback
        static boolean doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).gt(left, right, node);
        }
    }

    /** {@code a >= b}: greater or equal. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Ge extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static boolean doLong(long left, long right) {
            return left >= right;
        }

        @Specialization
        static boolean doDouble(double left, double right) {
            return left >= right;
        }

        @Fallback
        static boolean doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).ge(left, right, node);
        }
    }

    /** Whether the values are equal. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Eq extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static boolean doLong(long left, long right) {
            return left == right;
        }

        @Specialization
        static boolean doDouble(double left, double right) {
            return left == right;
        }

        @Specialization
        static boolean doBoolean(boolean left, boolean right) {
            return left == right;
        }

        @Specialization
        static boolean doString(CasmString left, CasmString right) {
            return left.contentEquals(right);
        }

        @Specialization
        static boolean doLeftNull(CasmNull left, Object right) {
            return right == left;
        }

        @Specialization
        static boolean doRightNull(Object left, CasmNull right) {
            return left == right;
        }

        @Fallback
        static boolean doGeneric(Object left, Object right, @Bind Node node) {
            return CoreRootNode.semantics(node).equal(left, right);
        }
    }

    /** Whether the values are not equal. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Ne extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static boolean doLong(long left, long right) {
            return left != right;
        }

        @Specialization
        static boolean doDouble(double left, double right) {
            return left != right;
        }

        @Specialization
        static boolean doBoolean(boolean left, boolean right) {
            return left != right;
        }

        @Specialization
        static boolean doString(CasmString left, CasmString right) {
            return !left.contentEquals(right);
        }

        @Specialization
        static boolean doLeftNull(CasmNull left, Object right) {
            return right != left;
        }

        @Specialization
        static boolean doRightNull(Object left, CasmNull right) {
            return left != right;
        }

        @Fallback
        static boolean doGeneric(Object left, Object right, @Bind Node node) {
            return !CoreRootNode.semantics(node).equal(left, right);
        }
    }

    /** Both true; both operands have been evaluated. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class And extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static boolean doBoolean(boolean left, boolean right) {
            return left && right;
        }

        @Fallback
        static boolean doGeneric(Object left, Object right, @Bind Node node) {
            Semantics semantics = CoreRootNode.semantics(node);
            return semantics.truth(left) && semantics.truth(right);
        }
    }

    /** Either true; both operands have been evaluated. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Or extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object left, Object right);

        @Specialization
        static boolean doBoolean(boolean left, boolean right) {
            return left || right;
        }

        @Fallback
        static boolean doGeneric(Object left, Object right, @Bind Node node) {
            Semantics semantics = CoreRootNode.semantics(node);
            return semantics.truth(left) || semantics.truth(right);
        }
    }

    /** The opposite of the truth of a value. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Not extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object value);

        @Specialization
        static boolean doBoolean(boolean value) {
            return !value;
        }

        @Specialization
        static boolean doLong(long value) {
            return value == 0;
        }

        @Fallback
        static boolean doGeneric(Object value, @Bind Node node) {
            return !CoreRootNode.semantics(node).truth(value);
        }
    }

    /** The truth of a value; what a conditional jump asks. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class Truth extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object value);

        @Specialization
        static boolean doBoolean(boolean value) {
            return value;
        }

        @Specialization
        static boolean doLong(long value) {
            return value != 0;
        }

        @Fallback
        static boolean doGeneric(Object value, @Bind Node node) {
            return CoreRootNode.semantics(node).truth(value);
        }
    }
}
