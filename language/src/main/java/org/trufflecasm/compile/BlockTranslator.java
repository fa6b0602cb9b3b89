package org.trufflecasm.compile;

import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.flow.ControlFlowGraph;
import org.trufflecasm.flow.FunctionFlow;
import org.trufflecasm.flow.StackFlow;
import org.trufflecasm.nodes.ChargeSite;
import org.trufflecasm.nodes.Failing;

/**
 * Rebuilds operation trees from the stack code of one basic block.
 *
 * <p>Instructions that push leave a pending tree on a model of the operand stack; an operation
 * takes its operands from there and becomes a pending tree itself. A statement, which happens now,
 * first makes everything pending with an effect happen, deepest first: so the order of effects and
 * failures is that of the instructions. What is on the stack at the block's end goes to the locals
 * for operands between blocks.
 */
final class BlockTranslator {
    /** Deeper trees are cut, so that consumers may recurse. */
    private static final int MAX_DEPTH = 64;

    private final Function function;
    private final FunctionFlow flow;
    private final Locals locals;
    private final Suspension suspension;
    private final int[] savedFrom;

    /** How instructions are charged; null if they are not. */
    private final Runs runs;

    private final StatementStarts starts;
    private final PendingOperands stack;
    private final List<Statement> statements;
    private final boolean chargesEach;
    private int temporaries;
    private StatementMarks marks;

    /** Whether the fuel is in the registers, where other code sees it, and not in the local. */
    private boolean inRegisters;

    /**
     * @param suspension which calls may give way to other tasks
     * @param savedFrom for each block the number of the first operand saved at its end
     * @param runs how executed instructions are charged; null if they are not
     * @param starts where statements begin
     */
    BlockTranslator(
            FunctionFlow flow,
            Locals locals,
            Suspension suspension,
            int[] savedFrom,
            Runs runs,
            StatementStarts starts) {
        this(flow, locals, suspension, savedFrom, runs, starts, new PendingOperands(), false, 0);
    }

    private BlockTranslator(
            FunctionFlow flow,
            Locals locals,
            Suspension suspension,
            int[] savedFrom,
            Runs runs,
            StatementStarts starts,
            PendingOperands stack,
            boolean chargesEach,
            int temporaries) {
        this.function = flow.function();
        this.flow = flow;
        this.locals = locals;
        this.suspension = suspension;
        this.savedFrom = savedFrom;
        this.runs = runs;
        this.starts = starts;
        this.stack = stack;
        this.statements = new ArrayList<>();
        this.chargesEach = chargesEach;
        this.temporaries = temporaries;
    }

    /** Translates a block. */
    BlockTrees translate(int block) {
        ControlFlowGraph graph = flow.graph();
        StackFlow heights = flow.stack();
        for (int i = 0; i < heights.entryHeight(block); i++) {
            stack.push(new Tree.Read(locals.operand(i)));
        }
        inRegisters = runs != null && runs.comesFromRegisters(block);
        int end = graph.end(block);
        int underflow = heights.underflowAt(block);
        int position = graph.start(block);
        marks = new StatementMarks(starts, statements, block);
        while (position < end) {
            int runEnd = end;
            if (runs != null) {
                runEnd = runs.end(block, position);
                charge(block, position, runEnd, underflow);
            }
            for (; position < runEnd; position++) {
                if (position == underflow) {
                    marks.at(position, stack);
                    trap(position);
                    marks.close(position + 1);
                    return BlockTrees.of(statements, null, null);
                }
                step(position);
            }
        }
        return finish(block, end);
    }

    private void charge(int block, int from, int to, int underflow) {
        int cost = runs.cost(from, to);
        int amount = runs.charge(block, from);
        if (cost == 0 && amount == 0) {
            if (!inRegisters && Runs.leaves(function.code().get(to - 1).op())) {
                statements.add(new Statement.LeaveFuel());
                inRegisters = true;
            }
            return;
        }
        settle();
        BlockTranslator slow =
                new BlockTranslator(
                        flow,
                        locals,
                        suspension,
                        savedFrom,
                        null,
                        starts,
                        stack.copy(),
                        true,
                        temporaries);
        slow.marks = marks.continuedIn(slow.statements);
        for (int i = from; i < to && i != underflow; i++) {
            if (!function.code().get(i).op().isEnd()) {
                slow.emit(new Statement.ChargeOne(i));
            }
            if (!endsBlock(function.code().get(i).op())) {
                slow.step(i);
            }
        }
        if (underflow >= from && underflow < to) {
            slow.emit(new Statement.ChargeOne(underflow));
        }
        temporaries = Math.max(temporaries, slow.temporaries);
        boolean leaves = Runs.leaves(function.code().get(to - 1).op());
        ChargeSite site =
                new ChargeSite(
                        amount,
                        cost,
                        runs.paidBefore(block, from),
                        inRegisters,
                        leaves,
                        runs.callee(to - 1));
        statements.add(new Statement.Charge(from, site, List.copyOf(slow.statements)));
        inRegisters = runs.isInRegistersBehind(block, from, inRegisters);
    }

