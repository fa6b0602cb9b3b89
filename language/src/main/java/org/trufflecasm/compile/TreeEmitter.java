package org.trufflecasm.compile;

import com.oracle.truffle.api.bytecode.BytecodeLocal;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import com.oracle.truffle.api.instrumentation.StandardTags.ExpressionTag;
import com.oracle.truffle.api.instrumentation.StandardTags.StatementTag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.flow.CodeOrigins;
import org.trufflecasm.flow.FunctionFlow;
import org.trufflecasm.nodes.Builtin;
import org.trufflecasm.nodes.Builtins;
import org.trufflecasm.nodes.CallDepth;
import org.trufflecasm.nodes.ChargeSite;
import org.trufflecasm.nodes.CoreRootNode;
import org.trufflecasm.nodes.CoreRootNodeGen;
import org.trufflecasm.nodes.Failing;
import org.trufflecasm.nodes.GuestFunction;
import org.trufflecasm.nodes.LinkedProgram;
import org.trufflecasm.nodes.OperandStackBuiltins;
import org.trufflecasm.nodes.OperandViews;
import org.trufflecasm.nodes.TaskBuiltins;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/** Tells the generated builder about statements and trees. */
final class TreeEmitter {
    private final CoreRootNodeGen.Builder builder;
    private final LinkedProgram program;
    private final Function function;
    private final CodeOrigins origins;
    private final SectionEmitter sections;
    private final int inArray;
    private final CallOperations calls;
    private final List<BytecodeLocal> locals = new ArrayList<>();
    private OperandViews operandViews;
    private BytecodeLocal array;
    private BytecodeLocal fuel;
    private BytecodeLocal operandStack;

    /**
     * @param flow of the code that is emitted
     * @param sections tells which source it belongs to
     * @param inArray how many locals are kept in an array
     */
    TreeEmitter(
            CoreRootNodeGen.Builder builder,
            GuestFunction guest,
            FunctionFlow flow,
            SectionEmitter sections,
            int inArray) {
        this.inArray = inArray;
        this.builder = builder;
        this.program = guest.program();
        this.function = flow.function();
        this.origins = flow.origins();
        this.sections = sections;
        this.calls = new CallOperations(builder, guest, this);
    }

    BytecodeLocal operandStack() {
        return operandStack;
    }

    /** Emits the array for the locals that the builder does not take, if there are such. */
    void emitArrayOfLocals() {
        if (inArray > 0) {
            array = builder.createLocal();
            builder.beginStoreLocal(array);
            builder.emitNewLocals(inArray);
            builder.endStoreLocal();
        }
    }

    void beginStore(int local) {
        if (Locals.arrayIndex(local) >= 0) {
            builder.beginStoreInArray(Locals.arrayIndex(local));
            builder.emitLoadLocal(array);
        } else {
            builder.beginStoreLocal(local(local));
        }
    }

    void endStore(int local) {
        if (Locals.arrayIndex(local) >= 0) {
            builder.endStoreInArray();
        } else {
            builder.endStoreLocal();
        }
    }

    /** Emits a store of a constant. */
    void emitConstant(int local, Object value) {
        beginStore(local);
        builder.emitLoadConstant(value);
        endStore(local);
    }

    /** Emits a store of a parameter of the bytecode. */
    void emitParameter(int local, int parameter) {
        beginStore(local);
        builder.emitParameter(parameter);
        endStore(local);
    }

    void emitLoad(int local) {
        if (Locals.arrayIndex(local) >= 0) {
            builder.beginLoadFromArray(Locals.arrayIndex(local));
            builder.emitLoadLocal(array);
            builder.endLoadFromArray();
        } else {
            builder.emitLoadLocal(local(local));
        }
    }

    /**
     * The builder's local of a number; creates it, and those before it, when it is first asked for.
     */
    private BytecodeLocal local(int number) {
        while (locals.size() <= number) {
            int next = locals.size();
            locals.add(
                    next < function.slots().size()
                            ? builder.createLocal(function.slots().get(next), null)
                            : builder.createLocal());
        }
        return locals.get(number);
    }

    /**
     * Begins to keep the fuel in a local, which only charges and failures touch: loops then need no
     * memory for it.
     *
     * @param takes whether it is taken from the registers at once
     * @return where it is
     */
    LocalAccessor emitFuel(boolean takes) {
        fuel = builder.createLocal();
        if (takes) {
            emitTakeFuel();
        } else {
            builder.beginStoreLocal(fuel);
            builder.emitLoadConstant(0L);
            builder.endStoreLocal();
        }
        return LocalAccessor.constantOf(fuel);
    }

