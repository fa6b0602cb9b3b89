package org.trufflecasm.format.crush.cvm1;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.trufflecasm.format.crush.CrushOpcode;

/**
 * The part of the code that one function can reach from its entry: what becomes a function of the
 * core. Functions may share code. Immutable.
 */
final class Cvm1Part {
    private final int entry;
    private final int[] instructions;

    private Cvm1Part(int entry, int[] instructions) {
        this.entry = entry;
        this.instructions = instructions;
    }

    /**
     * Index of the instruction that runs first, in the code of the capsule; the number of
     * instructions stands for the end of the code.
     */
    int entry() {
        return entry;
    }

    /** The index of an instruction of this part in the code of the capsule. */
    int origin(int position) {
        return instructions[position];
    }

    /** The index of each instruction of this part in the code of the capsule, in order. */
    int[] origins() {
        return instructions.clone();
    }

    /** Finds what can be reached from an entry, over jumps and to handlers. */
    static Cvm1Part from(int entry, List<Cvm1Instruction> code) {
        BitSet reached = new BitSet();
        int[] pending = {entry};
        int count = 1;
        while (count > 0) {
            int index = pending[--count];
            while (index < code.size() && !reached.get(index)) {
                reached.set(index);
                Cvm1Instruction instruction = code.get(index);
                if (hasTarget(instruction.opcode())) {
                    if (count == pending.length) {
                        pending = Arrays.copyOf(pending, 2 * count);
                    }
                    pending[count++] = instruction.number();
                }
                if (!fallsThrough(instruction.opcode())) {
                    break;
                }
                index++;
            }
        }
        return new Cvm1Part(entry, reached.stream().toArray());
    }

    /** How many instructions it has. */
    int size() {
        return instructions.length;
    }

    /** The position of an instruction of the capsule in this part; {@link #size} for the end. */
    int positionOf(int instruction) {
        int position = Arrays.binarySearch(instructions, instruction);
        return position < 0 ? instructions.length : position;
    }

    static boolean hasTarget(CrushOpcode opcode) {
        return switch (opcode) {
            case JMP, JMP_IF, JMP_IF_NOT, ENTER_TRY -> true;
            default -> false;
        };
    }

    static boolean fallsThrough(CrushOpcode opcode) {
        return switch (opcode) {
            case JMP, RET, HALT, THROW -> false;
            default -> true;
        };
    }
}
