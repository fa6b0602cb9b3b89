package org.trufflecasm.format.crush.cvm1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.SourceMap;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.format.crush.HostRequests;

/**
 * Turns a capsule of the CVM1 profile into a core program: each function that is called becomes the
 * part of the code that it can reach. Where {@link Cvm1Effects} are known for all of them, operands
 * pass as arguments and results; otherwise all functions work on the one stack of their task.
 */
final class Cvm1Lowering {
    /** How many times as long as the code all parts together may be, above a common allowance. */
    private static final int SHARING = 8;

    private static final long ALLOWANCE = 1_000_000;

    private final Cvm1Program source;
    private final List<Cvm1Instruction> code;
    private final CapabilitySignatures signatures;
    private final Set<String> capabilities = new LinkedHashSet<>();
    private final List<String> names = new ArrayList<>();
    private final List<Cvm1Part> parts = new ArrayList<>();
    private final Map<String, Integer> partOf = new HashMap<>();
    private Cvm1Effects effects;
    private long codeSize;

    private Cvm1Lowering(Cvm1Program source, CapabilitySignatures signatures) {
        this.source = source;
        this.code = source.instructions();
        this.signatures = signatures;
    }

    /**
     * What lowering makes.
     *
     * @param program the core program
     * @param capabilities canonical names of the capabilities that its code calls, in order of
     *     first use
     */
    record Lowered(Program program, List<String> capabilities) {}

    /**
     * Lowers a capsule.
     *
     * @param name what the program is called in messages
     * @param signatures which capabilities give values
     * @throws LoadException if its functions share too much code
     */
    static Lowered lower(Cvm1Program source, String name, CapabilitySignatures signatures) {
        return new Cvm1Lowering(source, signatures).lower(name);
    }