    /**
     * Begins to keep how deep the frame lies, if that is counted.
     *
     * @return where it is; null if it is not
     */
    CallDepth emitDepth() {
        if (!program.limits().countsCalls()) {
            return null;
        }
        CallDepth depth =
                new CallDepth(
                        LocalAccessor.constantOf(builder.createLocal()),
                        LocalAccessor.constantOf(builder.createLocal()));
        builder.emitTakeDepth();
        return depth;
    }

    /** Gives back what a branch has paid for a block that does not come. */
    void emitGiveBack(int instructions) {
        builder.emitGiveBack(instructions, fuel);
    }

    private void emitTakeFuel() {
        builder.beginStoreLocal(fuel);
        builder.emitTakeFuel();
        builder.endStoreLocal();
    }

    /** Emits what happens in a block; marks among it become statements that tools see. */
    void emit(List<Statement> statements) {
        Statement.Begin open = null;
        for (Statement statement : statements) {
            if (statement instanceof Statement.Begin begin) {
                closeStatement(open);
                open = begin;
                beginStatement(open);
                builder.beginBlock();
            } else if (statement
                    instanceof Statement.CallGivingWay(int local, Tree.Operation call)) {
                emit(new Statement.Store(local, call));
                closeStatement(open);
                open = null;
                emitGivingWay(local, call);
            } else {
                if (isPause(statement)) {
                    closeStatement(open);
                    open = null;
                }
                emit(statement);
            }
        }
        closeStatement(open);
    }

    private void closeStatement(Statement.Begin open) {
        if (open != null) {
            builder.endBlock();
            endStatement(open);
        }
    }

    /**
     * Whether control may go to other tasks. A statement that tools see ends before: its bytecode
     * has a handler, which must not be entered again in its middle.
     */
    private static boolean isPause(Statement statement) {
        return statement instanceof Statement.Yield || statement instanceof Statement.Await;
    }

    private void emit(Statement statement) {
        switch (statement) {
            case Statement.Begin begin -> throw new IllegalStateException("a mark is no operation");
            case Statement.CallGivingWay call ->
                    throw new IllegalStateException("two operations are no single one");
            case Statement.Store(int local, Tree value) -> {
                beginStore(local);
                emit(value);
                endStore(local);
            }
            case Statement.Evaluate(Tree value) -> emit(value);
            case Statement.Trap(int instruction, Failing failing) -> {
                beginSection(instruction);
                builder.emitFail(failing);
                endSection();
            }
            case Statement.Charge(int first, ChargeSite site, List<Statement> each) -> {
                beginSection(first);
                builder.beginIfThen();
                builder.emitFuelLacks(site, fuel);
                builder.beginBlock();
                emit(each);
                builder.endBlock();
                builder.endIfThen();
                endSection();
            }
            case Statement.Yield(int instruction) -> {
                beginSection(instruction);
                builder.beginBuiltinCall(TaskBuiltins.YIELD);
                builder.endBuiltinCall();
                emitYield();
                endSection();
            }
            case Statement.Await(int instruction, int local) -> emitAwait(instruction, local);
            case Statement.TakeFuel() -> emitTakeFuel();
            case Statement.LeaveFuel() -> builder.emitLeaveFuel(fuel);
            case Statement.ChargeOne(int instruction) -> {
                beginSection(instruction);
                builder.emitChargeOne();
                endSection();
            }
        }
    }

    /** As long as the callee gives way, gives way too, and then lets it go on. */
    void emitGivingWay(int local, Tree.Operation call) {
        beginSection(call.instruction());
        builder.beginWhile();
        emitTest(TaskBuiltins.HAS_GIVEN_WAY, local);
        builder.beginBlock();
        emitYield();
        emitReplaced(local, TaskBuiltins.resume(call.operandsBelow()));
        builder.endBlock();
        builder.endWhile();
        endSection();
    }

    private void emitAwait(int instruction, int local) {
        beginSection(instruction);
        builder.beginIfThen();
        emitTest(TaskBuiltins.MUST_WAIT, local);
        emitYield();
        builder.endIfThen();
        emitReplaced(local, TaskBuiltins.AWAITED);
        endSection();
    }

    void emitTest(Builtin test, int local) {
        builder.beginTruth();
        builder.beginBuiltinCall(test);
        emitLoad(local);
        builder.endBuiltinCall();
        builder.endTruth();
    }

