package org.trufflecasm.format.crush.cvm1;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.format.crush.CrushOpcode;

/**
 * What each function does to the operand stack that all frames share: how many operands of its
 * callers it consumes and how many results it leaves. Where that is the same on every way through
 * every function, calls can pass their operands as arguments, and no common stack is needed.
 *
 * <p>Effects are found from what is known so far until nothing changes: a call of a function of
 * which no way to its end is known yet leads nowhere.
 */
final class Cvm1Effects {
    /** Consumed operands and results beyond this make a program use the common stack. */
    private static final int MOST = 255;

    /** How often a function may be looked at, on average. */
    private static final int ROUNDS = 12;

    private static final int UNKNOWN = Integer.MIN_VALUE;

    private final List<Cvm1Instruction> code;
    private final List<Cvm1Part> parts;
    private final Map<String, Integer> partOf;
    private final Function<Cvm1Instruction, Instruction> lowering;

    /** How many operands of its callers each function consumes. */
    private final int[] consumed;

    /** By how much each function changes the height; {@link #UNKNOWN} if it is not known to end. */
    private final int[] change;

    private final List<List<Integer>> callers = new ArrayList<>();
    private boolean uneven;

    /** Where an {@code enter_try} recorded a height, on top of others; null for none. */
    private record Handler(int height, int target, Handler below) {}

    /** What is known before an instruction. */
    private record State(int height, Handler handlers) {}

    private Cvm1Effects(
            List<Cvm1Instruction> code,
            List<Cvm1Part> parts,
            Map<String, Integer> partOf,
            Function<Cvm1Instruction, Instruction> lowering) {
        this.code = code;
        this.parts = parts;
        this.partOf = partOf;
        this.lowering = lowering;
        this.consumed = new int[parts.size()];
        this.change = new int[parts.size()];
        Arrays.fill(change, UNKNOWN);
        for (int i = 0; i < parts.size(); i++) {
            callers.add(new ArrayList<>(0));
        }
    }

    /**
     * Finds the effects.
     *
     * @param parts the program's functions; the first one is where it starts, and is never called
     * @param partOf the functions that are called, by name
     * @param lowering the instructions of the core, for what they take and leave
     * @return null if the operands of some function depend on the way through it, or may not
     *     suffice
     */
    static Cvm1Effects of(
            List<Cvm1Instruction> code,
            List<Cvm1Part> parts,
            Map<String, Integer> partOf,
            Function<Cvm1Instruction, Instruction> lowering) {
        Cvm1Effects effects = new Cvm1Effects(code, parts, partOf, lowering);
        return effects.solve() ? effects : null;
    }

    /** How many operands of its callers a function consumes. */
    int consumed(int part) {
        return consumed[part];
    }

    /** How many results it leaves; 1 if it is not known to end. */
    int results(int part) {
        return change[part] == UNKNOWN ? 1 : change[part] + consumed[part];
    }

    private boolean solve() {
        for (int i = 0; i < parts.size(); i++) {
            for (int index : parts.get(i).origins()) {
                Integer callee = callee(code.get(index));
                if (code.get(index).opcode() == CrushOpcode.SPAWN) {
                    return false;
                }
                if (callee != null && !callers.get(callee).contains(i)) {
                    callers.get(callee).add(i);
                }
            }
        }
        ArrayDeque<Integer> pending = new ArrayDeque<>();
        boolean[] queued = new boolean[parts.size()];
        for (int i = parts.size() - 1; i >= 0; i--) {
            pending.add(i);
            queued[i] = true;
        }
        long budget = (long) ROUNDS * parts.size();
        while (!pending.isEmpty()) {
            int part = pending.remove();
            queued[part] = false;
            int before = consumed[part];
            int changeBefore = change[part];
            follow(part);
            boolean tooMany = consumed[part] > MOST || results(part) > MOST || results(part) < 0;
            if (uneven || tooMany || --budget < 0) {
                return false;
            }
            if (consumed[part] != before || change[part] != changeBefore) {
                for (int caller : callers.get(part)) {
                    if (!queued[caller]) {
                        queued[caller] = true;
                        pending.add(caller);
                    }
                }
            }
        }
        return consumed[0] == 0;
    }

