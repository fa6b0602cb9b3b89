package org.trufflecasm.compile;

import com.oracle.truffle.api.bytecode.BytecodeLabel;
import com.oracle.truffle.api.bytecode.BytecodeLocal;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostSwitch;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.flow.ControlFlowGraph;
import org.trufflecasm.flow.FunctionFlow;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.nodes.Builtin;
import org.trufflecasm.nodes.CallDepth;
import org.trufflecasm.nodes.CoreRootNode;
import org.trufflecasm.nodes.CoreRootNodeGen;
import org.trufflecasm.nodes.GuestConstants;
import org.trufflecasm.nodes.GuestFunction;
import org.trufflecasm.nodes.OperandStackBuiltins;
import org.trufflecasm.nodes.OperandViews;
import org.trufflecasm.nodes.TaskBuiltins;
import org.trufflecasm.nodes.Uninitialized;
import org.trufflecasm.runtime.CasmNull;

/**
 * Builds functions whose operands are counted at run time, because their heights or the handlers in
 * force are not static: one loop around all blocks, which a state chooses from, and an operand
 * stack and a list of handlers as objects. Every instruction takes its operands from the stack and
 * leaves its results there, so that a handler finds what it should. Slower than {@link
 * FunctionCompiler}, and made of the same operations.
 */
final class DispatchCompiler {
    private final CoreRootNodeGen.Builder builder;
    private final GuestFunction guest;
    private final Function function;
    private final FunctionFlow flow;
    private final ControlFlowGraph graph;
    private final SectionEmitter sections;
    private final TreeEmitter trees;
    private final Locals locals;
    private final Suspension suspension;
    private final long[] kept;
    private final DispatchParts parts;
    private final StatementStarts starts;
    private final boolean metered;
    private final boolean countsOperands;
    private final boolean handles;
    private BytecodeLocal handlers;

    /** The end of the loop's body, from where it goes on with the next state. */
    private BytecodeLabel endOfTurn;

    private BytecodeLocal operandsBelow;
    private CallDepth depth;

    private DispatchCompiler(
            CoreRootNodeGen.Builder builder,
            GuestFunction guest,
            FunctionFlow flow,
            Suspension suspension,
            SectionEmitter sections) {
        this.suspension = suspension;
        this.builder = builder;
        this.guest = guest;
        this.function = guest.function();
        this.flow = flow;
        this.graph = flow.graph();
        this.metered = guest.program().limits().countsSteps();
        this.countsOperands =
                guest.program().limits().maxStack() != RunLimits.UNLIMITED
                        && !function.sharesOperandStack();
        this.handles = function.code().stream().anyMatch(each -> each.op() == Op.ENTER_TRY);
        this.locals = new Locals(function, 0, 1, 0);
        this.sections = sections;
        this.trees = new TreeEmitter(builder, guest, flow, sections, locals.inArray());
        this.kept = kept();
        this.starts = new StatementStarts(flow, function.sourceMap());
        this.parts = DispatchParts.of(graph, function, suspension);
    }

    /** Builds the code of a function. */
    static void build(
            CoreRootNodeGen.Builder builder,
            GuestFunction guest,
            FunctionFlow flow,
            Suspension suspension,
            SectionEmitter sections,
            boolean twin) {
        new DispatchCompiler(builder, guest, flow, suspension, sections).build(twin);
    }

    /**
     * How many operands can still be consumed from each block on; none is forgotten where callers
     * or handlers may consume more.
     */
    private long[] kept() {
        long[] demand = flow.demand();
        boolean unknown =
                function.sharesOperandStack()
                        || function.code().stream()
                                .anyMatch(each -> each.op().takesUnknownNumber());
        for (int block = 0; block < graph.blockCount(); block++) {
            int handler = graph.handler(block);
            unknown |= handler >= 0 && demand[handler] > 1;
        }
        if (unknown) {
            Arrays.fill(demand, Long.MAX_VALUE);
        }
        return demand;
    }

    private void build(boolean twin) {
        CoreRootNode root = trees.emitRoot(this::emitFunction);
        OperandViews views = new OperandViews();
        views.keepStackIn(LocalAccessor.constantOf(trees.operandStack()));
        root.keepOperandViews(views);
        root.assign(guest, twin);
        root.keepListed(sections.isInListing());
        root.keepDepthIn(depth);
    }

    private void emitFunction() {
        prologue();
        builder.beginWhile();
        builder.emitLoadConstant(true);
        if (handles) {
            builder.beginTryCatch();
            emitBlocks();
            emitCatch();
            builder.endTryCatch();
        } else {
            emitBlocks();
        }
        builder.endWhile();
    }

