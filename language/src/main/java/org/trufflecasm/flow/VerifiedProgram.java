package org.trufflecasm.flow;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.trufflecasm.core.Program;

/**
 * A program that may be compiled. Only {@link ProgramVerifier} makes one. Immutable as far as can
 * be seen; safe to share between threads.
 */
public final class VerifiedProgram {
    private final Program program;
    private final int[] maxHeights;
    private final Map<Integer, String> dynamicReasons;
    private final AtomicReferenceArray<SoftReference<FunctionFlow>> flows;
    private final AtomicReferenceArray<SoftReference<FunctionFlow>> unrolled;

    /** Takes over the array. */
    VerifiedProgram(Program program, int[] maxHeights, Map<Integer, String> dynamicReasons) {
        this.dynamicReasons = Map.copyOf(dynamicReasons);
        this.program = program;
        this.maxHeights = maxHeights;
        this.flows = new AtomicReferenceArray<>(maxHeights.length);
        this.unrolled = new AtomicReferenceArray<>(maxHeights.length);
    }

    /**
     * Why a function's operands are counted at run time, which makes it slower, as a clause; null
     * if they are not.
     */
    public String dynamicReason(int functionIndex) {
        return dynamicReasons.get(functionIndex);
    }

    /** The program itself. */
    public Program program() {
        return program;
    }

    /**
     * The control flow of a function. It is found on demand, kept as long as memory suffices, and
     * found anew after that; results for one function are equal in all but identity.
     *
     * @param functionIndex index of the function in the program
     */
    public FunctionFlow flow(int functionIndex) {
        return kept(
                flows,
                functionIndex,
                () -> FunctionFlow.of(program.functions().get(functionIndex)));
    }

    private static FunctionFlow kept(
            AtomicReferenceArray<SoftReference<FunctionFlow>> all,
            int functionIndex,
            Supplier<FunctionFlow> finder) {
        SoftReference<FunctionFlow> known = all.get(functionIndex);
        FunctionFlow flow = known == null ? null : known.get();
        if (flow == null) {
            flow = finder.get();
            all.set(functionIndex, new SoftReference<>(flow));
        }
        return flow;
    }

    /**
     * The control flow of the code that is compiled for a function: that of {@link #flow} with its
     * small loops unrolled, which {@link FunctionFlow#origins} tells. Found and kept as that.
     *
     * @param functionIndex index of the function in the program
     */
    public FunctionFlow compiledFlow(int functionIndex) {
        return kept(
                unrolled,
                functionIndex,
                () -> {
                    FunctionFlow original = flow(functionIndex);
                    return original.isDynamic() ? original : LoopUnroller.unroll(original);
                });
    }

    /**
     * The most operands a function ever has on its stack; 0 for one whose operands are counted at
     * run time.
     */
    public int maxHeight(int functionIndex) {
        return maxHeights[functionIndex];
    }
}
