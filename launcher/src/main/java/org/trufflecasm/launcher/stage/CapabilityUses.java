package org.trufflecasm.launcher.stage;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.OperandKind;
import org.trufflecasm.core.Program;

/**
 * Which capabilities a program calls, and from where. A call is <em>reached</em> if calls and jumps
 * lead to it from the entry, whatever the values; a call that is not reached can never happen.
 */
final class CapabilityUses {

    /** How one capability is called. */
    static final class Use {
        private final Set<String> functions = new TreeSet<>();
        private final Set<Integer> argumentCounts = new TreeSet<>();
        private boolean elsewhere;
        private boolean called;

        private Use() {}

        /** The functions with a call that can happen, sorted by name. */
        Set<String> functions() {
            return functions;
        }

        /** The numbers of arguments of the calls that can happen. */
        Set<Integer> argumentCounts() {
            return argumentCounts;
        }

        /**
         * Whether it is only what blocks of another language need: then no manifest asks for it.
         */
        boolean isForBlocks() {
            return !called;
        }

        /** Whether there are calls that cannot happen. */
        boolean elsewhere() {
            return elsewhere;
        }
    }

    private final Map<String, Use> uses = new TreeMap<>();

    private CapabilityUses() {}

    /**
     * Looks through a whole program, in linear time.
     *
     * @param entry index of the function that runs first
     */
    static CapabilityUses of(Program program, int entry) {
        CapabilityUses result = new CapabilityUses();
        List<Function> functions = program.functions();
        BitSet seen = new BitSet(functions.size());
        Deque<Integer> waiting = new ArrayDeque<>();
        seen.set(entry);
        waiting.add(entry);
        while (!waiting.isEmpty()) {
            Function function = functions.get(waiting.remove());
            BitSet reached = reachedInstructions(function.code());
            for (int i = 0; i < function.code().size(); i++) {
                Instruction instruction = function.code().get(i);
                result.note(function, instruction, reached.get(i));
                if (reached.get(i)) {
                    callees(instruction, functions.size())
                            .filter(callee -> !seen.get(callee))
                            .forEach(
                                    callee -> {
                                        seen.set(callee);
                                        waiting.add(callee);
                                    });
                }
            }
        }
        for (int i = seen.nextClearBit(0); i < functions.size(); i = seen.nextClearBit(i + 1)) {
            for (Instruction instruction : functions.get(i).code()) {
                result.note(functions.get(i), instruction, false);
            }
        }
        return result;
    }

    /**
     * The functions that an instruction may lead to: the one it calls or makes a value of; any one
     * where it calls a value, since a str that is computed can name it.
     */
    private static IntStream callees(Instruction instruction, int functions) {
        return switch (instruction.op()) {
            case CALL_VALUE,
                    CALL_VARIABLE,
                    CALL_VARIABLE_OR_CAPABILITY,
                    CALL_VARIABLE_DEFAULT,
                    SPAWN_VALUE ->
                    IntStream.range(0, functions);
            default ->
                    instruction.op().operands().contains(OperandKind.FUNCTION)
                            ? IntStream.of(instruction.a())
                            : IntStream.empty();
        };
    }

    /** How each capability is called, by its canonical name. */
    Map<String, Use> byName() {
        return uses;
    }

    private void note(Function function, Instruction instruction, boolean reached) {
        if (instruction.capability() == null) {
            return;
        }
        Use use =
                uses.computeIfAbsent(
                        CapabilityNames.canonical(instruction.capability()), name -> new Use());
        use.called |= instruction.op() != Op.EXEC_LANG;
        if (reached) {
            use.functions.add(function.name());
            use.argumentCounts.add(instruction.capabilityArguments());
        } else {
            use.elsewhere = true;
        }
    }

    private static BitSet reachedInstructions(List<Instruction> code) {
        BitSet reached = new BitSet(code.size());
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.add(0);
        while (!waiting.isEmpty()) {
            int i = waiting.remove();
            while (i < code.size() && !reached.get(i)) {
                reached.set(i);
                ControlFlow flow = code.get(i).op().flow();
                if (flow == ControlFlow.BRANCH || flow == ControlFlow.SWITCH) {
                    waiting.addAll(code.get(i).targets());
                } else if (flow == ControlFlow.JUMP) {
                    i = code.get(i).a();
                    continue;
                } else if (flow != ControlFlow.NEXT) {
                    break;
                }
                i++;
            }
        }
        return reached;
    }
}
