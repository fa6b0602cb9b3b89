package org.trufflecasm.format.crush.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.error.LoadException.Place;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.crush.CrushFunction;
import org.trufflecasm.format.crush.CrushInstruction;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.format.crush.CrushProgram;
import org.trufflecasm.format.crush.Cvm1Operand;
import org.trufflecasm.format.crush.cvm1.Cvm1Instruction;
import org.trufflecasm.format.crush.cvm1.Cvm1Program;

/**
 * Converts a CVM1 program to the IR profile, or says why it cannot be done. The code is divided
 * among the functions; each takes as many arguments as it begins with stores, which stay on its
 * operand stack. Whether the result behaves the same is left to {@link ConversionProof}.
 */
final class FromCvm1 {
    private static final Map<CrushOpcode, CrushOpcode> PUSHES = new EnumMap<>(CrushOpcode.class);

    static {
        PUSHES.put(CrushOpcode.NEW_TUPLE, CrushOpcode.TUPLE_PUSH);
        PUSHES.put(CrushOpcode.NEW_LIST, CrushOpcode.LIST_PUSH);
        PUSHES.put(CrushOpcode.NEW_VECTOR, CrushOpcode.VECTOR_PUSH);
        PUSHES.put(CrushOpcode.NEW_SET, CrushOpcode.SET_PUSH);
    }

    private final Cvm1Program program;
    private final CapabilitySignatures signatures;
    private final List<Cvm1Instruction> code;

    /** The function that each instruction belongs to, by its place in the order; -1 for none. */
    private final int[] owners;

    private final Map<String, Integer> entries = new LinkedHashMap<>();

    /** How many arguments each function that is called takes. */
    private final Map<String, Integer> arguments = new HashMap<>();

    /** The function that is being converted, its body, and the instruction that is converted. */
    private String function;

    private List<CrushInstruction> body;
    private int index;

    private FromCvm1(Cvm1Program program, CapabilitySignatures signatures) {
        this.program = program;
        this.signatures = signatures;
        this.code = program.instructions();
        this.owners = new int[code.size() + 1];
    }

    /**
     * Converts a program.
     *
     * @param program the program
     * @param signatures which capabilities give values
     * @throws ConversionException if it cannot be done, with the reason
     */
    static CrushProgram convert(Cvm1Program program, CapabilitySignatures signatures) {
        return new FromCvm1(program, signatures).convert();
    }

