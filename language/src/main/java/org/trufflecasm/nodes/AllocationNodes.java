package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.ConstantOperand;
import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.instrumentation.AllocationReporter;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
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

    private static AllocationReporter reporter(Node node) {
        return ((FunctionRootNode) node.getRootNode()).allocations();
    }

    /** Tells tools of an object that was made. Costs nothing where nobody listens. */
    static Object reported(Object object, AllocationReporter reporter) {
        if (reporter.isActive()) {
            reporter.onEnter(null, 0, AllocationReporter.SIZE_UNKNOWN);
            reporter.onReturnValue(object, 0, AllocationReporter.SIZE_UNKNOWN);
        }
        return object;
    }

    /** Makes an empty array. */
    @OperationProxy.Proxyable
    @GenerateInline(false)
    public abstract static class NewArray extends Node {
        /** Runs the operation outside of bytecode. */
        public abstract Object execute();

        @Specialization
        static Object doNew(@Bind Node node) {
            account(node);
            return reported(new CasmArray(ArrayKind.ARRAY), reporter(node));
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
        static Object doNew(
                @SuppressWarnings("unused") int fields,
                @Bind Node node,
                @Cached(value = "allocation(fields)", neverDefault = true)
                        MapAllocation allocation) {
            account(node);
            return reported(allocation.allocate(AccountedCode.of(node).arena()), reporter(node));
        }
    }
}
