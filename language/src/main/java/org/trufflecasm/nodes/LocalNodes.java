package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.ConstantOperand;
import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.GuestException;

/** Variables that may not have been stored, and locals beyond what a frame takes. */
public final class LocalNodes {
    private LocalNodes() {}

    /** Passes a variable's value on, unless it was never stored. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    @ConstantOperand(type = String.class, name = "variable")
    public abstract static class CheckStored extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(String variable, Object value);

        @Specialization
        static long doLong(@SuppressWarnings("unused") String variable, long value) {
            return value;
        }

        @Specialization
        static double doDouble(@SuppressWarnings("unused") String variable, double value) {
            return value;
        }

        @Specialization
        static boolean doBoolean(@SuppressWarnings("unused") String variable, boolean value) {
            return value;
        }

        @Specialization(replaces = {"doLong", "doDouble", "doBoolean"})
        static Object doGeneric(String variable, Object value, @Bind Node location) {
            if (value == Uninitialized.INSTANCE) {
                throw GuestException.uninitialized(variable, location);
            }
            return value;
        }
    }

    /** Makes the array for locals beyond what a frame takes. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    @ConstantOperand(type = int.class, name = "count")
    public abstract static class NewLocals extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(int count);

        @Specialization
        static Object doNew(int count) {
            return new Object[count];
        }
    }

    /** Writes a local beyond what a frame takes. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    @ConstantOperand(type = int.class, name = "index")
    public abstract static class StoreInArray extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract void execute(int index, Object locals, Object value);

        @Specialization
        static void doStore(int index, Object locals, Object value) {
            ((Object[]) locals)[index] = value;
        }
    }

    /** Reads a local beyond what a frame takes. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    @ConstantOperand(type = int.class, name = "index")
    public abstract static class LoadFromArray extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(int index, Object locals);

        @Specialization
        static Object doLoad(int index, Object locals) {
            return ((Object[]) locals)[index];
        }
    }

    /** Where to go on is chosen by halves: whether the state lies in the lower one. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    @ConstantOperand(type = long.class, name = "bound")
    public abstract static class StateBelow extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract boolean execute(long bound, long state);

        @Specialization
        static boolean doTest(long bound, long state) {
            return state < bound;
        }
    }
}
