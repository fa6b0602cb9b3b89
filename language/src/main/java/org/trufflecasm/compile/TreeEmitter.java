package org.trufflecasm.compile;

import com.oracle.truffle.api.bytecode.BytecodeLocal;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import com.oracle.truffle.api.instrumentation.StandardTags.CallTag;
import com.oracle.truffle.api.instrumentation.StandardTags.StatementTag;
import com.oracle.truffle.api.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.trufflecasm.core.Captures;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.core.HostSwitch;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.nodes.Builtin;
import org.trufflecasm.nodes.Builtins;
import org.trufflecasm.nodes.CallSite;
import org.trufflecasm.nodes.CapabilitySite;
import org.trufflecasm.nodes.ChargeSite;
import org.trufflecasm.nodes.CoreRootNode;
import org.trufflecasm.nodes.CoreRootNodeGen;
import org.trufflecasm.nodes.DefaultCall;
import org.trufflecasm.nodes.Failing;
import org.trufflecasm.nodes.ForeignBlock;
import org.trufflecasm.nodes.GuestConstants;
import org.trufflecasm.nodes.GuestFunction;
import org.trufflecasm.nodes.LinkedProgram;
import org.trufflecasm.nodes.OperandStackBuiltins;
import org.trufflecasm.nodes.TaskBuiltins;
import org.trufflecasm.nodes.ValueCallSite;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/** Tells the generated builder about statements and trees. */
final class TreeEmitter {
    private final CoreRootNodeGen.Builder builder;
    private final GuestFunction guest;
    private final LinkedProgram program;
    private final Function function;
    private final int inArray;
    private final List<BytecodeLocal> locals = new ArrayList<>();
    private BytecodeLocal array;
    private BytecodeLocal fuel;
    private BytecodeLocal operandStack;

