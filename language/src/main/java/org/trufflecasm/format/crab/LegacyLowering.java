package org.trufflecasm.format.crab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.trufflecasm.core.Failure;
import org.trufflecasm.core.Family;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.ErrorKind;

/**
 * Turns a historic file into a core program. Its code has no jumps, so the height of its stack is
 * known at each instruction, and what the historic machine would find out while running is a
 * failing instruction in its place.
 */
final class LegacyLowering {
    private static final String PRINT = "io.print";

    private final LegacyProgram source;
    private final List<Instruction> code = new ArrayList<>();
    private int height;
    private boolean prints;

    private LegacyLowering(LegacyProgram source) {
        this.source = source;
    }

    /**
     * Lowers a file.
     *
     * @param name what the program is called in messages
     */
    static CrabLowering.Lowered lower(LegacyProgram source, String name) {
        return new LegacyLowering(source).lower(name);
    }

    private CrabLowering.Lowered lower(String name) {
        for (LegacyInstruction instruction : source.code()) {
            Instruction lowered = lower(instruction);
            code.add(lowered);
            if (lowered.op() == Op.FAIL || lowered.op() == Op.RET) {
                break;
            }
        }
        code.add(Instruction.of(Op.END));
        Function main = Function.ofOperands("main", 0, List.of(), code);
        Set<String> capabilities = prints ? Set.of(PRINT) : Set.of();
        return new CrabLowering.Lowered(
                new Program(
                        name, List.of(main), 0, CrabLowering.manifest(capabilities), Family.CRAB),
                List.copyOf(capabilities));
    }

    private Instruction lower(LegacyInstruction instruction) {
        LegacyOpcode opcode = instruction.opcode();
        if (height < opcode.needs()) {
            return failing(ErrorKind.StackUnderflow, "Stack underflow");
        }
        return switch (opcode) {
            case LOAD_CONST -> {
                if (instruction.constant() >= source.constants().size()) {
                    yield failing(
                            ErrorKind.InvalidConstIndex,
                            "Invalid constant index: " + instruction.constant());
                }
                height++;
                yield CrabLowering.push(source.constants().get((int) instruction.constant()));
            }
            case LOAD_VAR -> {
                height++;
                yield new Instruction(Op.LOAD_GLOBAL, 0, 0, instruction.variable());
            }
            case STORE_VAR -> {
                height--;
                yield new Instruction(Op.STORE_GLOBAL, 0, 0, instruction.variable());
            }
            case ADD -> combine(Op.ADD);
            case SUB -> combine(Op.SUB);
            case MUL -> combine(Op.MUL);
            case DIV -> combine(Op.DIV);
            case PRINT -> {
                height--;
                prints = true;
                yield Instruction.of(Op.PRINT_LINE);
            }
            case POP -> {
                boolean empty = height == 0;
                height = Math.max(0, height - 1);
                yield Instruction.of(empty ? Op.NOP : Op.POP);
            }
            case RET -> Instruction.of(Op.RET);
        };
    }

    private Instruction combine(Op op) {
        height--;
        return Instruction.of(op);
    }

    private static Instruction failing(ErrorKind kind, String message) {
        return Instruction.of(Op.FAIL, new Failure(kind.name(), message));
    }
}