    /** Emits the replacement of a local's value by what a builtin makes of it. */
    void emitReplaced(int local, Builtin builtin) {
        beginStore(local);
        builder.beginBuiltinCall(builtin);
        emitLoad(local);
        builder.endBuiltinCall();
        endStore(local);
    }

    void emitYield() {
        builder.beginYield();
        builder.emitLoadConstant(CasmNull.INSTANCE);
        builder.endYield();
    }

    /**
     * Begins a statement of the source. What is emitted until its end must be one operation of the
     * builder.
     */
    void beginStatement(Statement.Begin statement) {
        if (statement != null) {
            sections.beginStatement(statement, view(statement.operands()));
            builder.beginTag(StatementTag.class);
        }
    }

    /** The number of a view of operands, for tools; 0 if there are none. */
    private int view(List<Tree> operands) {
        if (operands.isEmpty()) {
            return 0;
        }
        List<Object> view = new ArrayList<>();
        for (Tree operand : operands) {
            switch (operand) {
                case Tree.Constant(Object value) -> view.add(guestConstant(value));
                case Tree.Read(int local) -> {
                    if (Locals.arrayIndex(local) >= 0) {
                        return 0;
                    }
                    view.add(LocalAccessor.constantOf(local(local)));
                }
                default -> {
                    return 0;
                }
            }
        }
        if (operandViews == null) {
            operandViews = new OperandViews();
        }
        return operandViews.add(view);
    }

    /** Where tools find operands; null if no statement begins with some. */
    OperandViews operandViews() {
        return operandViews;
    }

    void endStatement(Statement.Begin statement) {
        if (statement != null) {
            builder.endTag(StatementTag.class);
            sections.end();
        }
    }

    /** Emits a statement in which nothing happens that the bytecode has to know. */
    void emitEmpty(Statement.Begin statement) {
        if (statement != null) {
            beginStatement(statement);
            builder.beginBlock();
            builder.endBlock();
            endStatement(statement);
        }
    }

    /** Begins what belongs to an instruction. */
    void beginSection(int instruction) {
        sections.beginInstruction(instruction);
    }

    void endSection() {
        sections.end();
    }

    /** The index of an instruction in the code that was verified. */
    int originOf(int instruction) {
        return origins.origin(instruction);
    }

    /** Emits a whole function, with the section that tools see. */
    CoreRootNode emitRoot(Runnable body) {
        sections.beginFunction();
        builder.beginRoot();
        body.run();
        CoreRootNode root = builder.endRoot();
        sections.endFunction();
        return root;
    }

    /**
     * Emits a choice by halves among the states from {@code from} to {@code to} (exclusive).
     *
     * @param arm emits what happens in a state
     */
    void emitChoice(int stateLocal, int from, int to, IntConsumer arm) {
        if (to - from == 1) {
            arm.accept(from);
            return;
        }
        int middle = (from + to) >>> 1;
        builder.beginIfThenElse();
        builder.beginStateBelow((long) middle);
        emitLoad(stateLocal);
        builder.endStateBelow();
        builder.beginBlock();
        emitChoice(stateLocal, from, middle, arm);
        builder.endBlock();
        builder.beginBlock();
        emitChoice(stateLocal, middle, to, arm);
        builder.endBlock();
        builder.endIfThenElse();
    }

    /**
     * Emits what a conditional jump asks: a value that is a bool.
     *
     * @param statement the statement that consists of it; null if it is part of another
     */
    void emitCondition(Statement.Begin statement, Tree condition) {
        beginStatement(statement);
        emitCondition(condition);
        endStatement(statement);
    }

    void emitCondition(Tree condition) {
        if (givesBool(condition)) {
            emit(condition);
        } else {
            builder.beginTruth();
            emit(condition);
            builder.endTruth();
        }
    }

    private static boolean givesBool(Tree tree) {
        return switch (tree) {
            case Tree.Constant(Object value) -> value instanceof Boolean;
            case Tree.Read read -> false;
            case Tree.Operand operand -> false;
            case Tree.Part part -> false;
            case Tree.Operation operation ->
                    switch (operation.op()) {
                        case EQ, NE, LT, LE, GT, GE, AND, OR, NOT -> true;
                        default -> false;
                    };
        };
    }

