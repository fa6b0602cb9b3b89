package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerAsserts;
import com.oracle.truffle.api.CompilerDirectives;
import org.trufflecasm.limits.RunLimits;

/**
 * Where calls leave unboxed arguments and results, and what limits have left. One per context; used
 * by one thread at a time.
 *
 * <p>A caller stores the {@code long} and {@code double} arguments here and calls with the
 * references only; the callee reads them before it does anything else. References never lie here,
 * so nothing is kept alive.
 */
public final class Registers {
    /** How many arguments can travel unboxed. */
    public static final int MAX_ARGUMENTS = 6;

    /** The result of a function that returned {@link ResultMarker#LONG}. */
    public long result;

    /** The result of a function that returned {@link ResultMarker#DOUBLE}. */
    public double doubleResult;

    /** What the run may use. */
    public RunLimits limits = RunLimits.NONE;

    /** What {@link #fuel} is where each run of instructions is charged to {@link #exactFuel}. */
    public static final long EXACT = Long.MIN_VALUE / 2;

    /**
     * Instructions that may still be charged; meaningful only where steps are metered. Negative,
     * namely {@link #EXACT}, once it did not reach for what is charged in advance.
     */
    public long fuel;

    /** Instructions that may still be executed where nothing is charged in advance. */
    public long exactFuel;

    /**
     * What frames that call the host now have paid in advance for what comes behind their calls.
     */
    public long paidBehindHostCalls;

    /**
     * Whether the fuel ends within the instructions that run now, so that each is charged on its
     * own.
     */
    public boolean chargesEach;

    /**
     * Frames on the guest's stack, the entry included, up to the one that the running compiled code
     * was entered with; counted only where a depth limit is set, and left here for callees.
     */
    public long depthBase;

    /** The frames above these. */
    public long depthInlined;

    /** Operands that the callers' frames hold; counted only where a stack limit is set. */
    public long operands;

    /** The operand stack of the running task, where functions share one; otherwise null. */
    public OperandStack taskStack;

    /** The number of the running task; 0 for the one in which the program started. */
    public long currentTask;

    /** The tasks of the run. */
    public TaskQueue tasks;

    /** The failure whose thrown value a handler received last; null if there is none. */
    public Throwable caught;

    /** The most frames of the run; counted for statistics only, as the next two. */
    public int mostFrames;

    /** The most operands of the run's frames. */
    public long mostOperands;

    /** The calls of the run. */
    public long calls;

    private long argument0;
    private long argument1;
    private long argument2;
    private long argument3;
    private long argument4;
    private long argument5;

    /**
     * Stores an argument; {@code index} is a partial-evaluation constant below {@link
     * #MAX_ARGUMENTS}.
     */
    public void setLong(int index, long value) {
        CompilerAsserts.partialEvaluationConstant(index);
        switch (index) {
            case 0 -> argument0 = value;
            case 1 -> argument1 = value;
            case 2 -> argument2 = value;
            case 3 -> argument3 = value;
            case 4 -> argument4 = value;
            case 5 -> argument5 = value;
            default -> throw CompilerDirectives.shouldNotReachHere();
        }
    }

    /**
     * Reads an argument; {@code index} is a partial-evaluation constant below {@link
     * #MAX_ARGUMENTS}.
     */
    public long getLong(int index) {
        CompilerAsserts.partialEvaluationConstant(index);
        return switch (index) {
            case 0 -> argument0;
            case 1 -> argument1;
            case 2 -> argument2;
            case 3 -> argument3;
            case 4 -> argument4;
            case 5 -> argument5;
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    /** How many instructions may still be executed, if nothing is paid in advance now. */
    public long stepsLeft() {
        return fuel < 0 ? exactFuel : fuel;
    }

    /**
     * Counts a call for statistics.
     *
     * @param frames how many there are with the callee's
     * @param operandsOfAll how many operands they can hold
     */
    public void countCall(int frames, long operandsOfAll) {
        calls++;
        mostFrames = Math.max(mostFrames, frames);
        mostOperands = Math.max(mostOperands, operandsOfAll);
    }

    /** Stores an argument as its bits. */
    public void setDouble(int index, double value) {
        setLong(index, Double.doubleToRawLongBits(value));
    }

    /** Reads an argument from its bits. */
    public double getDouble(int index) {
        return Double.longBitsToDouble(getLong(index));
    }
}