    private Integer callee(Cvm1Instruction instruction) {
        return instruction.opcode() == CrushOpcode.CALL ? partOf.get(instruction.text()) : null;
    }

    /** Follows control through a function with what is known. */
    private void follow(int number) {
        Cvm1Part part = parts.get(number);
        State[] states = new State[part.size() + 1];
        ArrayDeque<Integer> pending = new ArrayDeque<>();
        reach(number, part.entry(), new State(0, null), states, pending);
        boolean start = number == 0;
        while (!pending.isEmpty() && !uneven && !(start && consumed[0] > 0)) {
            int position = pending.remove();
            Cvm1Instruction instruction = code.get(part.origin(position));
            State state = states[position];
            State behind = behind(number, instruction, state);
            if (behind == null) {
                continue;
            }
            if (instruction.opcode() == CrushOpcode.ENTER_TRY) {
                State handling = new State(state.height + 1, state.handlers);
                reach(number, instruction.number(), handling, states, pending);
            } else if (Cvm1Part.hasTarget(instruction.opcode())) {
                reach(number, instruction.number(), behind, states, pending);
            }
            if (Cvm1Part.fallsThrough(instruction.opcode())) {
                int next = part.origin(position) + 1;
                reach(number, next, behind, states, pending);
            }
        }
    }

    private void reach(
            int number, int instruction, State state, State[] states, ArrayDeque<Integer> pending) {
        Cvm1Part part = parts.get(number);
        int position = part.positionOf(instruction);
        if (position == part.size()) {
            return; // the end of the code ends the program
        }
        if (states[position] == null) {
            states[position] = state;
            pending.add(position);
        } else if (states[position].height == state.height || number == 0) {
            // Where the program starts, what is left behind may pile up: the least height counts.
            if (state.height < states[position].height) {
                states[position] = state;
                pending.add(position);
            } else {
                uneven |= !agree(states[position].handlers, state.handlers, number);
            }
        } else {
            uneven = true;
        }
    }

    /** Whether handlers lead to the same places, with the same operands where that matters. */
    private static boolean agree(Handler left, Handler right, int number) {
        Handler a = left;
        Handler b = right;
        while (a != null && b != null) {
            if (a.target != b.target) {
                return false;
            }
            if (a.height != b.height && number > 0) {
                return false;
            }
            a = a.below;
            b = b.below;
        }
        return a == null && b == null;
    }

    /** What is known behind an instruction; null if control does not get there. */
    private State behind(int part, Cvm1Instruction instruction, State state) {
        Integer callee = callee(instruction);
        int pops;
        int pushes;
        if (instruction.opcode() == CrushOpcode.RET) {
            if (change[part] == UNKNOWN) {
                change[part] = state.height;
            }
            uneven |= part > 0 && change[part] != state.height;
            return null;
        } else if (instruction.opcode() == CrushOpcode.HALT) {
            return null;
        } else if (callee != null) {
            pops = consumed[callee];
            pushes = change[callee] + pops;
        } else {
            Instruction lowered = lowering.apply(instruction);
            pops = (int) lowered.pops();
            pushes = (int) lowered.pushes();
        }
        int lowest = state.height - pops;
        consumed[part] = Math.max(consumed[part], -lowest);
        // A handler must find the operands that it left, whenever the callee failed.
        uneven |= state.handlers != null && lowest < state.handlers.height;
        if (instruction.opcode() == CrushOpcode.THROW
                || (callee != null && change[callee] == UNKNOWN)) {
            return null;
        }
        return new State(lowest + pushes, handlersBehind(instruction, state));
    }

    private static Handler handlersBehind(Cvm1Instruction instruction, State state) {
        return switch (instruction.opcode()) {
            case ENTER_TRY -> new Handler(state.height, instruction.number(), state.handlers);
            case EXIT_TRY -> state.handlers == null ? null : state.handlers.below;
            default -> state.handlers;
        };
    }
}
