package org.trufflecasm.compile;

import com.oracle.truffle.api.bytecode.BytecodeLabel;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Op;
import org.trufflecasm.flow.ControlFlowGraph;
import org.trufflecasm.flow.FunctionFlow;
import org.trufflecasm.flow.Structured;
import org.trufflecasm.flow.Structured.Label;
import org.trufflecasm.nodes.Builtins;
import org.trufflecasm.nodes.CallDepth;
import org.trufflecasm.nodes.CoreRootNode;
import org.trufflecasm.nodes.CoreRootNodeGen;
import org.trufflecasm.nodes.GuestFunction;
import org.trufflecasm.nodes.TaskBuiltins;
import org.trufflecasm.nodes.Uninitialized;
import org.trufflecasm.runtime.CasmNull;

/**
 * Drives the generated builder through the structured code of one function. The same function gives
 * the same calls each time, since the builder may ask for them again when tools need more than was
 * built at first.
 */
final class FunctionCompiler {
    private final GuestFunction guest;
    private final Function function;
    private final FunctionFlow flow;
    private final ControlFlowGraph graph;
    private final CoreRootNodeGen.Builder builder;
    private final SectionEmitter sections;
    private final TreeEmitter trees;
    private final Locals locals;
    private final BlockTrees[] blocks;

    /** How executed instructions are charged; null if they are not. */
    private final Runs runs;

    /** For each block the number of the first operand that is saved for a handler at its end. */
    private final int[] savedFrom;

    private final Map<Label, BytecodeLabel> labels = new HashMap<>();
    private Tree pendingCondition;
    private Statement.Begin pendingStatement;
    private LocalAccessor fuel;
    private CallDepth depth;