    private static boolean endsBlock(Op op) {
        return switch (op.flow()) {
            case NEXT, THROW -> false;
            case JUMP, BRANCH, SWITCH, RETURN, HALT -> true;
        };
    }

    private BlockTrees finish(int block, int end) {
        marks.close(end);
        Op last = end > flow.graph().start(block) ? function.code().get(end - 1).op() : Op.NOP;
        switch (last.flow()) {
            case RETURN, HALT -> {
                Tree result = result(end - 1);
                settle();
                return BlockTrees.of(statements, null, guarded(block, result));
            }
            case BRANCH -> {
                Tree condition = guarded(block, leave(block, stack.pop()));
                takeFuel(block);
                return BlockTrees.of(statements, condition, null);
            }
            case THROW -> {
                return BlockTrees.of(statements, null, null);
            }
            default -> {
                leave(block, null);
                saveForHandler(block);
                takeFuel(block);
                return BlockTrees.of(statements, null, null);
            }
        }
    }

    /** Unless the next blocks expect the fuel in the registers, takes it from there. */
    private void takeFuel(int block) {
        if (inRegisters && !runs.goesOnFromRegisters(block)) {
            statements.add(new Statement.TakeFuel());
        }
    }

    private Tree result(int terminator) {
        Instruction instruction = function.code().get(terminator);
        if (instruction.op() == Op.RET_NULL || instruction.op() == Op.END_NULL) {
            return new Tree.Constant(null);
        }
        if (instruction.op() == Op.RET_MANY) {
            List<Tree> results = stack.pop(instruction.a());
            return new Tree.Operation(Op.RET_MANY, terminator, results, 0);
        }
        return stack.isEmpty() ? new Tree.Constant(null) : stack.pop();
    }

    /** Where a handler is in force, what may fail happens among the statements. */
    private Tree guarded(int block, Tree value) {
        if (flow.graph().handler(block) < 0 || !value.hasEffect()) {
            return value;
        }
        int temporary = locals.temporary(temporaries++);
        statements.add(new Statement.Store(temporary, value));
        return new Tree.Read(temporary);
    }

    /** Copies the operands that the handler entered here consumes, if there are any. */
    private void saveForHandler(int block) {
        int saved = flow.savedOperands(block);
        for (int i = 0; i < saved; i++) {
            Tree operand = new Tree.Read(locals.operand(stack.size() - saved + i));
            statements.add(new Statement.Store(locals.saved(savedFrom[block] + i), operand));
        }
    }

    /**
     * Puts what is on the stack where the next blocks expect it. A condition is computed after
     * that.
     *
     * @return the condition, which may have moved into a temporary
     */
    private Tree leave(int block, Tree condition) {
        int dropped = stack.size() - flow.savedOperands(block);
        for (int successor : flow.graph().successors(block)) {
            dropped =
                    Math.min(
                            dropped,
                            Math.max(0, stack.size() - flow.stack().entryHeight(successor)));
        }
        Tree asked = condition;
        if (movesOperands(dropped, condition)) {
            if (asked != null) {
                stack.push(asked);
            }
            for (int i = 0; i < stack.size(); i++) {
                if (stack.get(i) instanceof Tree.Read && !isAt(stack.get(i), i)) {
                    keep(i); // before the local it reads is overwritten
                } else {
                    spill(i);
                }
            }
            if (asked != null) {
                asked = stack.pop();
            }
        }
        for (int i = 0; i < stack.size(); i++) {
            Tree value = stack.get(i);
            if (i < dropped) {
                if (value.hasEffect()) {
                    statements.add(new Statement.Evaluate(value));
                }
            } else if (!isAt(value, i)) {
                statements.add(new Statement.Store(locals.operand(i), value));
            }
        }
        return asked;
    }

    private boolean isAt(Tree value, int height) {
        return value instanceof Tree.Read(int local) && local == locals.operand(height);
    }

    /**
     * Whether some operand is read by a value that will be computed after the operand's local has
     * been overwritten.
     */
    private boolean movesOperands(int dropped, Tree condition) {
        boolean stores = false;
        boolean reads = condition != null && readsOperands(condition);
        for (int i = 0; i < stack.size(); i++) {
            if (i < dropped && !stack.get(i).hasEffect()) {
                continue;
            }
            if (!isAt(stack.get(i), i)) {
                stores |= i >= dropped;
                reads |= readsOperands(stack.get(i));
            }
        }
        return stores && reads;
    }

    private boolean readsOperands(Tree tree) {
        return switch (tree) {
            case Tree.Constant constant -> false;
            case Tree.Operand operand -> false;
            case Tree.Part part -> false;
            case Tree.Read(int local) -> locals.isOperand(local);
            case Tree.Operation operation ->
                    operation.operands().stream().anyMatch(this::readsOperands);
        };
    }

    private void trap(int instruction) {
        settle();
        statements.add(
                new Statement.Trap(
                        instruction,
                        new Failing(ErrorKind.StackUnderflow, "operand stack underflow")));
    }

