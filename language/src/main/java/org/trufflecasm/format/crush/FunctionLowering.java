package org.trufflecasm.format.crush;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.Captures;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.core.HostSwitch;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.SourceMap;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crush.CrushVerifier.SwitchCase;
import org.trufflecasm.format.crush.CrushVerifier.VerifiedFunction;

/** Lowers one function, instruction by instruction. */
final class FunctionLowering {
    /** One instruction for each operation, for all uses of those without operands. */
    private static final Map<Op, Instruction> PLAIN = new EnumMap<>(Op.class);

    static {
        for (Op op : Op.values()) {
            PLAIN.put(op, Instruction.of(op));
        }
    }

    private final CrushLowering program;
    private final VerifiedFunction function;
    private final Variables variables = new Variables();
    private final VoidResults voidResults;

    /** The opcodes that occur in the body. */
    private final Set<CrushOpcode> present = EnumSet.noneOf(CrushOpcode.class);

    /** Whether pushes to tuples, lists, vectors and sets take the collection too. */
    private boolean appends;

    /** All variables that can have a value in the function; made when first needed. */
    private Set<String> variableNames;

    FunctionLowering(CrushLowering program, VerifiedFunction function) {
        this.program = program;
        this.function = function;
        this.voidResults = new VoidResults(function);
    }

    Function lower() {
        CrushFunction source = function.source();
        List<String> params = source.params();
        boolean bound = !startsByStoring(params);
        if (bound) {
            variables.bind(params);
        }
        if (params.size() > Limits.MAX_SLOTS) {
            throw tooManyVariables(-1);
        }
        lookAround();
        List<Instruction> code = new ArrayList<>(function.size() + 1);
        List<SourcePosition> positions = new ArrayList<>(function.size());
        for (int i = 0; i < function.size(); i++) {
            code.add(lower(i));
            positions.add(source.body().get(i).position());
        }
        code.add(PLAIN.get(Op.END));
        SourceMap sourceMap = new SourceMap(positions);
        return new Function(
                source.name(),
                params,
                variables.names(),
                bound ? params.size() : 0,
                bound ? 0 : params.size(),
                code,
                sourceMap.isEmpty() ? SourceMap.NONE : sourceMap);
    }