    private CrushProgram convert() {
        ConversionProof.checkLimits(program.manifest());
        entries.putAll(program.functions());
        String entry = program.entryName() == null ? nameBeginning() : program.entryName();
        divide();
        countArguments();
        List<CrushFunction> functions = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, Integer> one : entries.entrySet()) {
            functions.add(convert(one.getKey(), one.getValue(), number++));
        }
        return new CrushProgram(
                "1.0",
                null,
                entry,
                program.manifest(),
                functions,
                (name, instruction, offset) -> Place.in(name, instruction));
    }

    /** The name of the function at the beginning of the code, a new one if there is none. */
    private String nameBeginning() {
        for (Map.Entry<String, Integer> one : entries.entrySet()) {
            if (one.getValue() == 0) {
                return one.getKey();
            }
        }
        String name = "main";
        while (entries.containsKey(name)) {
            name += "_";
        }
        entries.put(name, 0);
        return name;
    }

    /** Gives each instruction that can run to the function that it runs in. */
    private void divide() {
        Arrays.fill(owners, -1);
        List<String> names = List.copyOf(entries.keySet());
        for (int number = 0; number < names.size(); number++) {
            BitSet waiting = new BitSet();
            waiting.set(entries.get(names.get(number)));
            while (!waiting.isEmpty()) {
                int i = waiting.nextSetBit(0);
                waiting.clear(i);
                if (owners[i] == number) {
                    continue;
                }
                // Everybody may come to the end of the code, where the program halts.
                if (owners[i] >= 0 && i < code.size()) {
                    throw new ConversionException(
                            names.get(number)
                                    + ": its code runs on into that of "
                                    + names.get(owners[i])
                                    + " at offset "
                                    + code.get(i).offset());
                }
                owners[i] = number;
                if (i < code.size()) {
                    if (code.get(i).opcode().cvm1Operand() == Cvm1Operand.ADDRESS) {
                        waiting.set(code.get(i).number());
                    }
                    if (!isEnd(code.get(i).opcode())) {
                        waiting.set(i + 1);
                    }
                }
            }
        }
    }

    private static boolean isEnd(CrushOpcode opcode) {
        return switch (opcode) {
            case JMP, RET, HALT, THROW -> true;
            default -> false;
        };
    }

    private void countArguments() {
        for (Cvm1Instruction instruction : code) {
            if (instruction.opcode() == CrushOpcode.CALL
                    && entries.containsKey(instruction.text())) {
                arguments.computeIfAbsent(instruction.text(), this::leadingStores);
            }
        }
    }

    private int leadingStores(String name) {
        int first = entries.get(name);
        int end = first;
        while (end < code.size() && code.get(end).opcode() == CrushOpcode.STORE) {
            end++;
        }
        return end - first;
    }

    private CrushFunction convert(String name, int entry, int number) {
        function = name;
        body = new ArrayList<>();
        checkCollections(number);
        Map<Integer, Integer> starts = new HashMap<>();
        index = entry;
        boolean entryIsFirst = true;
        for (int i = 0; i < entry; i++) {
            entryIsFirst &= owners[i] != number;
        }
        if (!entryIsFirst) {
            emit("jmp", Map.of("target", (long) entry));
        }
        boolean halts = false;
        for (index = 0; index < code.size(); index++) {
            if (owners[index] == number) {
                starts.put(index, body.size());
                convert(code.get(index), number);
                halts |= reachesEnd(index);
            }
        }
        if (halts || entry == code.size()) {
            starts.put(code.size(), body.size());
            emit("halt", Map.of());
        }
        body.replaceAll(
                instruction ->
                        instruction.operands().get("target") instanceof Long target
                                ? new CrushInstruction(
                                        instruction.op(),
                                        Map.of("target", (long) starts.get(target.intValue())),
                                        instruction.position(),
                                        0)
                                : instruction);
        return new CrushFunction(name, List.of(), List.of(), Map.of(), body, 0);
    }

    private boolean reachesEnd(int i) {
        return (code.get(i).opcode().cvm1Operand() == Cvm1Operand.ADDRESS
                        && code.get(i).number() == code.size())
                || (i + 1 == code.size() && !isEnd(code.get(i).opcode()));
    }

    /** In the IR a push makes the counts of all literals of its kind in the function a hint. */
    private void checkCollections(int number) {
        Set<CrushOpcode> present = new HashSet<>();
        for (int i = 0; i < code.size(); i++) {
            if (owners[i] == number) {
                present.add(code.get(i).opcode());
            }
        }
        for (int i = 0; i < code.size(); i++) {
            if (owners[i] == number
                    && code.get(i).number() > 0
                    && present.contains(PUSHES.get(code.get(i).opcode()))) {
                index = i;
                throw refusal(
                        "the function also pushes to such a collection, and then the count means"
                                + " nothing in the IR");
            }
        }
    }

    private void convert(Cvm1Instruction instruction, int number) {
        CrushOpcode opcode = instruction.opcode();
        switch (opcode) {
            case PUSH_INT, PUSH_STR ->
                    emit(opcode.title(), Map.of("value", instruction.constant()));
            case PUSH_FLOAT -> {
                if (!Double.isFinite((Double) instruction.constant())) {
                    throw refusal("infinity and NaN cannot be written in the IR");
                }
                emit(opcode.title(), Map.of("value", instruction.constant()));
            }
            case PUSH_BOOL ->
                    emit(opcode.title(), Map.of("value", (Long) instruction.constant() != 0));
            case ROT -> {
                emit("roll", Map.of("n", 2L)); // a b c → b a c
                emit("swap", Map.of());
            }
            case PICK, ROLL -> emit(opcode.title(), Map.of("n", (long) instruction.number()));
            case LOAD, STORE -> emit(opcode.title(), Map.of("name", "s" + instruction.number()));
            case JMP, JMP_IF, JMP_IF_NOT, ENTER_TRY ->
                    emit(opcode.title(), Map.of("target", (long) instruction.number()));
            case CALL -> convertCall(instruction);
            case CAP_CALL -> convertCapabilityCall(instruction);
            case NEW_ARRAY -> emit(opcode.title(), Map.of("size", (long) instruction.number()));
            case NEW_TUPLE, NEW_LIST, NEW_VECTOR, NEW_SET -> {
                emit(opcode.title(), Map.of("size", (long) instruction.number()));
                if (index + 1 < code.size()
                        && owners[index + 1] == number
                        && code.get(index + 1).opcode() == CrushOpcode.DUP) {
                    emit("nop", Map.of()); // with dup behind it, pushes would take the collection
                }
            }
            case SET_FIELD, GET_FIELD -> emit(opcode.title(), Map.of("name", instruction.text()));
            case CAST -> emit(opcode.title(), Map.of("type", instruction.text()));
            default -> {
                if (opcode.jsonNames().isEmpty()
                        || opcode.op() == null
                        || opcode.cvm1Operand() != Cvm1Operand.NONE) {
                    throw refusal(opcode.mnemonic() + " has no IR form");
                }
                emit(opcode.title(), Map.of());
            }
        }
    }

    private void convertCall(Cvm1Instruction call) {
        Integer count = arguments.get(call.text());
        if (count == null) {
            throw refusal(call.text() + " is not a function of the program");
        }
        emit("call", Map.of("function", call.text(), "argc", (long) count));
    }

    private void convertCapabilityCall(Cvm1Instruction call) {
        emit("cap_call", Map.of("name", call.text(), "argc", (long) call.number()));
        if (!signatures.returnsValue(CapabilityNames.canonical(call.text()))) {
            // Where the next instruction takes a value, the IR would give it a null.
            emit("push_null", Map.of());
            emit("pop", Map.of());
        }
    }

    private void emit(String op, Map<String, Object> operands) {
        body.add(
                new CrushInstruction(
                        op, operands, index < code.size() ? code.get(index).position() : null, 0));
    }

    private ConversionException refusal(String reason) {
        return new ConversionException(
                function
                        + ": "
                        + code.get(index).opcode().mnemonic()
                        + " at offset "
                        + code.get(index).offset()
                        + ": "
                        + reason);
    }
}