    private FunctionCompiler(
            CoreRootNodeGen.Builder builder,
            GuestFunction guest,
            FunctionFlow flow,
            Suspension suspension,
            SectionEmitter sections) {
        this.builder = builder;
        this.guest = guest;
        this.function = flow.function();
        this.flow = flow;
        this.graph = flow.graph();
        this.runs =
                guest.program().limits().countsSteps()
                        ? new Runs(flow, suspension, guest.program())
                        : null;
        this.blocks = new BlockTrees[graph.blockCount()];
        this.savedFrom = new int[blocks.length];
        int saved = 0;
        for (int block = 0; block < blocks.length; block++) {
            savedFrom[block] = saved;
            saved += flow.savedOperands(block);
        }
        this.locals = new Locals(function, greatestEdgeHeight(flow), flow.stateVariables(), saved);
        StatementStarts starts = new StatementStarts(flow, guest.function().sourceMap());
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] =
                    new BlockTranslator(flow, locals, suspension, savedFrom, runs, starts)
                            .translate(block);
        }
        this.sections = sections;
        this.trees = new TreeEmitter(builder, guest, flow, sections, locals.inArray());
    }

    /** Builds the code of a function. */
    static void build(
            CoreRootNodeGen.Builder builder,
            GuestFunction guest,
            FunctionFlow flow,
            Suspension suspension,
            SectionEmitter sections,
            boolean twin) {
        new FunctionCompiler(builder, guest, flow, suspension, sections).build(twin);
    }

    private static int greatestEdgeHeight(FunctionFlow flow) {
        int greatest = 0;
        for (int block = 0; block < flow.graph().blockCount(); block++) {
            greatest = Math.max(greatest, flow.stack().entryHeight(block));
            greatest = Math.max(greatest, flow.stack().exitHeight(block));
        }
        return greatest;
    }

    private void build(boolean twin) {
        CoreRootNode root =
                trees.emitRoot(
                        () -> {
                            prologue();
                            emit(flow.structure());
                        });
        root.assign(guest, twin);
        root.keepListed(sections.isInListing());
        root.keepOperandViews(trees.operandViews());
        root.keepFuelIn(fuel);
        root.keepDepthIn(depth);
    }

    private void prologue() {
        fuel = runs == null ? null : trees.emitFuel(!runs.isPaidByCaller());
        depth = trees.emitDepth();
        trees.emitArrayOfLocals();
        for (int i = 0; i < function.argumentCount(); i++) {
            boolean bound = i < function.boundParameters();
            trees.emitParameter(bound ? locals.variable(i) : locals.operand(i), i);
        }
        for (int slot = 0; slot < function.slots().size(); slot++) {
            if (flow.readsBeforeStore(slot)) {
                trees.emitConstant(
                        locals.variable(slot),
                        function.startsWithNulls() ? CasmNull.INSTANCE : Uninitialized.INSTANCE);
            }
        }
    }

    /** Recursion is bounded by the structurer's bound on the depth of its trees. */
    private void emit(Structured structured) {
        switch (structured) {
            case Structured.Sequence(List<Structured> items) -> {
                builder.beginBlock();
                for (Structured item : items) {
                    if (item instanceof Structured.Mark(Label label)) {
                        labels.put(label, builder.createLabel());
                    }
                }
                items.forEach(this::emit);
                builder.endBlock();
            }
            case Structured.Mark(Label label) -> builder.emitLabel(labels.get(label));
            case Structured.Jump(Label label) -> builder.emitBranch(labels.get(label));
            case Structured.Edge(int from, int to) -> {
                if (runs != null && runs.returnedOnEdge(from, to) > 0) {
                    trees.emitGiveBack(runs.returnedOnEdge(from, to));
                }
                moveOperands(from, to);
            }
            case Structured.Code(int block) -> emitBlock(block);
            case Structured.Guard guard -> emitGuard(guard);
            case Structured.If branch -> emitIf(branch);
            case Structured.Loop(Structured body) -> {
                builder.beginWhile();
                builder.emitLoadConstant(true);
                emit(body);
                builder.endWhile();
            }
            case Structured.WhileLoop loop -> emitWhile(loop);
            case Structured.SetState(int variable, int value) ->
                    trees.emitConstant(locals.state(variable), (long) value);
            case Structured.Dispatch(int variable, List<Label> targets) ->
                    emitDispatch(variable, targets);
        }
    }

    private boolean jumpsIfTrue(int block) {
        return function.code().get(graph.end(block) - 1).op() == Op.JMP_IF;
    }

    private void emitBlock(int block) {
        trees.emit(blocks[block].statements());
        emitEnd(block);
    }

    /**
     * What runs before control has been given to other tasks, and what runs when it comes back,
     * must not share one handler of the bytecode: then a loop around both would have a second
     * entry, with another height of the bytecode's own stack, which the compiler refuses.
     */
    private void emitGuard(Structured.Guard guard) {
        List<Statement> together = new ArrayList<>();
        for (Statement statement : blocks[guard.block()].statements()) {
            switch (statement) {
                case Statement.CallGivingWay(int local, Tree.Operation call) -> {
                    together.add(new Statement.Store(local, call));
                    emitGuarded(guard, together);
                    emitTry(guard, () -> trees.emitGivingWay(local, call));
                }
                case Statement.Yield yield -> {
                    emitGuarded(guard, together);
                    trees.emit(List.of(yield));
                }
                case Statement.Await(int instruction, int local) -> {
                    emitGuarded(guard, together);
                    emitGuardedAwait(guard, instruction, local);
                }
                default -> together.add(statement);
            }
        }
        emitGuarded(guard, together);
        emitEnd(guard.block());
    }

    private void emitGuardedAwait(Structured.Guard guard, int instruction, int local) {
        trees.beginSection(instruction);
        builder.beginIfThenElse();
        trees.emitTest(TaskBuiltins.MUST_WAIT, local);
        builder.beginBlock();
        trees.emitYield();
        emitTry(guard, () -> trees.emitReplaced(local, TaskBuiltins.AWAITED));
        builder.endBlock();
        builder.beginBlock();
        emitTry(guard, () -> trees.emitReplaced(local, TaskBuiltins.AWAITED));
        builder.endBlock();
        builder.endIfThenElse();
        trees.endSection();
    }

    /** Emits statements under a handler, and forgets them. */
    private void emitGuarded(Structured.Guard guard, List<Statement> statements) {
        if (!statements.isEmpty()) {
            List<Statement> emitted = List.copyOf(statements);
            emitTry(guard, () -> trees.emit(emitted));
            statements.clear();
        }
    }

    private void emitTry(Structured.Guard guard, Runnable body) {
        builder.beginTryCatch();
        builder.beginBlock();
        body.run();
        builder.endBlock();
        builder.beginBlock();
        for (Structured item : ((Structured.Sequence) guard.handling()).items()) {
            if (item instanceof Structured.Edge(int from, int to)) {
                receiveThrown(from, to);
            } else {
                emit(item);
            }
        }
        builder.endBlock();
        builder.endTryCatch();
    }

    /** Gives a handler its operands: those saved for it, then the thrown value. */
    private void receiveThrown(int from, int handler) {
        int site = graph.handlerSite(from);
        int saved = flow.savedOperands(site);
        int wanted = flow.stack().entryHeight(handler);
        if (wanted == 0) {
            emitCaught();
            return;
        }
        trees.beginStore(locals.operand(wanted - 1));
        emitCaught();
        trees.endStore(locals.operand(wanted - 1));
        for (int i = 0; i < wanted - 1; i++) {
            int number = i - (wanted - 1 - saved);
            trees.beginStore(locals.operand(i));
            if (number < 0) {
                builder.emitLoadConstant(CasmNull.INSTANCE);
            } else {
                trees.emitLoad(locals.saved(savedFrom[site] + number));
            }
            trees.endStore(locals.operand(i));
        }
    }

    private void emitCaught() {
        builder.beginBuiltinCall(Builtins.caught());
        builder.emitLoadException();
        builder.endBuiltinCall();
    }

    private void emitEnd(int block) {
        BlockTrees code = blocks[block];
        pendingCondition = code.condition();
        pendingStatement = code.last();
        if (code.result() == null) {
            if (pendingCondition == null) {
                trees.emitEmpty(code.last());
            }
            return;
        }
        trees.beginStatement(code.last());
        builder.beginBlock();
        if (graph.flow(block) == ControlFlow.HALT) {
            builder.beginHalt();
            trees.emit(code.result());
            builder.endHalt();
            emitReturn(new Tree.Constant(null));
        } else {
            emitReturn(code.result());
        }
        builder.endBlock();
        trees.endStatement(code.last());
    }

    private void emitReturn(Tree value) {
        builder.beginReturn();
        builder.beginLeaveResult();
        trees.emit(value);
        builder.endLeaveResult();
        builder.endReturn();
    }

    /** The condition of the block whose statements have just been emitted. */
    private void emitIf(Structured.If branch) {
        if (pendingCondition == null) {
            return; // the block fails before it can branch
        }
        boolean jumpsIfTrue = jumpsIfTrue(branch.block());
        builder.beginIfThenElse();
        trees.emitCondition(pendingStatement, pendingCondition);
        emitArm(jumpsIfTrue ? branch.taken() : branch.notTaken());
        emitArm(jumpsIfTrue ? branch.notTaken() : branch.taken());
        builder.endIfThenElse();
    }

    private void emitArm(Structured arm) {
        builder.beginBlock();
        emit(arm);
        builder.endBlock();
    }

    private void emitWhile(Structured.WhileLoop loop) {
        BlockTrees header = blocks[loop.headerBlock()];
        boolean continuesIfTrue = jumpsIfTrue(loop.headerBlock()) == loop.continueWhenTaken();
        if (header.statements().isEmpty() && continuesIfTrue) {
            builder.beginWhile();
            trees.emitCondition(header.last(), header.condition());
            emitArm(loop.body());
            builder.endWhile();
            return;
        }
        builder.beginBlock();
        BytecodeLabel exit = builder.createLabel();
        builder.beginWhile();
        builder.emitLoadConstant(true);
        builder.beginBlock();
        trees.emit(header.statements());
        builder.beginIfThenElse();
        trees.emitCondition(header.last(), header.condition());
        if (continuesIfTrue) {
            emitArm(loop.body());
            builder.emitBranch(exit);
        } else {
            builder.emitBranch(exit);
            emitArm(loop.body());
        }
        builder.endIfThenElse();
        builder.endBlock();
        builder.endWhile();
        builder.emitLabel(exit);
        builder.endBlock();
    }

    private void emitDispatch(int variable, List<Label> targets) {
        trees.emitChoice(
                locals.state(variable),
                0,
                targets.size(),
                state -> builder.emitBranch(labels.get(targets.get(state))));
    }

    /**
     * Drops operands from the bottom that the next block has no use for, or puts nulls there that
     * stand for absence.
     */
    private void moveOperands(int from, int to) {
        int height = flow.stack().exitHeight(from);
        int wanted = flow.stack().entryHeight(to);
        if (height > wanted) {
            for (int i = 0; i < wanted; i++) {
                copyOperand(i + height - wanted, i);
            }
        } else if (height < wanted) {
            int missing = wanted - height;
            for (int i = wanted - 1; i >= missing; i--) {
                copyOperand(i - missing, i);
            }
            for (int i = 0; i < missing; i++) {
                trees.emitConstant(locals.operand(i), CasmNull.INSTANCE);
            }
        }
    }

    private void copyOperand(int from, int to) {
        trees.beginStore(locals.operand(to));
        trees.emitLoad(locals.operand(from));
        trees.endStore(locals.operand(to));
    }
}