    /**
     * Whether the first instructions store to exactly the parameters, in any order: then the
     * arguments are left on the operand stack for them (specification §3.7).
     */
    private boolean startsByStoring(List<String> params) {
        if (params.isEmpty() || params.size() > function.size()) {
            return false;
        }
        Map<String, Integer> expected = new HashMap<>();
        params.forEach(name -> expected.merge(name, 1, Integer::sum));
        for (int i = 0; i < params.size(); i++) {
            if (function.opcode(i) != CrushOpcode.STORE
                    || expected.merge(function.name(i), -1, Integer::sum) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Finds what decides about instructions elsewhere in the body (specification §3.6). */
    private void lookAround() {
        for (int i = 0; i < function.size(); i++) {
            CrushOpcode opcode = function.opcode(i);
            present.add(opcode);
            if (i > 0 && opcode == CrushOpcode.DUP) {
                appends |=
                        switch (function.opcode(i - 1)) {
                            case NEW_TUPLE, NEW_LIST, NEW_VECTOR, NEW_SET -> true;
                            default -> false;
                        };
            }
        }
    }

    private Instruction lower(int index) {
        CrushOpcode opcode = function.opcode(index);
        return switch (opcode) {
            case CALL -> call(index);
            case SPAWN -> spawn(index);
            case PUSH_FN, PUSH_CLOSURE -> functionValue(opcode, index);
            case CALL_VALUE -> {
                program.useValueCall(function.number(index), function.source(), index);
                yield Instruction.of(Op.CALL_VALUE, 0, function.number(index));
            }
            case AI_SEMANTIC_SWITCH -> hostSwitch(index);
            case EXEC_LANG -> foreignBlock(index);
            case CALL_HOST, CALL_INTERFACE -> hostCall(opcode, index);
            case AI_QUERY,
                    AI_SYNTHESIZE,
                    AI_AGENT_DELEGATION,
                    AI_SEMANTIC_MATCH,
                    AI_LEARNING_LOOP,
                    AI_CONTEXT_AWARE,
                    AI_TOOL_CHAIN,
                    AI_GOAL_DECL,
                    AI_PROGRESS_UPDATE,
                    AI_KNOWLEDGE_SHARE,
                    AI_ADAPTATION_REQUEST,
                    AI_CAPABILITY_DISCOVERY,
                    DOM_QUERY,
                    DOM_MUTATE,
                    DOM_EVENT_LISTENER -> {
                program.useCapability(HostRequests.capability(opcode));
                yield HostRequests.ofOperands(
                        opcode, function.source().body().get(index).presentOperands());
            }
            case GC -> PLAIN.get(Op.NOP);
            case CAP_CALL ->
                    capabilityCall(
                            function.name(index), Math.max(0, function.number(index)), index);
            case NEW_ARRAY -> newCollection(CrushOpcode.ARRAY_PUSH, index);
            case NEW_TUPLE -> newCollection(CrushOpcode.TUPLE_PUSH, index);
            case NEW_LIST -> newCollection(CrushOpcode.LIST_PUSH, index);
            case NEW_VECTOR -> newCollection(CrushOpcode.VECTOR_PUSH, index);
            case NEW_SET -> newCollection(CrushOpcode.SET_PUSH, index);
            case TUPLE_PUSH -> push(opcode, Op.TUPLE_APPEND);
            case LIST_PUSH -> push(opcode, Op.LIST_APPEND);
            case VECTOR_PUSH -> push(opcode, Op.VECTOR_APPEND);
            case SET_PUSH -> push(opcode, Op.SET_APPEND);
            default -> byOperand(opcode.op(), index);
        };
    }

    /**
     * Lowers an instruction that means the same everywhere: its operand goes where the operation
     * has it.
     */
    private Instruction byOperand(Op op, int index) {
        if (op.operands().isEmpty()) {
            return PLAIN.get(op);
        }
        return switch (op.operands().get(0)) {
            case INT, FLOAT, STRING, BOOL, NAME -> Instruction.of(op, function.constant(index));
            case TARGET, COUNT -> Instruction.of(op, function.number(index));
            case SLOT -> Instruction.of(op, slot(index));
            default -> throw new IllegalStateException(op.mnemonic());
        };
    }

    private int slot(int index) {
        return slot(function.name(index), index);
    }

    private int slot(String variable, int index) {
        int slot = variables.slot(variable);
        if (variables.count() > Limits.MAX_SLOTS) {
            throw tooManyVariables(index);
        }
        return slot;
    }

    private Instruction newCollection(CrushOpcode push, int index) {
        Op op = function.opcode(index).op();
        int size = Math.max(0, function.number(index));
        if (present.contains(push)) {
            return Instruction.of(op, 0, Math.min(size, Limits.MAX_COUNT));
        }
        if (size > Limits.MAX_COUNT) {
            throw new LoadException(
                    ErrorKind.LoadError,
                    "operand 'size' is " + size + ", not in 0.." + Limits.MAX_COUNT,
                    program.place(function.source(), index));
        }
        return Instruction.of(op, size);
    }

    private Instruction push(CrushOpcode opcode, Op append) {
        return PLAIN.get(appends ? append : opcode.op());
    }

    private Instruction functionValue(CrushOpcode opcode, int index) {
        String name = function.name(index);
        int callee = program.indexOf(name);
        if (callee < 0) {
            return new Instruction(Op.CALL_UNKNOWN, 0, 0, name);
        }
        if (opcode == CrushOpcode.PUSH_FN) {
            return Instruction.of(Op.PUSH_FN, callee);
        }
        List<Integer> slots = new ArrayList<>();
        for (Object captured : (List<?>) function.operand(index, 1)) {
            slots.add(slot((String) captured, index));
        }
        program.useClosure(callee, slots.size());
        return new Instruction(Op.PUSH_CLOSURE, callee, 0, new Captures(slots));
    }

    /** Without a fallback an answer that is none of the concepts goes on. */
    private Instruction hostSwitch(int index) {
        List<String> concepts = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        for (Object each : (List<?>) function.constant(index)) {
            SwitchCase one = (SwitchCase) each;
            concepts.add(one.concept());
            targets.add(one.target());
        }
        int fallback = function.number(index);
        targets.add(fallback < 0 ? index + 1 : fallback);
        String capability = HostRequests.capability(CrushOpcode.AI_SEMANTIC_SWITCH);
        program.useCapability(capability);
        HostRequest request = HostRequest.of(capability, Map.of("cases", concepts), false);
        return Instruction.of(Op.HOST_SWITCH, new HostSwitch(request, concepts, targets));
    }

    /** A block of another language with the variables that {@code var_0} and so on name. */
    private Instruction foreignBlock(int index) {
        List<Integer> slots = new ArrayList<>();
        Map<String, Object> operands = function.source().body().get(index).presentOperands();
        for (int i = 0; i < function.number(index); i++) {
            if (!(operands.get("var_" + i) instanceof String variable)) {
                throw new LoadException(
                        operands.containsKey("var_" + i)
                                ? ErrorKind.LoadError
                                : ErrorKind.MissingField,
                        "operand 'var_" + i + "' of exec_lang must be: string, a name",
                        program.place(function.source(), index));
            }
            slots.add(slot(variable, index));
        }
        String capability = "polyglot." + function.name(index).toLowerCase(Locale.ROOT);
        return Instruction.of(
                Op.EXEC_LANG,
                new HostRequest(capability, List.of(function.operand(index, 1)), slots, false));
    }

    /** Other capsules are reached through the host: what is called is part of the name. */
    private Instruction hostCall(CrushOpcode opcode, int index) {
        HostRequest request;
        if (opcode == CrushOpcode.CALL_HOST) {
            request =
                    new HostRequest(
                            "call_host." + function.name(index),
                            List.of(function.operand(index, 2), function.operand(index, 1)),
                            List.of(),
                            false);
        } else {
            request =
                    new HostRequest(
                            "call_interface." + function.operand(index, 1),
                            List.of(),
                            List.of(slot(index)),
                            false);
        }
        program.useCapability(request.capability());
        return new Instruction(Op.HOST_REQUEST, function.number(index), 1, request);
    }

    private Instruction call(int index) {
        String name = function.name(index);
        int arguments = function.number(index);
        int callee = program.indexOf(name);
        if (callee >= 0) {
            arguments = arguments < 0 ? program.parameterCount(callee) : arguments;
            return Instruction.of(
                    Op.CALL,
                    program.callee(callee, arguments, function.source(), index),
                    arguments);
        }
        boolean mayBeCapability =
                arguments >= 0 && program.requests(CapabilityNames.canonical(name));
        if (isVariable(name)) {
            program.useValueCall(Math.max(0, arguments), function.source(), index);
            int slot = slot(name, index);
            if (arguments < 0) {
                return new Instruction(Op.CALL_VARIABLE_DEFAULT, slot, 0, name);
            }
            if (!mayBeCapability) {
                return new Instruction(Op.CALL_VARIABLE, slot, arguments, name);
            }
            program.useCapability(name);
            return new Instruction(Op.CALL_VARIABLE_OR_CAPABILITY, slot, arguments, name);
        }
        if (mayBeCapability) {
            return capabilityCall(name, arguments, index);
        }
        return new Instruction(Op.CALL_UNKNOWN, 0, Math.max(0, arguments), name);
    }

    private Instruction spawn(int index) {
        String name = function.name(index);
        int arguments = Math.max(0, function.number(index));
        if (name == null) {
            program.useValueCall(arguments, function.source(), index);
            return Instruction.of(Op.SPAWN_VALUE, 0, arguments);
        }
        int callee = program.indexOf(name);
        return callee < 0
                ? new Instruction(Op.CALL_UNKNOWN, 0, arguments, name)
                : Instruction.of(
                        Op.SPAWN,
                        program.callee(callee, arguments, function.source(), index),
                        arguments);
    }

    private boolean isVariable(String name) {
        if (variableNames == null) {
            variableNames = new HashSet<>(function.source().params());
            for (int i = 0; i < function.size(); i++) {
                if (function.opcode(i) == CrushOpcode.STORE) {
                    variableNames.add(function.name(i));
                }
            }
        }
        return variableNames.contains(name);
    }

    private Instruction capabilityCall(String name, int arguments, int index) {
        // The name stays as the capsule spells it, since errors and the audit show it so.
        boolean value = program.useCapability(name) || voidResults.pushesNull(index);
        return new Instruction(Op.CAP_CALL, arguments, value ? 1 : 0, name);
    }

    private LoadException tooManyVariables(int index) {
        return new LoadException(
                ErrorKind.LoadError,
                "the function has more than " + Limits.MAX_SLOTS + " variables",
                program.place(function.source(), index));
    }
}