    private void step(int position) {
        marks.at(position, stack);
        Instruction instruction = function.code().get(position);
        switch (instruction.op()) {
            case NOP, JMP, JMP_IF, JMP_IF_NOT, ENTER_TRY, EXIT_TRY -> {}
            case RET, RET_MANY, RET_NULL, HALT_TASK, HALT_AT_END, END, END_NULL -> {}
            case PUSH_INT, PUSH_FLOAT, PUSH_STR, PUSH_BOOL, PUSH_NULL ->
                    stack.push(new Tree.Constant(instruction.constant()));
            case POP -> pop();
            case DUP -> pick(0);
            case PICK -> pick(instruction.a());
            case SWAP -> roll(1);
            case ROT -> roll(2);
            case ROLL -> roll(instruction.a());
            case ROT_LOWER -> {
                roll(2);
                roll(1);
            }
            case CALL_MANY -> callMany(position, instruction);
            case LOAD -> load(position, instruction.a());
            case STORE -> store(instruction.a());
            case ARR_POP -> {
                spill(stack.size() - 1);
                push(position, Op.ARR_POP_VALUE, List.of(stack.get(stack.size() - 1)));
            }
            case YIELD -> emit(new Statement.Yield(position));
            case AWAIT -> await(position);
            default -> operate(position, instruction);
        }
    }

    /** The results come as one value, of which each operand is a part. */
    private void callMany(int position, Instruction instruction) {
        List<Tree> operands = stack.pop(instruction.b());
        int temporary = locals.temporary(temporaries++);
        Tree.Operation call = new Tree.Operation(Op.CALL_MANY, position, operands, stack.size());
        emit(
                suspension.mayGiveWay(instruction)
                        ? new Statement.CallGivingWay(temporary, call)
                        : new Statement.Store(temporary, call));
        for (int i = 0; i < (Long) instruction.constant(); i++) {
            stack.push(new Tree.Part(temporary, i));
        }
    }

    private void await(int position) {
        int temporary = locals.temporary(temporaries++);
        emit(new Statement.Store(temporary, stack.pop()));
        statements.add(new Statement.Await(position, temporary));
        stack.push(new Tree.Read(temporary));
    }

    private void pop() {
        Tree value = stack.pop();
        if (value.hasEffect()) {
            emit(new Statement.Evaluate(value));
        }
    }

    private void pick(int depth) {
        int index = stack.size() - 1 - depth;
        spill(index);
        stack.push(stack.get(index));
    }

    private void roll(int depth) {
        int index = stack.size() - 1 - depth;
        boolean moves = stack.get(index).hasEffect();
        if (moves && stack.nextEffect(index + 1, stack.size()) < stack.size()) {
            settle();
        }
        stack.moveToTop(index);
    }

    private void load(int position, int slot) {
        Tree read = new Tree.Read(locals.variable(slot));
        if (function.startsWithNulls() || flow.isDefinitelyAssigned(position)) {
            stack.push(read);
        } else {
            push(position, Op.LOAD, List.of(read));
        }
    }

    private void store(int slot) {
        int local = locals.variable(slot);
        Tree value = stack.pop();
        if (stack.isRead(local)) {
            Tree.Read read = new Tree.Read(local);
            for (int i = 0; i < stack.size(); i++) {
                if (stack.get(i).equals(read)) {
                    keep(i);
                }
            }
        }
        emit(new Statement.Store(local, value));
    }

    private void operate(int position, Instruction instruction) {
        List<Tree> operands = new ArrayList<>(locals.readBy(instruction));
        operands.addAll(stack.pop((int) instruction.pops()));
        if (instruction.pushes() == 0) {
            emit(
                    new Statement.Evaluate(
                            new Tree.Operation(
                                    instruction.op(), position, operands, stack.size())));
        } else {
            push(position, instruction.op(), operands);
        }
    }

    private void push(int position, Op op, List<Tree> operands) {
        Tree.Operation operation = new Tree.Operation(op, position, operands, stack.size());
        if (op.runsOtherCode() && suspension.mayGiveWay(function.code().get(position))) {
            int temporary = locals.temporary(temporaries++);
            emit(new Statement.CallGivingWay(temporary, operation));
            stack.push(new Tree.Read(temporary));
            return;
        }
        stack.push(operation);
        if (operation.depth() >= MAX_DEPTH || chargesEach) {
            spill(stack.size() - 1);
        }
    }

    /** Makes a statement happen now: after everything that is pending and has an effect. */
    private void emit(Statement statement) {
        settle();
        statements.add(statement);
    }

    /** Makes everything pending happen that has an effect. */
    private void settle() {
        spillEffects(stack.size());
    }

    /** Makes sure that a pending value with an effect happens now and is then only read. */
    private void spill(int index) {
        if (stack.get(index).hasEffect()) {
            spillEffects(index + 1);
        }
    }

    private void spillEffects(int end) {
        for (int i = stack.nextEffect(0, end); i < end; i = stack.nextEffect(i + 1, end)) {
            keep(i);
        }
        stack.settleBelow(end);
    }

    private void keep(int index) {
        int temporary = locals.temporary(temporaries++);
        statements.add(new Statement.Store(temporary, stack.get(index)));
        stack.set(index, new Tree.Read(temporary));
    }
}
