package org.trufflecasm.compile;

import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;

/**
 * Which functions may give way to other tasks, so that their callers must be able to give way with
 * them: those that yield or await, and all that may call such a function. Immutable.
 */
final class Suspension {
    private final boolean[] mayGiveWay;

    /** Whether a call of which the callee is unknown may give way. */
    private final boolean anyMayGiveWay;

    private Suspension(boolean[] mayGiveWay, boolean anyMayGiveWay) {
        this.mayGiveWay = mayGiveWay;
        this.anyMayGiveWay = anyMayGiveWay;
    }

    /** Looks through a program; takes time linear in its size. */
    static Suspension of(Program program) {
        return of(program, false);
    }

    /** As {@link #of}, where functions of other programs are called as values and may give way. */
    static Suspension ofValues(Program program) {
        return of(program, true);
    }

    private static Suspension of(Program program, boolean valuesGiveWay) {
        List<Function> functions = program.functions();
        boolean[] found = new boolean[functions.size()];
        List<List<Integer>> callers = new ArrayList<>(found.length);
        List<Integer> dynamicCallers = new ArrayList<>();
        List<Integer> pending = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            callers.add(new ArrayList<>(0));
        }
        for (int i = 0; i < found.length; i++) {
            for (Instruction instruction : functions.get(i).code()) {
                Op op = instruction.op();
                if (op == Op.CALL || op == Op.CALL_MANY || op == Op.CALL_SHARED) {
                    callers.get(instruction.a()).add(i);
                } else if ((op == Op.YIELD || op == Op.AWAIT) && !found[i]) {
                    found[i] = true;
                    pending.add(i);
                } else if (op.runsOtherCode() && op != Op.YIELD && op != Op.AWAIT) {
                    dynamicCallers.add(i);
                }
            }
        }
        boolean any = valuesGiveWay || !pending.isEmpty();
        if (any) {
            for (int caller : dynamicCallers) {
                mark(caller, found, pending);
            }
        }
        while (!pending.isEmpty()) {
            for (int caller : callers.get(pending.removeLast())) {
                mark(caller, found, pending);
            }
        }
        return new Suspension(found, any);
    }

    private static void mark(int function, boolean[] found, List<Integer> pending) {
        if (!found[function]) {
            found[function] = true;
            pending.add(function);
        }
    }

    /** Whether some function may give way. */
    boolean mayGiveWay() {
        return anyMayGiveWay;
    }

    /** Whether other tasks may run before a call comes back. */
    boolean mayGiveWay(Instruction call) {
        return switch (call.op()) {
            case CALL, CALL_MANY, CALL_SHARED -> mayGiveWay[call.a()];
            case YIELD, AWAIT -> true;
            default -> anyMayGiveWay && call.op().runsOtherCode();
        };
    }
}
