package org.trufflecasm.format.crush.convert;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.format.crush.Cvm1Operand;
import org.trufflecasm.format.crush.cvm1.Cvm1Instruction;
import org.trufflecasm.format.crush.cvm1.Cvm1Program;

/**
 * Converts a program of the IR profile to CVM1, or says why it cannot be done. It starts from the
 * lowered program, where all that depends on context has been decided.
 *
 * <p>In CVM1 all functions share one operand stack. So a function begins by storing its parameters,
 * and leaves exactly its result when it returns; that it never reaches below is proved by {@link
 * FunctionFacts}.
 */
final class ToCvm1 {
    private static final int MAX_ARGUMENTS = 255;

    /** The instructions without operands that mean the same in both profiles. */
    private static final Map<Op, CrushOpcode> SAME = new EnumMap<>(Op.class);

    static {
        for (CrushOpcode opcode : CrushOpcode.values()) {
            if (opcode.code() >= 0
                    && opcode.op() != null
                    && opcode.cvm1Operand() == Cvm1Operand.NONE) {
                SAME.put(opcode.op(), opcode);
            }
        }
        SAME.remove(Op.ROT); // a b c → b c a, but b a c in CVM1
    }

    private final Program program;
    private final CapabilitySignatures signatures;
    private final List<Cvm1Instruction> code = new ArrayList<>();
    private int offset;

    /** The function that is being converted, and where its instructions begin. */
    private Function function;

    private int index;
    private int spare;

    private ToCvm1(Program program, CapabilitySignatures signatures) {
        this.program = program;
        this.signatures = signatures;
    }

    /**
     * Converts a program.
     *
     * @param program the lowered program
     * @param signatures which capabilities give values, as for its lowering
     * @throws ConversionException if it cannot be done, with the reason
     */
    static Cvm1Program convert(Program program, CapabilitySignatures signatures) {
        return new ToCvm1(program, signatures).convert();
    }

    private Cvm1Program convert() {
        ConversionProof.checkLimits(program.manifest());
        if (program.entryFunction().argumentCount() > 0) {
            throw new ConversionException(
                    program.entryFunction().name()
                            + ": the entry has parameters, which a CVM1 program cannot give it");
        }
        Map<String, Integer> entries = new LinkedHashMap<>();
        for (Function one : chosen().values()) {
            entries.put(one.name(), code.size());
            convert(one);
        }
        String entry = program.entryFunction().name();
        return new Cvm1Program(
                Cvm1Program.DEFAULT_VERSION,
                program.manifest(),
                entries,
                entry,
                entries.get(entry),
                List.of(),
                code,
                false);
    }

    /** One function for each name: the one that is called, where a body has several conventions. */
    private Map<String, Function> chosen() {
        BitSet called = new BitSet();
        called.set(program.entry());
        for (Function caller : program.functions()) {
            for (Instruction instruction : caller.code()) {
                if (instruction.op() == Op.CALL) {
                    called.set(instruction.a());
                }
            }
        }
        Map<String, Function> chosen = new LinkedHashMap<>();
        Set<String> decided = new HashSet<>();
        for (int i = 0; i < program.functions().size(); i++) {
            Function one = program.functions().get(i);
            if (called.get(i)) {
                if (!decided.add(one.name())) {
                    throw new ConversionException(
                            one.name() + ": it is called with different counts of arguments");
                }
                chosen.put(one.name(), one);
            } else {
                chosen.putIfAbsent(one.name(), one);
            }
        }
        return chosen;
    }

    private void convert(Function one) {
        function = one;
        FunctionFacts facts = FunctionFacts.of(one);
        spare = one.slots().size();
        index = 0;
        int first = code.size();
        for (int slot = one.boundParameters() - 1; slot >= 0; slot--) {
            emit(CrushOpcode.STORE, null, slot);
        }
        int[] starts = new int[one.code().size()];
        for (index = 0; index < starts.length; index++) {
            starts[index] = code.size();
            if (facts.height(index) >= 0) {
                convert(one.code().get(index), facts.height(index));
            }
        }
        for (int i = first; i < code.size(); i++) {
            Cvm1Instruction jump = code.get(i);
            if (jump.opcode().cvm1Operand() == Cvm1Operand.ADDRESS) {
                code.set(
                        i,
                        new Cvm1Instruction(
                                jump.opcode(),
                                jump.offset(),
                                null,
                                starts[jump.number()],
                                jump.position()));
            }
        }
    }

