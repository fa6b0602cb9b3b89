package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.ConstantOperand;
import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.MapAllocation;

/** What makes empty objects. Compiled code that lets them go again need not make them. */
public final class AllocationNodes {
    private AllocationNodes() {}

    private static void account(Node node) {
        AccountedCode code = AccountedCode.of(node);
        if (code.countsMemory()) {
            code.arena().allocate(Arena.OBJECT, node);
        }
    }

    /** Makes an empty array. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class NewArray extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute();

        @Specialization
        static CasmArray doNew(@Bind Node node) {
            account(node);
            return new CasmArray(ArrayKind.ARRAY);
        }
    }

    /** Makes an empty map without a class name; {@code fields} are stored in it soon. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    @ConstantOperand(type = int.class, name = "fields")
    public abstract static class NewMap extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute(int fields);

        static MapAllocation allocation(int fields) {
            return MapAllocation.create(null, fields);
        }

        @Specialization
        static CasmMap doNew(
                @SuppressWarnings("unused") int fields,
                @Bind Node node,
                @Cached(value = "allocation(fields)", neverDefault = true)
                        MapAllocation allocation) {
            account(node);
            return allocation.allocate(AccountedCode.of(node).arena());
        }
    }
}
