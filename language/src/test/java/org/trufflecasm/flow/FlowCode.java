package org.trufflecasm.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Captures;
import org.trufflecasm.core.Failure;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.core.HostSwitch;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.OperandKind;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.SourceMap;

/** Writes functions for tests, with names for jump targets. */
final class FlowCode {
    private final List<Instruction> code = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<Integer, String> jumps = new HashMap<>();
    private final List<String> slots = new ArrayList<>();
    private int boundParameters;
    private int initialOperands;

    FlowCode() {}

    FlowCode parameters(String... names) {
        slots.addAll(List.of(names));
        boundParameters = names.length;
        return this;
    }

    FlowCode operands(int count) {
        initialOperands = count;
        return this;
    }

    FlowCode label(String name) {
        labels.put(name, code.size());
        return this;
    }

    int size() {
        return code.size();
    }

    FlowCode op(Op... ops) {
        for (Op op : ops) {
            code.add(Instruction.of(op));
        }
        return this;
    }

    FlowCode op(Op op, int a) {
        code.add(Instruction.of(op, a));
        return this;
    }

    FlowCode op(Op op, int a, int b) {
        code.add(Instruction.of(op, a, b));
        return this;
    }

    FlowCode add(Instruction instruction) {
        code.add(instruction);
        return this;
    }

    FlowCode push(long value) {
        code.add(Instruction.of(Op.PUSH_INT, (Object) value));
        return this;
    }

    FlowCode jump(Op op, String label) {
        jumps.put(code.size(), label);
        return op(op, 0);
    }

    FlowCode jump(Op op, int target) {
        return op(op, target);
    }

    FlowCode load(String name) {
        return op(Op.LOAD, slot(name));
    }

    FlowCode store(String name) {
        return op(Op.STORE, slot(name));
    }

    int slot(String name) {
        if (!slots.contains(name)) {
            slots.add(name);
        }
        return slots.indexOf(name);
    }

    /** Adds the end and makes the function; the label {@code end} leads to it. */
    Function function() {
        label("end");
        List<Instruction> all = new ArrayList<>(code);
        jumps.forEach(
                (index, label) -> {
                    int target = labels.get(label);
                    all.set(index, Instruction.of(all.get(index).op(), target));
                });
        all.add(Instruction.of(Op.END));
        return new Function(
                "f", List.of(), slots, boundParameters, initialOperands, all, SourceMap.NONE);
    }

    FunctionFlow flow() {
        return flow(function());
    }

    /** Verifies a program with this function alone and gives its flow. */
    static FunctionFlow flow(Function function) {
        return ProgramVerifier.verify(program(function)).flow(0);
    }

    static Program program(Function... functions) {
        return new Program("test", List.of(functions), 0, Manifest.EMPTY);
    }

    /**
     * Code for a graph: each block pushes its number and drops it, then goes on as its row says: no
     * successor returns, one is jumped to, of two the first is where the jump goes.
     */
    static Function ofGraph(int[][] successors) {
        FlowCode code = new FlowCode();
        int blocks = successors.length;
        for (int block = 0; block < blocks; block++) {
            int[] next = successors[block];
            code.label("b" + block).push(block).op(Op.POP);
            switch (next.length) {
                case 0 -> code.op(Op.RET);
                case 1 -> code.goTo(block, next[0]);
                default -> {
                    code.push(0).jump(Op.JMP_IF, "b" + next[0]);
                    code.goTo(block, next[1]);
                }
            }
        }
        return code.function();
    }

    private void goTo(int block, int target) {
        if (target != block + 1) {
            jump(Op.JMP, "b" + target);
        }
    }

    /** An instruction of an operation with operands that are in range. */
    static Instruction valid(Op op) {
        Object constant = null;
        for (OperandKind kind : op.operands()) {
            constant =
                    switch (kind) {
                        case INT, RESULTS -> 1L;
                        case FLOAT -> 1.0;
                        case BOOL -> true;
                        case STRING, NAME -> "x";
                        case CHOICE ->
                                new HostSwitch(
                                        HostRequest.of("x.y", Map.of(), false),
                                        List.of("z"),
                                        List.of(0, 0));
                        case REQUEST -> new HostRequest("x.y", List.of("z"), List.of(0), false);
                        case CAPTURES -> new Captures(List.of(0));
                        case FAILURE -> new Failure("TypeError", "x");
                        default -> constant;
                    };
        }
        return new Instruction(op, 0, 0, constant);
    }

    static <T> List<T> repeat(T element, int count) {
        return Collections.nCopies(count, element);
    }
}