    private void convert(Instruction instruction, int height) {
        Op op = instruction.op();
        switch (op) {
            case NOP -> emit(CrushOpcode.NOP);
            case PUSH_INT -> emit(CrushOpcode.PUSH_INT, instruction.constant(), 0);
            case PUSH_FLOAT -> emit(CrushOpcode.PUSH_FLOAT, instruction.constant(), 0);
            case PUSH_STR -> emit(CrushOpcode.PUSH_STR, instruction.constant(), 0);
            case PUSH_BOOL ->
                    emit(CrushOpcode.PUSH_BOOL, (Boolean) instruction.constant() ? 1L : 0L, 0);
            case ROT -> emit(CrushOpcode.ROLL, null, 2);
            case PICK -> emit(CrushOpcode.PICK, null, instruction.a());
            case ROLL -> emit(CrushOpcode.ROLL, null, instruction.a());
            case LOAD -> emit(CrushOpcode.LOAD, null, instruction.a());
            case STORE -> emit(CrushOpcode.STORE, null, instruction.a());
            case JMP -> emit(CrushOpcode.JMP, null, instruction.a());
            case JMP_IF -> emit(CrushOpcode.JMP_IF, null, instruction.a());
            case JMP_IF_NOT -> emit(CrushOpcode.JMP_IF_NOT, null, instruction.a());
            case ENTER_TRY -> emit(CrushOpcode.ENTER_TRY, null, instruction.a());
            case CALL -> emitCall(instruction);
            case RET, END -> emitReturn(height);
            case HALT_TASK -> {
                if (height == 0) {
                    emit(CrushOpcode.PUSH_NULL); // what lies below belongs to the callers
                }
                emit(CrushOpcode.HALT);
            }
            case NEW_ARRAY -> emit(CrushOpcode.NEW_ARRAY, null, instruction.a());
            case NEW_TUPLE -> emit(CrushOpcode.NEW_TUPLE, null, instruction.a());
            case NEW_LIST -> emit(CrushOpcode.NEW_LIST, null, instruction.a());
            case NEW_VECTOR -> emit(CrushOpcode.NEW_VECTOR, null, instruction.a());
            case NEW_SET -> emit(CrushOpcode.NEW_SET, null, instruction.a());
            case ARR_POP_VALUE -> {
                emit(CrushOpcode.ARR_POP);
                emit(CrushOpcode.SWAP);
                emit(CrushOpcode.POP);
            }
            case SET_FIELD -> emit(CrushOpcode.SET_FIELD, instruction.name(), 0);
            case GET_FIELD -> emit(CrushOpcode.GET_FIELD, instruction.name(), 0);
            case CAST -> emit(CrushOpcode.CAST, instruction.name(), 0);
            case CAP_CALL -> emitCapabilityCall(instruction);
            default -> {
                CrushOpcode same = SAME.get(op);
                if (same == null) {
                    throw refusal(op.mnemonic() + " has no CVM1 form");
                }
                emit(same);
            }
        }
    }

    private void emitCall(Instruction call) {
        Function callee = program.functions().get(call.a());
        if (call.b() != callee.argumentCount()) {
            throw refusal(
                    "it passes "
                            + call.b()
                            + " arguments to "
                            + callee.name()
                            + ", which takes "
                            + callee.argumentCount());
        }
        emit(CrushOpcode.CALL, callee.name(), 0);
    }

    /** Leaves the result as the only operand of the function. */
    private void emitReturn(int height) {
        if (height == 0) {
            emit(CrushOpcode.PUSH_NULL);
        } else if (height > 1) {
            emit(CrushOpcode.STORE, null, spare);
            for (int i = 1; i < height; i++) {
                emit(CrushOpcode.POP);
            }
            emit(CrushOpcode.LOAD, null, spare);
        }
        emit(CrushOpcode.RET);
    }

    private void emitCapabilityCall(Instruction call) {
        if (call.a() > MAX_ARGUMENTS) {
            throw refusal(
                    "cap_call with " + call.a() + " arguments; CVM1 has room for " + MAX_ARGUMENTS);
        }
        emit(CrushOpcode.CAP_CALL, call.name(), call.a());
        if (call.b() == 1 && !signatures.returnsValue(CapabilityNames.canonical(call.name()))) {
            emit(CrushOpcode.PUSH_NULL);
        }
    }

    private void emit(CrushOpcode opcode) {
        emit(opcode, null, 0);
    }

    private void emit(CrushOpcode opcode, Object constant, int number) {
        SourcePosition position = function.sourceMap().at(index);
        Cvm1Instruction instruction =
                new Cvm1Instruction(opcode, offset, constant, number, position);
        offset += instruction.size();
        code.add(instruction);
    }

    private ConversionException refusal(String reason) {
        return new ConversionException(function.name() + ":" + index + ": " + reason);
    }
}
