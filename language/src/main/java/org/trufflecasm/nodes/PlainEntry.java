package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.profiles.BranchProfile;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.RunStatistics;
import org.trufflecasm.limits.Deadline;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.HaltException;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.ResultMarker;
import org.trufflecasm.runtime.TaskQueue;

/**
 * Calls a function from outside as {@link GuestRun} does, where nothing of the run is limited or
 * counted and nothing gives way to other tasks: then so little is to be done that the call can
 * become part of the code that makes it. Of code that contexts share, this is asked at each call.
 */
final class PlainEntry extends Node {
    private static final Arena.Roots NOTHING = visitor -> {};

    private final LinkedProgram program;
    private final CallSite site;

    @Child private DirectCallNode call;
    private final BranchProfile failing = BranchProfile.create();

    private PlainEntry(LinkedProgram program, CallSite site) {
        this.program = program;
        this.site = site;
        this.call = DirectCallNode.create(site.function().target());
    }

    /**
     * Calls of a function that has no variants; null if it can only be called in the other way.
     *
     * @param function as the program has it that is loaded
     */
    @TruffleBoundary
    static PlainEntry of(GuestFunction function) {
        CasmContext context = function.program().language().context(null);
        LinkedProgram running = function.program().forRun();
        if (!running.limits().limitsNothing()
                || context.mayGiveWay()
                || function.function().sharesOperandStack()) {
            return null;
        }
        GuestFunction callee = running.function(function.index());
        return new PlainEntry(running, new CallSite(callee, callee.arity(), 0));
    }

    private CasmContext context() {
        return program.language().context(this);
    }

    /** Whether the call is possible now. */
    boolean isPossible() {
        CasmContext context = context();
        RunLimits around = context.runningLimits();
        if (around == null && program.language().isShared()) {
            around = program.state().limits();
        }
        return (around == null || around.limitsNothing()) && !context.mayGiveWay();
    }

    /** How many arguments it takes, captured ones included. */
    int argumentCount() {
        return site.argumentCount();
    }

    /**
     * Calls the function.
     *
     * @param arguments in the order in which they are pushed
     */
    Object call(Object[] arguments) {
        CasmContext context = context();
        Registers registers = context.registers();
        boolean outermost = context.runningLimits() == null;
        Throwable caught = registers.caught;
        if (outermost) {
            begin(context);
        }
        if (caught != null) {
            registers.caught = null;
        }
        try {
            return ResultMarker.unwrap(
                    CallProtocol.call(site, arguments, registers, call, this), registers);
        } catch (HaltException halt) {
            return halt.result();
        } catch (GuestException | StackOverflowError | OutOfMemoryError thrown) {
            failing.enter();
            throw GuestRun.failed(context, outermost, thrown);
        } finally {
            if (registers.caught != caught) {
                registers.caught = caught;
            }
            if (outermost) {
                end(context);
            }
        }
    }

    /**
     * A run of the same program that nothing has been left of needs no preparation: all is as it
     * has to be.
     */
    private void begin(CasmContext context) {
        if (context.preparedFor() != program) {
            prepare(context);
        }
        context.beginPlainRun();
    }

    @TruffleBoundary
    private void prepare(CasmContext context) {
        RunLimits limits = program.limits();
        context.capabilities().limitTime(Deadline.NONE);
        context.capabilities().limitOutput(limits.maxOutput());
        program.exports().beginRun();
        program.globals().beginRun();
        context.arena().begin(limits.maxMemory(), NOTHING);
        Registers registers = context.registers();
        registers.limits = limits;
        registers.chargesEach = false;
        registers.paidBehindHostCalls = 0;
        registers.currentTask = 0;
        registers.taskStack = null;
        registers.tasks = new TaskQueue(registers, context.arena().borrows());
        context.noteRun(RunStatistics.NONE, program, program.semantics());
        context.prepareFor(program);
    }

    private void end(CasmContext context) {
        context.endPlainRun();
        if (context.capabilities().hasOutput()
                || context.arena().borrows().isUsed()
                || !context.registers().tasks.isUntouched()
                || program.globals().size() != 0) {
            cleanUp(context);
        }
    }

    @TruffleBoundary
    private void cleanUp(CasmContext context) {
        context.prepareFor(null);
        context.arena().end();
        context.flush();
    }
}
