package org.trufflecasm.compile;

import com.oracle.truffle.api.bytecode.BytecodeLocal;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import com.oracle.truffle.api.instrumentation.StandardTags.StatementTag;
import com.oracle.truffle.api.source.Source;
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
import org.trufflecasm.nodes.TaskBuiltins;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/** Tells the generated builder about statements and trees. */
final class TreeEmitter {
    private final CoreRootNodeGen.Builder builder;
    private final GuestFunction guest;
    private final LinkedProgram program;
    private final Function function;
    private final CodeOrigins origins;
    private final int inArray;
    private final CallOperations calls;
    private final List<BytecodeLocal> locals = new ArrayList<>();
    private BytecodeLocal array;
    private BytecodeLocal fuel;
    private BytecodeLocal operandStack;

    /**
     * @param flow of the code that is emitted
     * @param inArray how many locals are kept in an array
     */
    TreeEmitter(
            CoreRootNodeGen.Builder builder, GuestFunction guest, FunctionFlow flow, int inArray) {
        this.inArray = inArray;
        this.builder = builder;
        this.guest = guest;
        this.program = guest.program();
        this.function = flow.function();
        this.origins = flow.origins();
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

    void emit(List<Statement> statements) {
        for (Statement statement : statements) {
            emit(statement);
        }
    }

    private void emit(Statement statement) {
        switch (statement) {
            case Statement.Store(int local, Tree value) -> {
                beginStatement();
                beginStore(local);
                emit(value);
                endStore(local);
                endStatement();
            }
            case Statement.Evaluate(Tree value) -> {
                beginStatement();
                emit(value);
                endStatement();
            }
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
            case Statement.CallGivingWay(int local, Tree.Operation call) -> {
                beginStatement();
                beginStore(local);
                emit(call);
                endStore(local);
                endStatement();
                emitGivingWay(local, call);
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

    private void beginStatement() {
        builder.beginTag(StatementTag.class);
    }

    private void endStatement() {
        builder.endTag(StatementTag.class);
    }

    /**
     * Begins what belongs to an instruction. Where there are copies of code, there is a section
     * around the one that tools see whose length tells which copy it is.
     */
    void beginSection(int instruction) {
        if (origins.hasCopies()) {
            int start = program.source().getLineStartOffset(program.lineOf(guest, 0));
            builder.beginSourceSection(start, origins.copy(instruction));
        }
        int line = program.lineOf(guest, originOf(instruction));
        int start = program.source().getLineStartOffset(line);
        builder.beginSourceSection(start, program.source().getLineLength(line));
    }

    void endSection() {
        builder.endSourceSection();
        if (origins.hasCopies()) {
            builder.endSourceSection();
        }
    }

    /** The index of an instruction in the code that was verified. */
    int originOf(int instruction) {
        return origins.origin(instruction);
    }

    /** Emits a whole function, with the section that tools see. */
    CoreRootNode emitRoot(Runnable body) {
        Source source = program.source();
        int last = program.lineOf(guest, guest.function().code().size() - 1);
        int start = source.getLineStartOffset(program.lineOf(guest, 0));
        int end = source.getLineStartOffset(last) + source.getLineLength(last);
        builder.beginSource(source);
        builder.beginSourceSection(start, end - start);
        builder.beginRoot();
        body.run();
        CoreRootNode root = builder.endRoot();
        builder.endSourceSection();
        builder.endSource();
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

    /** Emits what a conditional jump asks: a value that is a bool. */
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
                emitOperation(operation, function.code().get(operation.instruction()));
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