    private Lowered lower(String name) {
        findParts();
        effects = Cvm1Effects.of(code, parts, partOf, this::plain);
        List<Function> functions = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            functions.add(function(part));
        }
        return new Lowered(
                new Program(name, functions, 0, source.manifest()), List.copyOf(capabilities));
    }

    /** The first part is where the program starts; the others are the functions that are used. */
    private void findParts() {
        boolean spawns = false;
        Set<String> called = new LinkedHashSet<>();
        for (Cvm1Instruction instruction : code) {
            spawns |= instruction.opcode() == CrushOpcode.SPAWN;
            if (instruction.opcode() == CrushOpcode.CALL) {
                called.add(instruction.text());
            }
        }
        addPart(source.entryName() == null ? "main" : source.entryName(), source.entry());
        for (Map.Entry<String, Integer> function : source.functions().entrySet()) {
            if (spawns || called.contains(function.getKey())) {
                partOf.put(function.getKey(), parts.size());
                addPart(function.getKey(), function.getValue());
            }
        }
    }

    private void addPart(String name, int entry) {
        Cvm1Part part = Cvm1Part.from(entry, code);
        if (codeSize + part.size() > ALLOWANCE + (long) SHARING * code.size()) {
            throw new LoadException(
                    ErrorKind.LoadError,
                    "the functions run into each other so often that together they make more than "
                            + (ALLOWANCE + (long) SHARING * code.size())
                            + " instructions",
                    LoadException.Place.in(name, -1));
        }
        codeSize += part.size();
        names.add(name);
        parts.add(part);
    }

    private Function function(int number) {
        Cvm1Part part = parts.get(number);
        Map<Integer, Integer> slots = new LinkedHashMap<>();
        List<Instruction> lowered = new ArrayList<>(part.size() + 1);
        List<SourcePosition> positions = new ArrayList<>(part.size());
        for (int index : part.origins()) {
            lowered.add(lower(code.get(index), number, slots));
            positions.add(code.get(index).position());
        }
        lowered.add(Instruction.of(Op.HALT_AT_END));
        return Function.part(
                names.get(number),
                slots.keySet().stream().map(String::valueOf).toList(),
                effects == null ? -1 : effects.consumed(number),
                lowered,
                new SourceMap(positions, part.origins()),
                part.positionOf(part.entry()));
    }

    private Instruction lower(
            Cvm1Instruction instruction, int number, Map<Integer, Integer> slots) {
        Cvm1Part part = parts.get(number);
        return switch (instruction.opcode()) {
            case LOAD, STORE -> {
                int slot = slots.computeIfAbsent(instruction.number(), key -> slots.size());
                if (slot >= Limits.MAX_SLOTS) {
                    throw new LoadException(
                            ErrorKind.LoadError,
                            "the function has more than " + Limits.MAX_SLOTS + " variables",
                            LoadException.Place.in(names.get(number), -1));
                }
                yield Instruction.of(instruction.opcode().op(), slot);
            }
            case JMP, JMP_IF, JMP_IF_NOT, ENTER_TRY ->
                    Instruction.of(
                            instruction.opcode().op(), part.positionOf(instruction.number()));
            case CALL -> call(instruction);
            case RET ->
                    effects == null || number == 0 || effects.results(number) == 1
                            ? Instruction.of(Op.RET)
                            : Instruction.of(Op.RET_MANY, effects.results(number));
            default -> plain(instruction);
        };
    }

    private Instruction call(Cvm1Instruction instruction) {
        Integer callee = partOf.get(instruction.text());
        if (callee == null) {
            return new Instruction(Op.CALL_UNKNOWN, 0, 0, instruction.text());
        }
        if (effects == null) {
            return Instruction.of(Op.CALL_SHARED, callee.intValue());
        }
        int consumed = effects.consumed(callee);
        return effects.results(callee) == 1
                ? Instruction.of(Op.CALL, callee, consumed)
                : new Instruction(Op.CALL_MANY, callee, consumed, (long) effects.results(callee));
    }

    /** An instruction that means the same in every function; others as far as that can be said. */
    private Instruction plain(Cvm1Instruction instruction) {
        CrushOpcode opcode = instruction.opcode();
        return switch (opcode) {
            case ROT -> Instruction.of(Op.ROT_LOWER);
            case PUSH_BOOL ->
                    Instruction.of(Op.PUSH_BOOL, (Object) ((Long) instruction.constant() != 0));
            case SPAWN -> Instruction.of(Op.SPAWN_VALUE, 0, instruction.number());
            case CALL -> new Instruction(Op.CALL_UNKNOWN, 0, 0, instruction.text());
            case CAP_CALL -> {
                String capability = CapabilityNames.canonical(instruction.text());
                capabilities.add(capability);
                int result = signatures.returnsValue(capability) ? 1 : 0;
                yield new Instruction(
                        Op.CAP_CALL, instruction.number(), result, instruction.text());
            }
            case PRINT -> {
                capabilities.add("io.print");
                yield Instruction.of(Op.PRINT);
            }
            case EXEC_LANG ->
                    Instruction.of(
                            Op.EXEC_LANG,
                            new HostRequest(
                                    "polyglot." + instruction.text().toLowerCase(Locale.ROOT),
                                    List.of(""),
                                    List.of(),
                                    false));
            case AI_QUERY,
                    AI_SYNTHESIZE,
                    AI_AGENT_DELEGATION,
                    AI_SEMANTIC_MATCH,
                    AI_LEARNING_LOOP,
                    AI_CONTEXT_AWARE,
                    AI_TOOL_CHAIN,
                    DOM_QUERY,
                    DOM_GET,
                    DOM_SET,
                    DOM_CREATE,
                    DOM_REMOVE,
                    DOM_CHILD,
                    DOM_PARENT,
                    DOM_ATTR,
                    DOM_TEXT,
                    DOM_EVENT -> {
                capabilities.add(HostRequests.capability(opcode));
                yield HostRequests.ofOperands(opcode, Map.of("value", instruction.constant()));
            }
            default ->
                    switch (opcode.cvm1Operand()) {
                        case NONE -> Instruction.of(opcode.op());
                        case INTEGER, FLOAT, STRING ->
                                Instruction.of(opcode.op(), instruction.constant());
                        case CAPABILITY, FUNCTION, SLOT, COUNT, ADDRESS ->
                                Instruction.of(opcode.op(), instruction.number());
                    };
        };
    }
}
