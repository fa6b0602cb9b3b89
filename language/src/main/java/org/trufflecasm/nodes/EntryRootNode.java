package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.ContinuationResult;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import java.util.Arrays;
import java.util.List;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.RunClock;
import org.trufflecasm.language.RunStatistics;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.HaltException;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.ResultMarker;
import org.trufflecasm.runtime.TaskQueue;

/**
 * Runs a program: what a host calls. Sets the limits, calls the entry function, and gives a failure
 * its stack trace. Can be called any number of times, by one thread at a time.
 */
public final class EntryRootNode extends RootNode {
    private final LinkedProgram program;
    private final int entryIndex;
    private final SourceSection section;

    @Child private IndirectCallNode call = IndirectCallNode.create();

    /**
     * @param program the program to run
     * @param entry its function to start with
     * @param section the capsule's source
     */
    public EntryRootNode(LinkedProgram program, GuestFunction entry, SourceSection section) {
        super(program.language());
        this.program = program;
        this.entryIndex = entry.index();
        this.section = section;
        Exhaustion.prepare();
    }

    @Override
    public String getName() {
        return program.program().name();
    }

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public SourceSection getSourceSection() {
        return section;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return run();
    }

    @TruffleBoundary
    private Object run() {
        LinkedProgram running = program.forRun();
        GuestFunction entry = running.function(entryIndex);
        Registers registers = program.registers();
        CasmContext context = program.language().context();
        Arena arena = program.language().arena();
        Object[] arguments = new Object[entry.arity()];
        Arrays.fill(arguments, CasmNull.INSTANCE);
        if (!entry.isSettled()) {
            entry.settleKinds(arguments);
        }
        try (RunClock _ = context.startClock(program.limits().timeoutMillis())) {
            start(registers, entry);
            arena.begin(
                    program.limits().maxMemory(),
                    new RunRoots(context, program.globals(), registers));
            Metering.payForEntry(registers, entry);
            Object outcome = call.call(entry.target(), arguments);
            if (outcome instanceof ContinuationResult rest) {
                outcome = registers.tasks.finish(rest);
            }
            return result(entry, ResultMarker.unwrap(outcome, registers), registers);
        } catch (HaltException halt) {
            return halt.result();
        } catch (GuestException failure) {
            failure.settleTrace();
            throw failure;
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            GuestException failure = (GuestException) Exhaustion.translate(exhausted, null);
            failure.attachTrace(List.of());
            throw failure;
        } finally {
            context.noteRun(statistics(registers, arena), running, running.semantics());
            arena.end();
            context.flush();
        }
    }

    private RunStatistics statistics(Registers registers, Arena arena) {
        return new RunStatistics(
                program.limits().maxSteps() - registers.stepsLeft(),
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

    private void start(Registers registers, GuestFunction entry) {
        registers.fuel = program.limits().maxSteps();
        if (entry.maxOperands() > program.limits().maxStack()) {
            throw CallProtocol.stackQuota(program.limits(), null);
        }
        if (program.limits().maxCallDepth() < 1) {
            throw CallProtocol.depthQuota(program, null);
        }
        program.exports().beginRun();
        program.globals().beginRun();
        CasmContext context = program.language().context();
        context.capabilities().limitOutput(program.limits().maxOutput());
        registers.chargesEach = false;
        registers.depthBase = 1;
        registers.depthInlined = 0;
        registers.mostFrames = 1;
        registers.mostOperands = entry.maxOperands();
        registers.calls = 0;
        registers.operands = 0;
        registers.caught = null;
        registers.currentTask = 0;
        registers.taskStack =
                entry.function().sharesOperandStack()
                        ? OperandStackBuiltins.newTaskStack(program)
                        : null;
        registers.tasks = new TaskQueue(registers, program.language().arena().borrows());
    }
}
