package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Op;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.Semantics;

/**
 * What other languages call when they call a function of the guest: gives their arguments the
 * guest's form, in the order in which the function takes them. Arguments: the function value, and
 * an array of as many values as it takes besides those that it has captured.
 */
final class FunctionEntryRootNode extends HostEntryRootNode {
    private final GuestFunction function;

    @Child private ToGuestNode toGuest = ToGuestNode.create();
    @Child private PlainEntry plain;

    /** The parameters in the order in which they are pushed; null if that is their own. */
    @CompilationFinal(dimensions = 1)
    private int[] order;

    @CompilationFinal private boolean asked;

    @Child private IndirectCallNode call = IndirectCallNode.create();

    FunctionEntryRootNode(GuestFunction function) {
        super(function.program().language());
        this.function = function;
        Exhaustion.prepare();
    }

    @Override
    public Object execute(VirtualFrame frame) {
        mark(frame);
        CasmFunction value = (CasmFunction) frame.getArguments()[0];
        Object[] passed = (Object[]) frame.getArguments()[1];
        PlainEntry entry = plainEntry();
        if (entry != null
                && entry.isPossible()
                && value.captureCount() == 0
                && passed.length == entry.argumentCount()) {
            return entry.call(pushed(passed, entry.argumentCount()));
        }
        Object[] all = new Object[value.captureCount() + passed.length];
        for (int i = 0; i < value.captureCount(); i++) {
            all[i] = value.capture(i);
        }
        for (int i = 0; i < passed.length; i++) {
            all[value.captureCount() + i] = toGuest.execute(passed[i]);
        }
        return run(all);
    }

    /** How the function is called in most cases; null if it never is. */
    private PlainEntry plainEntry() {
        if (!asked) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            plain = insert(PlainEntry.of(function));
            order = function.storesParameters() ? pushOrder(function) : null;
            asked = true;
        }
        return plain;
    }

    @ExplodeLoop
    private Object[] pushed(Object[] passed, int count) {
        Object[] pushed = new Object[count];
        for (int i = 0; i < count; i++) {
            pushed[i] = toGuest.execute(passed[order == null ? i : order[i]]);
        }
        return pushed;
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private Object run(Object[] byParameter) {
        LinkedProgram program = function.program();
        Semantics semantics = program.semantics();
        for (int i = 0; i < byParameter.length; i++) {
            byParameter[i] =
                    semantics.accept(
                            byParameter[i], "an argument of '" + function.name() + "'", this);
        }
        GuestFunction variant = program.variant(function, byParameter.length);
        return GuestRun.call(program, variant.index(), pushed(variant, byParameter), call);
    }

    /** The arguments in the order in which a call pushes them. */
    private static Object[] pushed(GuestFunction callee, Object[] byParameter) {
        if (!callee.storesParameters()) {
            return byParameter;
        }
        int[] order = pushOrder(callee);
        Object[] pushed = new Object[byParameter.length];
        for (int i = 0; i < pushed.length; i++) {
            pushed[i] = byParameter[order[i]];
        }
        return pushed;
    }

    /** Which parameter is pushed first, and so on: the value on top is stored first. */
    private static int[] pushOrder(GuestFunction callee) {
        List<String> names = callee.function().parameters();
        int[] order = new int[names.size()];
        for (int i = 0; i < order.length; i++) {
            order[order.length - 1 - i] = names.lastIndexOf(storedAt(callee.function(), i));
        }
        return order;
    }

    private static String storedAt(Function callee, int position) {
        assert callee.code().get(position).op() == Op.STORE : callee;
        return callee.slots().get(callee.code().get(position).a());
    }

    @Override
    public String getName() {
        return function.name();
    }

    @Override
    public boolean isInternal() {
        return true;
    }
}
