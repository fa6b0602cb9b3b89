package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleStackTrace;
import com.oracle.truffle.api.bytecode.ContinuationResult;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import java.util.List;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.RunClock;
import org.trufflecasm.language.RunStatistics;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.HaltException;
import org.trufflecasm.runtime.OperandStack;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.ResultMarker;
import org.trufflecasm.runtime.TaskQueue;

/**
 * A call of the guest's code from outside. Where no run is going on it is one: with limits of its
 * own, and a failure gets its stack trace. Where a capability of a run calls back, it is part of
 * that run: it counts against what the run has left, and only its tasks are its own.
 */
final class GuestRun {
    private GuestRun() {}

    /**
     * Calls a function.
     *
     * @param program the program it is part of
     * @param index which function
     * @param arguments as many guest values as the function takes
     * @return what it gives, or the value with which the program halts
     * @throws GuestException if it fails
     */
    @TruffleBoundary(transferToInterpreterOnException = false)
    static Object call(
            LinkedProgram program, int index, Object[] arguments, IndirectCallNode call) {
        CasmContext context = program.language().context(null);
        RunLimits running = context.runningLimits();
        return running == null
                ? begin(program.forRun(), context, index, arguments, call)
                : within(program.within(running), context, index, arguments, call);
    }

    /** A run that begins with a function. */
    private static Object begin(
            LinkedProgram running,
            CasmContext context,
            int index,
            Object[] arguments,
            IndirectCallNode call) {
        GuestFunction entry = running.function(index);
        RunLimits limits = running.state().limits();
        Registers registers = context.registers();
        Arena arena = context.arena();
        if (!entry.isSettled()) {
            entry.settleKinds(arguments);
        }
        context.prepareFor(null);
        context.beginRun(limits);
        context.showBy(running.semantics());
        try (RunClock _ = context.startClock(limits.timeoutMillis())) {
            start(running, limits, context, entry);
            arena.begin(limits.maxMemory(), new RunRoots(context, running.globals(), registers));
            Metering.payForEntry(registers, entry);
            Object outcome = call.call(entry.target(), arguments);
            if (outcome instanceof ContinuationResult rest) {
                outcome = registers.tasks.finish(rest);
            }
            return result(entry, ResultMarker.unwrap(outcome, registers), registers);
        } catch (HaltException halt) {
            return halt.result();
        } catch (GuestException failure) {
            throw settled(failure);
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            throw exhausted(exhausted);
        } finally {
            context.noteRun(statistics(limits, registers, arena), running, running.semantics());
            context.endRun();
            arena.end();
            context.flush();
        }
    }

    /** A call within the run that is going on. */
    private static Object within(
            LinkedProgram running,
            CasmContext context,
            int index,
            Object[] arguments,
            IndirectCallNode call) {
        GuestFunction function = running.function(index);
        Registers registers = context.registers();
        TaskQueue tasks = registers.tasks;
        OperandStack taskStack = registers.taskStack;
        Throwable caught = registers.caught;
        boolean chargesEach = registers.chargesEach;
        long depth = registers.depthBase;
        long inlined = registers.depthInlined;
        long operands = registers.operands;
        registers.caught = null;
        registers.chargesEach = false;
        registers.taskStack = stackFor(registers.limits, function);
        registers.tasks = tasks.within();
        try {
            Object outcome =
                    CallProtocol.callAny(
                            new CallSite(function, arguments.length, 0),
                            arguments,
                            registers,
                            call,
                            null);
            if (outcome instanceof ContinuationResult rest) {
                outcome = registers.tasks.finish(rest);
            }
            return result(function, ResultMarker.unwrap(outcome, registers), registers);
        } catch (HaltException halt) {
            return halt.result();
        } catch (GuestException failure) {
            context.capabilities().noteFailure(failure);
            throw settled(failure);
        } catch (StackOverflowError | OutOfMemoryError thrown) {
            GuestException failure = exhausted(thrown);
            context.capabilities().noteFailure(failure);
            throw failure;
        } finally {
            tasks.goOnAfter(registers.tasks);
            registers.tasks = tasks;
            registers.taskStack = taskStack;
            registers.caught = caught;
            registers.chargesEach = chargesEach;
            registers.depthBase = depth;
            registers.depthInlined = inlined;
            registers.operands = operands;
        }
    }

    /**
     * Ends the trace of a failure. The platform's own trace comes first: finding out where frames
     * stood gives them code with more information, in which the platform does not find its places.
     */
    private static GuestException settled(GuestException failure) {
        TruffleStackTrace.fillIn(failure);
        failure.settleTrace();
        return failure;
    }

    /** What a call from outside ends with that has failed. */
    @TruffleBoundary
    static GuestException failed(CasmContext context, boolean outermost, Throwable thrown) {
        GuestException failure =
                thrown instanceof GuestException own ? own : exhausted((Error) thrown);
        if (!outermost) {
            context.capabilities().noteFailure(failure);
        }
        return settled(failure);
    }

    private static GuestException exhausted(Error thrown) {
        GuestException failure = (GuestException) Exhaustion.translate(thrown, null);
        failure.attachTrace(List.of());
        return failure;
    }

    private static RunStatistics statistics(RunLimits limits, Registers registers, Arena arena) {
        return new RunStatistics(
                limits.maxSteps() - registers.stepsLeft(),
                registers.mostOperands,
                registers.mostFrames,
                registers.calls,
                arena.allocatedObjects(),
                arena.allocatedBytes());
    }

    /** Functions that share a stack leave their results there. */
    private static Object result(GuestFunction entry, Object returned, Registers registers) {
        return entry.function().sharesOperandStack()
                ? OperandStackBuiltins.topOrNull(registers.taskStack)
                : returned;
    }

    private static OperandStack stackFor(RunLimits limits, GuestFunction entry) {
        return entry.function().sharesOperandStack()
                ? OperandStackBuiltins.newTaskStack(limits)
                : null;
    }

    private static void start(
            LinkedProgram running, RunLimits limits, CasmContext context, GuestFunction entry) {
        Registers registers = context.registers();
        registers.limits = limits;
        registers.fuel = limits.maxSteps();
        if (entry.maxOperands() > limits.maxStack()) {
            throw CallProtocol.stackQuota(limits, null);
        }
        if (limits.maxCallDepth() < 1) {
            throw CallProtocol.depthQuota(running, limits, null);
        }
        running.exports().beginRun();
        running.globals().beginRun();
        context.capabilities().limitOutput(limits.maxOutput());
        registers.chargesEach = false;
        registers.paidBehindHostCalls = 0;
        registers.depthBase = 1;
        registers.depthInlined = 0;
        registers.mostFrames = 1;
        registers.mostOperands = entry.maxOperands();
        registers.calls = 0;
        registers.operands = 0;
        registers.caught = null;
        registers.currentTask = 0;
        registers.taskStack = stackFor(limits, entry);
        registers.tasks = new TaskQueue(registers, context.arena().borrows());
    }
}
