package org.trufflecasm.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/**
 * Which handlers are in force at each instruction, found while control is followed through a
 * function. A stack of handlers is a number: 0 is the empty one; every other one stands for an
 * {@code enter_try} on top of a stack.
 */
final class HandlerStacks {
    /** The empty stack. */
    static final int NONE = 0;

    private static final int UNKNOWN = -1;

    /** The stack before each instruction; null if the function has no handlers. */
    private final int[] before;

    private final List<Instruction> code;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, Integer> numbers = new HashMap<>();

    /** The {@code enter_try}s whose handlers some instruction may need. */
    private final BitSet live = new BitSet();

    private int conflict = UNKNOWN;

    private record Entry(int site, int parent, int depth) {}

    HandlerStacks(Function function) {
        this.code = function.code();
        boolean used = code.stream().anyMatch(instruction -> instruction.op() == Op.ENTER_TRY);
        this.before = used ? new int[code.size()] : null;
        if (used) {
            Arrays.fill(before, UNKNOWN);
        }
        entries.add(new Entry(UNKNOWN, NONE, 0));
    }

    /** Whether the function has handlers at all. */
    boolean areUsed() {
        return before != null;
    }

    /** Notes that control reaches an instruction with a stack. */
    void reach(int instruction, int stack) {
        if (before == null) {
            return;
        }
        if (before[instruction] == UNKNOWN) {
            before[instruction] = stack;
        } else if (before[instruction] != stack && conflict == UNKNOWN) {
            conflict = instruction;
        }
    }

    /** The stack before an instruction that has been reached. */
    int before(int instruction) {
        return before == null ? NONE : Math.max(NONE, before[instruction]);
    }

    /** The stack behind an instruction that has been reached. */
    int behind(int instruction) {
        if (before == null) {
            return NONE;
        }
        int stack = before(instruction);
        return switch (code.get(instruction).op()) {
            case ENTER_TRY -> push(instruction, stack);
            case EXIT_TRY -> entries.get(stack).parent;
            default -> stack;
        };
    }

    private int push(int site, int stack) {
        return numbers.computeIfAbsent(
                (long) site << 32 | stack,
                key -> {
                    entries.add(new Entry(site, stack, entries.get(stack).depth + 1));
                    return entries.size() - 1;
                });
    }

    /** The {@code enter_try} on top of a stack that is not empty. */
    int site(int stack) {
        return entries.get(stack).site;
    }

    /** What lies below the top of a stack. */
    int parent(int stack) {
        return entries.get(stack).parent;
    }

    /** How many handlers a stack holds. */
    int depth(int stack) {
        return entries.get(stack).depth;
    }

    /** Whether {@code stack} is {@code part} with nothing or something on top. */
    boolean holds(int stack, int part) {
        int rest = stack;
        while (depth(rest) > depth(part)) {
            rest = parent(rest);
        }
        return rest == part;
    }

    /** Notes that some instruction may need the handler on top of a stack. */
    void use(int stack) {
        live.set(site(stack));
    }

    /** Whether some instruction may need the handler of an {@code enter_try}. */
    boolean isLive(int site) {
        return live.get(site);
    }

    /** An instruction that is reached with different handlers; -1 if there is none. */
    int conflict() {
        return conflict;
    }
}