    private void prologue() {
        depth = trees.emitDepth();
        trees.emitArrayOfLocals();
        trees.emitOperandStack(
                function.sharesOperandStack()
                        ? OperandStackBuiltins.TASK_STACK
                        : OperandStackBuiltins.NEW_STACK);
        if (countsOperands) {
            operandsBelow = trees.emitNew(OperandStackBuiltins.OPERANDS_BELOW);
        }
        if (handles) {
            handlers = trees.emitNew(OperandStackBuiltins.NEW_HANDLERS);
        }
        for (int i = 0; i < function.argumentCount(); i++) {
            if (i < function.boundParameters()) {
                trees.emitParameter(locals.variable(i), i);
            } else {
                builder.beginBuiltinCall(OperandStackBuiltins.PUSH);
                builder.emitLoadLocal(trees.operandStack());
                builder.emitParameter(i);
                builder.endBuiltinCall();
            }
        }
        for (int slot = function.boundParameters(); slot < function.slots().size(); slot++) {
            trees.emitConstant(locals.variable(slot), Uninitialized.INSTANCE);
        }
        goTo(graph.entry());
    }

    private void emitBlocks() {
        builder.beginBlock();
        endOfTurn = builder.createLabel();
        trees.emitChoice(locals.state(0), 0, parts.count(), this::emitPart);
        builder.emitLabel(endOfTurn);
        builder.endBlock();
    }

    private void emitCatch() {
        trees.beginStore(locals.state(0));
        builder.beginBuiltinCall(OperandStackBuiltins.CAUGHT);
        builder.emitLoadLocal(trees.operandStack());
        builder.emitLoadLocal(handlers);
        builder.emitLoadException();
        builder.endBuiltinCall();
        trees.endStore(locals.state(0));
    }

    private void goTo(int block) {
        trees.emitConstant(locals.state(0), (long) block);
    }

    private void emitPart(int state) {
        DispatchParts.Part part = parts.part(state);
        if (part.resumes()) {
            trees.beginSection(part.from());
            resume(part.from(), state);
            trees.endSection();
            return;
        }
        int block = part.block();
        if (part.from() == graph.start(block) && kept[block] < Long.MAX_VALUE) {
            trees.emitOnStack(OperandStackBuiltins.keep(kept[block]));
        }
        for (int index = part.from(); index < part.to(); index++) {
            Instruction instruction = function.code().get(index);
            if (starts.beginsAlone(block, index)) {
                trees.emitEmpty(new Statement.Begin(index, index, List.of()));
            }
            trees.beginSection(index);
            if (metered && !instruction.op().isEnd()) {
                builder.emitChargeOne();
            }
            if (instruction.pops() > 0) {
                trees.emitOnStack(OperandStackBuiltins.require((int) instruction.pops()));
            }
            emit(index, instruction, block);
            trees.endSection();
        }
        if (part.endsBlock() && !graph.hasTerminator(block)) {
            goTo(graph.successors(block)[0]);
        }
    }

    /** Goes on where control comes back: takes the result, or gives way once more. */
    private void resume(int index, int state) {
        int local = locals.temporary(0);
        Instruction instruction = function.code().get(index);
        if (instruction.op() == Op.AWAIT) {
            trees.emitReplaced(local, TaskBuiltins.AWAITED);
        } else {
            trees.emitReplaced(local, TaskBuiltins.resume(0));
            giveWay(TaskBuiltins.HAS_GIVEN_WAY, local, state);
        }
        takeResult(index, local);
    }

    /** If a test says so, gives way; control comes back in a state of its own. */
    private void giveWay(Builtin test, int local, int state) {
        builder.beginIfThen();
        trees.emitTest(test, local);
        builder.beginBlock();
        goTo(state);
        trees.emitYield();
        builder.emitBranch(endOfTurn);
        builder.endBlock();
        builder.endIfThen();
    }

    private void takeResult(int index, int local) {
        if (function.code().get(index).pushes() > 0) {
            trees.emitPush(new Tree.Read(local));
        }
        goTo(parts.behind(index));
    }

