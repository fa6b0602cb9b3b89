package org.trufflecasm.compile;

import com.oracle.truffle.api.instrumentation.StandardTags.CallTag;
import java.util.List;
import org.trufflecasm.core.Captures;
import org.trufflecasm.core.Failure;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.core.HostSwitch;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.nodes.Builtins;
import org.trufflecasm.nodes.CallSite;
import org.trufflecasm.nodes.CoreRootNodeGen;
import org.trufflecasm.nodes.DefaultCall;
import org.trufflecasm.nodes.Failing;
import org.trufflecasm.nodes.ForeignBlock;
import org.trufflecasm.nodes.GuestConstants;
import org.trufflecasm.nodes.GuestFunction;
import org.trufflecasm.nodes.LinkedProgram;
import org.trufflecasm.nodes.TaskBuiltins;
import org.trufflecasm.nodes.ValueCallSite;
import org.trufflecasm.runtime.CasmNull;

/** Tells the generated builder about operations that call functions and the host, or name them. */
final class CallOperations {
    private final CoreRootNodeGen.Builder builder;
    private final LinkedProgram program;
    private final Function function;
    private final TreeEmitter trees;

    /**
     * @param guest the function whose code is emitted
     * @param trees emits the operands
     */
    CallOperations(CoreRootNodeGen.Builder builder, GuestFunction guest, TreeEmitter trees) {
        this.builder = builder;
        this.program = guest.program();
        this.function = guest.function();
        this.trees = trees;
    }

    /** Emits an operation; false if it is none of these. */
    boolean emit(Tree.Operation operation, Instruction instruction) {
        switch (operation.op()) {
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
                builder.beginBlock();
                builder.emitLeaveDepth();
                builder.beginBuiltinCall(DefaultCall.of(instruction.name()));
                builder.emitLoadLocal(trees.operandStack());
                trees.emitOperands(operation);
                builder.endBuiltinCall();
                builder.endBlock();
                builder.endTag(CallTag.class);
            }
            case EXEC_LANG -> emitForeignBlock(operation, (HostRequest) instruction.constant());
            case HOST_REQUEST ->
                    emitRequest(operation, (HostRequest) instruction.constant(), instruction.a());
            case HOST_SWITCH ->
                    emitRequest(operation, ((HostSwitch) instruction.constant()).request(), 0);
            case CAP_CALL -> {
                builder.beginTag(CallTag.class);
                builder.beginCapCall(program.capabilitySite(instruction.name(), instruction.a()));
                trees.emitOperands(operation);
                builder.endCapCall();
                builder.endTag(CallTag.class);
            }
            case CALL_NATIVE -> {
                builder.beginTag(CallTag.class);
                builder.beginCapCall(
                        program.capabilitySite(
                                instruction.name(), instruction.a(), instruction.b()));
                trees.emitOperands(operation);
                builder.endCapCall();
                builder.endTag(CallTag.class);
            }
            case FAIL -> {
                Failure failure = (Failure) instruction.constant();
                builder.emitFail(new Failing(ErrorKind.valueOf(failure.kind()), failure.message()));
            }
            default -> {
                return false;
            }
        }
        return true;
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
        trees.emitOperands(operation);
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
        trees.emitOperands(operation);
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
            trees.emit(operation.operands().get(i));
            builder.endCheckStored();
        }
    }

    private void emitRequest(Tree.Operation operation, HostRequest request, int taken) {
        List<Integer> variables = request.variables();
        List<Tree> operands =
                operation.operands().subList(variables.size(), operation.operands().size());
        builder.beginTag(CallTag.class);
        builder.beginCapCall(
                program.capabilitySite(request.capability(), request.arguments(taken)));
        for (Object constant : request.constants()) {
            if (GuestConstants.isScalar(constant)) {
                builder.emitLoadConstant(GuestConstants.value(constant));
            } else {
                builder.beginBuiltinCall(GuestConstants.of(constant));
                if (request.input()) {
                    operands.forEach(trees::emit);
                }
                builder.endBuiltinCall();
            }
        }
        emitVariables(operation, variables);
        if (!request.input()) {
            operands.forEach(trees::emit);
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
                        trees.originOf(operation.instruction())));
        trees.emitOperands(operation);
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
        trees.emitOperands(operation);
        builder.emitFail(failing);
        builder.emitLoadConstant(CasmNull.INSTANCE);
        builder.endBlock();
    }
}
