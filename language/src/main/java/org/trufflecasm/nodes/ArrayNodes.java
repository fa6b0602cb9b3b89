package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CollectionFunctions;

/**
 * The operations on arrays that loops run hot (specification §3.6): a fast path per storage
 * strategy, everything else, errors and negative indices included, in {@link CollectionFunctions}.
 */
public final class ArrayNodes {
    private ArrayNodes() {}

    /** Whether an array has an element at an index; a set has no places. */
    static boolean hasPlace(CasmArray array, long index) {
        return array.kind() != ArrayKind.SET && within(array, index);
    }

    static boolean within(CasmArray array, long index) {
        return Long.compareUnsigned(index, array.size()) < 0;
    }

    static boolean fitsInt(long value) {
        return (int) value == value;
    }

    /** {@code c i → v}. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class ArrGet extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object array, Object index);

        static boolean hasInts(CasmArray array, long index) {
            return array.ints() != null && hasPlace(array, index);
        }

        static boolean hasLongs(CasmArray array, long index) {
            return array.longs() != null && hasPlace(array, index);
        }

        static boolean hasDoubles(CasmArray array, long index) {
            return array.doubles() != null && hasPlace(array, index);
        }

        static boolean hasObjects(CasmArray array, long index) {
            return array.objects() != null && hasPlace(array, index);
        }

        @Specialization(guards = "hasInts(array, index)")
        static long doInts(CasmArray array, long index, @Bind Node node) {
            AccountedCode.checkRead(array, node);
            return array.ints()[(int) index];
        }

        @Specialization(guards = "hasDoubles(array, index)")
        static double doDoubles(CasmArray array, long index, @Bind Node node) {
            AccountedCode.checkRead(array, node);
            return array.doubles()[(int) index];
        }

        @Specialization(guards = "hasObjects(array, index)")
        static Object doObjects(CasmArray array, long index, @Bind Node node) {
            AccountedCode.checkRead(array, node);
            return array.objects()[(int) index];
        }

        @Specialization(guards = "hasLongs(array, index)")
        static long doLongs(CasmArray array, long index, @Bind Node node) {
            AccountedCode.checkRead(array, node);
            return array.longs()[(int) index];
        }

        @Fallback
        static Object doGeneric(Object array, Object index, @Bind Node node) {
            return CollectionFunctions.arrGet(array, index, CoreRootNode.semantics(node), node);
        }
    }

    /** {@code c i v → c}. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class ArrSet extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object array, Object index, Object value);

        static boolean writable(CasmArray array, long index) {
            return array.kind() == ArrayKind.ARRAY && array.isFree() && within(array, index);
        }

        static boolean takesInt(CasmArray array, long index, long value) {
            return array.ints() != null && fitsInt(value) && writable(array, index);
        }

        static boolean takesLong(CasmArray array, long index) {
            return array.longs() != null && writable(array, index);
        }

        static boolean takesDouble(CasmArray array, long index) {
            return array.doubles() != null && writable(array, index);
        }

        static boolean takesObject(CasmArray array, long index) {
            return array.objects() != null && writable(array, index);
        }

        @Specialization(guards = "takesInt(array, index, value)")
        static CasmArray doInts(CasmArray array, long index, long value) {
            array.ints()[(int) index] = (int) value;
            return array;
        }

        @Specialization(guards = "takesLong(array, index)")
        static CasmArray doLongs(CasmArray array, long index, long value) {
            array.longs()[(int) index] = value;
            return array;
        }

        @Specialization(guards = "takesDouble(array, index)")
        static CasmArray doDoubles(CasmArray array, long index, double value) {
            array.doubles()[(int) index] = value;
            return array;
        }

        @Specialization(guards = "takesObject(array, index)")
        static CasmArray doObjects(CasmArray array, long index, Object value) {
            array.objects()[(int) index] = value;
            return array;
        }

        @Fallback
        static Object doGeneric(Object array, Object index, Object value, @Bind Node node) {
            return CollectionFunctions.arrSet(
                    array, index, value, CoreRootNode.semantics(node), node);
        }
    }

    /** {@code c → int}. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class ArrLen extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object collection);

        @Specialization
        static long doArray(CasmArray array, @Bind Node node) {
            AccountedCode.checkRead(array, node);
            return array.size();
        }

        @Specialization
        static long doString(CasmString string) {
            return string.length();
        }

        @Fallback
        static long doGeneric(Object collection, @Bind Node node) {
            return CollectionFunctions.arrLen(collection, CoreRootNode.semantics(node), node);
        }
    }

    /** {@code array v → array}. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class ArrPush extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(Object array, Object value);

        static boolean grows(CasmArray array) {
            return array.kind() == ArrayKind.ARRAY && array.isFree();
        }

        static void account(CasmArray array, Node node) {
            AccountedCode root = AccountedCode.of(node);
            if (root.countsMemory()) {
                int more = array.growthOfPush();
                if (more > 0) {
                    root.arena().charge((long) Arena.SLOT * more, node);
                }
            }
        }

        @Specialization(guards = "grows(array)")
        static CasmArray doLong(CasmArray array, long value, @Bind Node node) {
            account(array, node);
            array.pushLong(value);
            return array;
        }

        @Specialization(guards = "grows(array)")
        static CasmArray doDouble(CasmArray array, double value, @Bind Node node) {
            account(array, node);
            array.pushDouble(value);
            return array;
        }

        @Specialization(
                guards = "grows(array)",
                replaces = {"doLong", "doDouble"})
        static CasmArray doObject(CasmArray array, Object value, @Bind Node node) {
            account(array, node);
            array.push(value);
            return array;
        }

        @Fallback
        static Object doGeneric(Object array, Object value, @Bind Node node) {
            return CollectionFunctions.arrPush(array, value, CoreRootNode.semantics(node), node);
        }
    }
}