    /**
     * @param inArray how many locals are kept in an array
     */
    TreeEmitter(CoreRootNodeGen.Builder builder, GuestFunction guest, int inArray) {
        this.inArray = inArray;
        this.builder = builder;
        this.guest = guest;
        this.program = guest.program();
        this.function = guest.function();
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
     * @return where it is
     */
    LocalAccessor emitFuel() {
        fuel = builder.createLocal();
        emitTakeFuel();
        return LocalAccessor.constantOf(fuel);
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

    void beginSection(int instruction) {
        int line = program.lineOf(guest, instruction);
        int start = program.source().getLineStartOffset(line);
        builder.beginSourceSection(start, program.source().getLineLength(line));
    }

    void endSection() {
        builder.endSourceSection();
    }

    /** Emits a whole function, with the section that tools see. */
    CoreRootNode emitRoot(Runnable body) {
        Source source = program.source();
        int last = program.lineOf(guest, function.code().size() - 1);
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

    private void emitOperands(Tree.Operation operation) {
        for (Tree operand : operation.operands()) {
            emit(operand);
        }
    }

    private void emitOperation(Tree.Operation operation, Instruction instruction) {
        if (HotOperations.emit(
                builder, operation.op(), instruction, () -> emitOperands(operation))) {
            return;
        }
        switch (operation.op()) {
            case NEW_OBJ -> builder.emitNewMap();
            case LOAD -> {
                builder.beginCheckStored(function.slotText(instruction.a()));
                emitOperands(operation);
                builder.endCheckStored();
            }
            case CALL, CALL_MANY, CALL_SHARED -> emitCall(operation, instruction);
            case SPAWN -> emitSpawn(operation, instruction);
            case CALL_UNKNOWN ->
                    emitFailure(
                            operation,
                            new Failing(
                                    ErrorKind.UnknownFunction,
                                    "call to unknown function: " + instruction.name()));
            case PUSH_FN -> builder.emitLoadConstant(program.functionValue(instruction.a()));
            case PUSH_CLOSURE -> emitClosure(operation, instruction);
            case CALL_VALUE -> emitValueCall(operation, instruction.b(), null, false);
            case CALL_VARIABLE ->
                    emitValueCall(operation, instruction.b(), instruction.name(), false);
            case CALL_VARIABLE_OR_CAPABILITY ->
                    emitValueCall(operation, instruction.b(), instruction.name(), true);
            case CALL_VARIABLE_DEFAULT -> {
                builder.beginTag(CallTag.class);
                builder.beginBuiltinCall(DefaultCall.of(instruction.name()));
                builder.emitLoadLocal(operandStack);
                emitOperands(operation);
                builder.endBuiltinCall();
                builder.endTag(CallTag.class);
            }
            case EXEC_LANG -> emitForeignBlock(operation, (HostRequest) instruction.constant());
            case HOST_REQUEST ->
                    emitRequest(operation, (HostRequest) instruction.constant(), instruction.a());
            case HOST_SWITCH ->
                    emitRequest(operation, ((HostSwitch) instruction.constant()).request(), 0);
            case CAP_CALL -> {
                builder.beginTag(CallTag.class);
                builder.beginCapCall(new CapabilitySite(instruction.name(), instruction.a()));
                emitOperands(operation);
                builder.endCapCall();
                builder.endTag(CallTag.class);
            }
            default -> emitBuiltin(operation, instruction);
        }
    }

    private void emitCall(Tree.Operation operation, Instruction instruction) {
        GuestFunction callee = program.function(instruction.a());
        int expected = callee.function().argumentCount();
        int given = instruction.b();
        if (given != expected) {
            emitFailure(operation, wrongArity(callee.function(), expected, given));
            return;
        }
        builder.beginTag(CallTag.class);
        builder.beginCall(new CallSite(callee, given, operation.operandsBelow()));
        emitOperands(operation);
        builder.endCall();
        builder.endTag(CallTag.class);
    }

    private void emitSpawn(Tree.Operation operation, Instruction instruction) {
        GuestFunction callee = program.function(instruction.a());
        int expected = callee.function().argumentCount();
        if (instruction.b() != expected) {
            emitFailure(operation, wrongArity(callee.function(), expected, instruction.b()));
            return;
        }
        builder.beginBuiltinCall(TaskBuiltins.spawn(callee));
        emitOperands(operation);
        builder.endBuiltinCall();
    }

    private void emitClosure(Tree.Operation operation, Instruction instruction) {
        Function callee = program.function(instruction.a()).function();
        List<Integer> slots = ((Captures) instruction.constant()).slots();
        boolean fits = callee.parameters().isEmpty() || slots.size() <= callee.parameters().size();
        if (fits) {
            builder.beginBuiltinCall(Builtins.closure(program, instruction.a()));
        } else {
            builder.beginBlock();
        }
        emitVariables(operation, slots);
        if (fits) {
            builder.endBuiltinCall();
        } else {
            builder.emitFail(wrongArity(callee, callee.parameters().size(), slots.size()));
            builder.emitLoadConstant(CasmNull.INSTANCE);
            builder.endBlock();
        }
    }

    /** Emits the first operands, which are variables; one that was never stored fails. */
    private void emitVariables(Tree.Operation operation, List<Integer> slots) {
        for (int i = 0; i < slots.size(); i++) {
            builder.beginCheckStored(function.slotText(slots.get(i)));
            emit(operation.operands().get(i));
            builder.endCheckStored();
        }
    }

    private void emitRequest(Tree.Operation operation, HostRequest request, int taken) {
        List<Integer> variables = request.variables();
        List<Tree> operands =
                operation.operands().subList(variables.size(), operation.operands().size());
        builder.beginTag(CallTag.class);
        builder.beginCapCall(new CapabilitySite(request.capability(), request.arguments(taken)));
        for (Object constant : request.constants()) {
            if (GuestConstants.isScalar(constant)) {
                builder.emitLoadConstant(GuestConstants.value(constant));
            } else {
                builder.beginBuiltinCall(GuestConstants.of(constant));
                if (request.input()) {
                    operands.forEach(this::emit);
                }
                builder.endBuiltinCall();
            }
        }
        emitVariables(operation, variables);
        if (!request.input()) {
            operands.forEach(this::emit);
        }
        builder.endCapCall();
        builder.endTag(CallTag.class);
    }

    private void emitForeignBlock(Tree.Operation operation, HostRequest request) {
        List<String> names =
                request.variables().stream().map(slot -> function.slots().get(slot)).toList();
        builder.beginTag(CallTag.class);
        builder.beginBuiltinCall(
                ForeignBlock.of(
                        request.capability(), (String) request.constants().getFirst(), names));
        emitVariables(operation, request.variables());
        builder.endBuiltinCall();
        builder.endTag(CallTag.class);
    }

    private void emitValueCall(
            Tree.Operation operation, int arguments, String variable, boolean mayBeCapability) {
        builder.beginTag(CallTag.class);
        builder.beginCallValue(
                new ValueCallSite(
                        variable,
                        mayBeCapability,
                        arguments,
                        operation.operandsBelow(),
                        operation.instruction()));
        emitOperands(operation);
        builder.endCallValue();
        builder.endTag(CallTag.class);
    }

    private static Failing wrongArity(Function callee, int expected, int given) {
        return new Failing(
                ErrorKind.ArityMismatch,
                callee.name() + " takes " + expected + " arg(s), got " + given);
    }

    /** Computes the operands for their effects, then fails; stands for a value that never comes. */
    private void emitFailure(Tree.Operation operation, Failing failing) {
        builder.beginBlock();
        emitOperands(operation);
        builder.emitFail(failing);
        builder.emitLoadConstant(CasmNull.INSTANCE);
        builder.endBlock();
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
                    case SPAWN_VALUE -> TaskBuiltins.SPAWN_VALUE;
                    case IMPORT_VAR -> Builtins.importVariable(program, instruction.name());
                    default -> Builtins.of(operation.op());
                };
        builder.beginBuiltinCall(builtin);
        emitOperands(operation);
        builder.endBuiltinCall();
    }
}