    void emit(Tree tree) {
        switch (tree) {
            case Tree.Constant(Object value) -> builder.emitLoadConstant(guestConstant(value));
            case Tree.Read(int local) -> emitLoad(local);
            case Tree.Part(int local, int index) -> {
                builder.beginBuiltinCall(Builtins.part(index));
                emitLoad(local);
                builder.endBuiltinCall();
            }
            case Tree.Operand(int depth, int taken) ->
                    emitOnStack(
                            taken == 0
                                    ? OperandStackBuiltins.peek(depth)
                                    : OperandStackBuiltins.take(taken));
            case Tree.Operation operation -> {
                beginSection(operation.instruction());
                Instruction instruction = function.code().get(operation.instruction());
                boolean givesValue = instruction.pushes() > 0;
                if (givesValue) {
                    builder.beginTag(ExpressionTag.class);
                }
                emitOperation(operation, instruction);
                if (givesValue) {
                    builder.endTag(ExpressionTag.class);
                }
                endSection();
            }
        }
    }

    /** Emits the stack of a function whose operands are counted at run time. */
    void emitOperandStack(Builtin origin) {
        operandStack = emitNew(origin);
    }

    /** Emits a new local with what a function without operands gives. */
    BytecodeLocal emitNew(Builtin origin) {
        BytecodeLocal local = builder.createLocal();
        builder.beginStoreLocal(local);
        builder.beginBuiltinCall(origin);
        builder.endBuiltinCall();
        builder.endStoreLocal();
        return local;
    }

    /** Emits something done on that stack. */
    void emitOnStack(Builtin builtin) {
        builder.beginBuiltinCall(builtin);
        builder.emitLoadLocal(operandStack);
        builder.endBuiltinCall();
    }

    /** Emits a push on that stack. */
    void emitPush(Tree value) {
        builder.beginBuiltinCall(OperandStackBuiltins.PUSH);
        builder.emitLoadLocal(operandStack);
        emit(value);
        builder.endBuiltinCall();
    }

    private static Object guestConstant(Object value) {
        if (value == null) {
            return CasmNull.INSTANCE;
        }
        return value instanceof String string ? CasmString.literal(string) : value;
    }

    void emitOperands(Tree.Operation operation) {
        for (Tree operand : operation.operands()) {
            emit(operand);
        }
    }

    private void emitOperation(Tree.Operation operation, Instruction instruction) {
        if (HotOperations.emit(builder, operation.op(), instruction, () -> emitOperands(operation))
                || calls.emit(operation, instruction)) {
            return;
        }
        switch (operation.op()) {
            case NEW_OBJ -> builder.emitNewMap(fieldsSetBehind(operation.instruction()));
            case LOAD -> {
                builder.beginCheckStored(function.slotText(instruction.a()));
                emitOperands(operation);
                builder.endCheckStored();
            }
            default -> emitBuiltin(operation, instruction);
        }
    }

    /**
     * How many fields are stored behind the making of a map, up to where control may go elsewhere:
     * most code stores them at once.
     */
    private int fieldsSetBehind(int creation) {
        int count = 0;
        for (int i = creation + 1; i < function.code().size(); i++) {
            Instruction instruction = function.code().get(i);
            if (instruction.op() == Op.SET_FIELD) {
                count++;
            } else if (instruction.op() == Op.NEW_OBJ
                    || instruction.op().flow() != ControlFlow.NEXT) {
                break;
            }
        }
        return count;
    }

    private void emitBuiltin(Tree.Operation operation, Instruction instruction) {
        if (operation.op() == Op.NEW_ARRAY && operation.operands().isEmpty()) {
            builder.emitNewArray();
            return;
        }
        Builtin builtin =
                switch (operation.op()) {
                    case CAST -> Builtins.cast(instruction.name());
                    case NEW_STRUCT -> Builtins.newStruct(instruction.name());
                    case EXPORT_VAR -> Builtins.exportVariable(program, instruction.name());
                    case STORE_GLOBAL -> Builtins.storeGlobal(program, instruction.name());
                    case LOAD_GLOBAL -> Builtins.loadGlobal(program, instruction.name());
                    case CALL_FAMILY -> Builtins.familyFunction(program, instruction.name());
                    case SPAWN_VALUE -> TaskBuiltins.SPAWN_VALUE;
                    case IMPORT_VAR -> Builtins.importVariable(program, instruction.name());
                    default -> Builtins.of(operation.op());
                };
        builder.beginBuiltinCall(builtin);
        emitOperands(operation);
        builder.endBuiltinCall();
    }
}