    private void emit(int index, Instruction instruction, int block) {
        switch (instruction.op()) {
            case NOP -> {}
            case PUSH_INT, PUSH_FLOAT, PUSH_STR, PUSH_BOOL, PUSH_NULL ->
                    trees.emitPush(new Tree.Constant(instruction.constant()));
            case POP -> trees.emitOnStack(OperandStackBuiltins.take(1));
            case DUP -> trees.emitPush(new Tree.Operand(0, 0));
            case PICK -> trees.emitPush(new Tree.Operand(instruction.a(), 0));
            case SWAP -> trees.emitOnStack(OperandStackBuiltins.roll(1));
            case ROT -> trees.emitOnStack(OperandStackBuiltins.roll(2));
            case ROT_LOWER -> {
                trees.emitOnStack(OperandStackBuiltins.roll(2));
                trees.emitOnStack(OperandStackBuiltins.roll(1));
            }
            case ROLL -> trees.emitOnStack(OperandStackBuiltins.roll(instruction.a()));
            case LOAD -> {
                Tree read = new Tree.Read(locals.variable(instruction.a()));
                trees.emitPush(new Tree.Operation(Op.LOAD, index, List.of(read), 0));
            }
            case STORE -> {
                trees.beginStore(locals.variable(instruction.a()));
                trees.emit(new Tree.Operand(0, 1));
                trees.endStore(locals.variable(instruction.a()));
            }
            case ENTER_TRY -> {
                builder.beginBuiltinCall(
                        OperandStackBuiltins.enterHandler(graph.blockOf(instruction.a())));
                builder.emitLoadLocal(trees.operandStack());
                builder.emitLoadLocal(handlers);
                builder.endBuiltinCall();
            }
            case EXIT_TRY -> {
                if (handles) {
                    builder.beginBuiltinCall(OperandStackBuiltins.EXIT_HANDLER);
                    builder.emitLoadLocal(handlers);
                    builder.endBuiltinCall();
                }
            }
            case HOST_SWITCH -> emitSwitch(index, (HostSwitch) instruction.constant());
            case JMP -> goTo(graph.successors(block)[0]);
            case JMP_IF -> branch(graph.successors(block)[0], graph.successors(block)[1]);
            case JMP_IF_NOT -> branch(graph.successors(block)[1], graph.successors(block)[0]);
            case RET, END -> emitReturn();
            case RET_NULL, END_NULL -> {
                builder.beginReturn();
                builder.emitLoadConstant(CasmNull.INSTANCE);
                builder.endReturn();
            }
            case RET_MANY -> throw new IllegalStateException("results are counted");
            case HALT_TASK, HALT_AT_END -> {
                builder.beginHalt();
                trees.emitOnStack(OperandStackBuiltins.TOP);
                builder.endHalt();
                emitReturn();
            }
            case ARR_POP ->
                    trees.emitPush(
                            new Tree.Operation(
                                    Op.ARR_POP_VALUE, index, List.of(new Tree.Operand(0, 0)), 0));
            case YIELD -> {
                goTo(parts.behind(index));
                trees.emit(List.of(new Statement.Yield(index)));
                builder.emitBranch(endOfTurn);
            }
            case AWAIT -> {
                int local = locals.temporary(0);
                trees.emit(List.of(new Statement.Store(local, new Tree.Operand(0, 1))));
                giveWay(TaskBuiltins.MUST_WAIT, local, parts.resuming(index));
                trees.emitReplaced(local, TaskBuiltins.AWAITED);
                takeResult(index, local);
            }
            default -> operate(index, instruction);
        }
    }

    private void emitSwitch(int index, HostSwitch choice) {
        List<Integer> blocks = choice.targets().stream().map(graph::blockOf).toList();
        trees.beginStore(locals.state(0));
        builder.beginBuiltinCall(GuestConstants.choice(choice.cases(), blocks));
        trees.emit(new Tree.Operation(Op.HOST_SWITCH, index, List.of(), 0));
        builder.endBuiltinCall();
        trees.endStore(locals.state(0));
    }

    private void branch(int ifTrue, int ifFalse) {
        builder.beginIfThenElse();
        trees.emitCondition(new Tree.Operand(0, 1));
        builder.beginBlock();
        goTo(ifTrue);
        builder.endBlock();
        builder.beginBlock();
        goTo(ifFalse);
        builder.endBlock();
        builder.endIfThenElse();
    }

    private void emitReturn() {
        builder.beginReturn();
        if (function.sharesOperandStack()) {
            builder.emitLoadConstant(CasmNull.INSTANCE);
        } else {
            trees.emitOnStack(OperandStackBuiltins.TOP);
        }
        builder.endReturn();
    }

    private void operate(int index, Instruction instruction) {
        int number = (int) instruction.pops();
        List<Tree> operands = new ArrayList<>(locals.readBy(instruction));
        for (int i = number - 1; i > 0; i--) {
            operands.add(new Tree.Operand(i, 0));
        }
        if (number > 0) {
            operands.add(new Tree.Operand(0, number));
        }
        if (countsOperands && instruction.op().runsOtherCode()) {
            builder.beginBuiltinCall(OperandStackBuiltins.COUNT_OPERANDS);
            builder.emitLoadLocal(trees.operandStack());
            builder.emitLoadLocal(operandsBelow);
            builder.endBuiltinCall();
        }
        Tree.Operation operation = new Tree.Operation(instruction.op(), index, operands, 0);
        if (instruction.op().runsOtherCode() && suspension.mayGiveWay(instruction)) {
            int local = locals.temporary(0);
            trees.emit(List.of(new Statement.Store(local, operation)));
            giveWay(TaskBuiltins.HAS_GIVEN_WAY, local, parts.resuming(index));
            takeResult(index, local);
        } else if (instruction.pushes() > 0) {
            trees.emitPush(operation);
        } else {
            trees.emit(operation);
        }
    }
}
