package org.trufflecasm.format.crab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trufflecasm.format.ConversionException;

/**
 * Finds the kinds of all operands, locals, arguments and results of a module that its entry can
 * reach. A module in which some value that is used can be of several kinds is refused, and so is
 * one that uses anything but Numbers and Booleans.
 */
final class WasmKinds {
    /** Kinds that are kept at the beginnings of blocks, of all functions together. */
    private static final long MAX_KEPT = 20_000_000;

    private final CrabModule module;
    private final FunctionKinds[] functions;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private long kept;

    /** What is known about a function. */
    final class FunctionKinds {
        final CrabFunction function;
        final int number;
        final WasmKind[] parameters;
        final Set<Integer> callers = new HashSet<>();

        /** Where blocks begin, in order. */
        final SortedSet<Integer> heads;

        /** The kinds at each instruction where a block begins: operands, then locals; or null. */
        final WasmKind[][] states;

        WasmKind result;

        FunctionKinds(int number) {
            this.number = number;
            this.function = module.functions().get(number);
            this.parameters = new WasmKind[function.arity()];
            this.states = new WasmKind[function.code().size() + 1][];
            TreeSet<Integer> starts = new TreeSet<>(Set.of(0));
            for (int i = 0; i < function.code().size(); i++) {
                CrabInstruction instruction = function.code().get(i);
                if (instruction.opcode().operand() == CrabOperand.TARGET) {
                    starts.add(instruction.index());
                    starts.add(i + 1);
                }
            }
            starts.add(function.code().size());
            this.heads = starts;
        }
    }

    /** The kinds in one place, changed by one instruction after the other. */
    static final class State {
        final List<WasmKind> stack = new ArrayList<>();
        final WasmKind[] locals;

        State(WasmKind[] known, int localCount) {
            int height = known.length - localCount;
            stack.addAll(Arrays.asList(known).subList(0, height));
            locals = Arrays.copyOfRange(known, height, known.length);
        }

        WasmKind pop() {
            return stack.removeLast();
        }

        WasmKind[] toArray() {
            WasmKind[] all = stack.toArray(new WasmKind[stack.size() + locals.length]);
            System.arraycopy(locals, 0, all, stack.size(), locals.length);
            return all;
        }
    }

    private WasmKinds(CrabModule module) {
        this.module = module;
        this.functions = new FunctionKinds[module.functions().size()];
    }

    /**
     * Finds them.
     *
     * @throws ConversionException if the module cannot be translated
     */
    static WasmKinds of(CrabModule module) {
        WasmKinds kinds = new WasmKinds(module);
        kinds.reach(module.entry());
        while (!kinds.waiting.isEmpty()) {
            kinds.analyze(kinds.functions[kinds.waiting.remove()]);
        }
        return kinds;
    }

    /** What is known about a function; null if it is never called. */
    FunctionKinds function(int number) {
        return functions[number];
    }

    private FunctionKinds reach(int function) {
        if (functions[function] == null) {
            functions[function] = new FunctionKinds(function);
            waiting.add(function);
        }
        return functions[function];
    }

    private void analyze(FunctionKinds of) {
        int locals = of.function.locals();
        WasmKind[] start = new WasmKind[of.parameters.length + locals];
        System.arraycopy(of.parameters, 0, start, 0, of.parameters.length);
        Arrays.fill(start, of.parameters.length, start.length, WasmKind.NIL);
        Deque<Integer> open = new ArrayDeque<>();
        Arrays.fill(of.states, null);
        flow(of, 0, start, open);
        while (!open.isEmpty()) {
            follow(of, open.remove(), open);
        }
    }

    private void flow(FunctionKinds of, int to, WasmKind[] state, Deque<Integer> open) {
        WasmKind[] known = of.states[to];
        if (known == null) {
            kept += state.length;
            if (kept > MAX_KEPT) {
                throw new ConversionException("the module is too large to be translated");
            }
            of.states[to] = state.clone();
            open.add(to);
            return;
        }
        boolean changed = false;
        for (int i = 0; i < known.length; i++) {
            WasmKind joined = WasmKind.join(known[i], state[i]);
            changed |= joined != known[i];
            known[i] = joined;
        }
        if (changed) {
            open.add(to);
        }
    }

    private void follow(FunctionKinds of, int head, Deque<Integer> open) {
        State state = new State(of.states[head], of.function.locals());
        List<CrabInstruction> code = of.function.code();
        for (int i = head; ; i++) {
            if (i == code.size()) {
                leave(of, i, state);
                return;
            }
            if (i > head && of.heads.contains(i)) {
                flow(of, i, state.toArray(), open);
                return;
            }
            CrabInstruction instruction = code.get(i);
            switch (instruction.opcode()) {
                case RET -> {
                    leave(of, i, state);
                    return;
                }
                case JUMP -> {
                    flow(of, instruction.index(), state.toArray(), open);
                    return;
                }
                case JUMP_IF -> {
                    WasmKind condition = require(of, i, state.pop());
                    flow(of, instruction.index(), state.toArray(), open);
                    if (condition == WasmKind.BOOLEAN) {
                        flow(of, i + 1, state.toArray(), open);
                    }
                    return;
                }
                case CALL -> {
                    if (!call(of, i, instruction.index(), state)) {
                        return;
                    }
                }
                default -> step(of, i, state);
            }
        }
    }

    private void leave(FunctionKinds of, int at, State state) {
        if (of.function.results() == 0) {
            return;
        }
        WasmKind result = require(of, at, state.pop());
        WasmKind joined = WasmKind.join(of.result, result);
        if (joined != of.result) {
            of.result = joined;
            require(of, at, joined);
            waiting.addAll(of.callers);
        }
    }

    /** Passes arguments on; whether it is known already what comes back. */
    private boolean call(FunctionKinds of, int at, int number, State state) {
        FunctionKinds callee = reach(number);
        callee.callers.add(of.number);
        boolean changed = false;
        for (int i = callee.parameters.length - 1; i >= 0; i--) {
            WasmKind argument = require(of, at, state.pop());
            WasmKind joined = WasmKind.join(callee.parameters[i], argument);
            require(of, at, joined);
            changed |= joined != callee.parameters[i];
            callee.parameters[i] = joined;
        }
        if (changed) {
            waiting.add(number);
        }
        if (callee.function.results() == 1) {
            if (callee.result == null) {
                return false;
            }
            state.stack.add(callee.result);
        }
        return true;
    }

    /** Applies an instruction that is neither a jump nor a call nor a return. */
    void step(FunctionKinds of, int at, State state) {
        CrabInstruction instruction = of.function.code().get(at);
        switch (instruction.opcode()) {
            case NOP -> {}
            case LOAD_CONST ->
                    state.stack.add(constant(of, at, module.constants().get(instruction.index())));
            case POP -> state.pop();
            case PRINT -> require(of, at, state.pop());
            case DUP -> state.stack.add(state.stack.getLast());
            case SWAP -> {
                WasmKind right = state.pop();
                WasmKind left = state.pop();
                state.stack.add(right);
                state.stack.add(left);
            }
            case LOAD_LOCAL -> state.stack.add(state.locals[instruction.index()]);
            case STORE_LOCAL -> state.locals[instruction.index()] = state.pop();
            case ADD, SUB, MUL, DIV, MOD -> {
                number(of, at, state.pop());
                number(of, at, state.pop());
                state.stack.add(WasmKind.NUMBER);
            }
            case LT, LE, GT, GE -> {
                number(of, at, state.pop());
                number(of, at, state.pop());
                state.stack.add(WasmKind.BOOLEAN);
            }
            case EQ, NE -> {
                require(of, at, state.pop());
                require(of, at, state.pop());
                state.stack.add(WasmKind.BOOLEAN);
            }
            case NOT -> {
                require(of, at, state.pop());
                state.stack.add(WasmKind.BOOLEAN);
            }
            case NEG -> number(of, at, state.stack.getLast());
            case CALL_NATIVE -> {
                String name = module.symbols().get(instruction.index()).name();
                boolean known = name.equals("abs") || name.equals("sqrt");
                if (!known || !CrabNative.fits(module.symbols().get(instruction.index()))) {
                    throw refused(of, at, "the native '" + name + "' is not known there");
                }
                number(of, at, state.stack.getLast());
            }
            case LOAD_GLOBAL, STORE_GLOBAL, TO_STRING, TYPE_OF ->
                    throw refused(
                            of,
                            at,
                            instruction.opcode()
                                    + " is not translated; Numbers, Booleans, calls, jumps and"
                                    + " PRINT are");
            case JUMP, JUMP_IF, CALL, RET ->
                    throw new IllegalArgumentException(instruction.opcode().name());
        }
    }

    private WasmKind constant(FunctionKinds of, int at, CrabConstant constant) {
        return switch (constant) {
            case CrabConstant.Numeral number -> WasmKind.NUMBER;
            case CrabConstant.Truth truth -> WasmKind.BOOLEAN;
            case CrabConstant.Nil nil -> WasmKind.NIL;
            case CrabConstant.Text text -> throw refused(of, at, "Strings are not translated");
        };
    }

    private void number(FunctionKinds of, int at, WasmKind kind) {
        if (require(of, at, kind) != WasmKind.NUMBER) {
            throw refused(of, at, "a Number is needed, and the operand is " + kind.text());
        }
    }

    /** A kind that has a type: one that is known. */
    private WasmKind require(FunctionKinds of, int at, WasmKind kind) {
        if (kind == WasmKind.NIL || kind == WasmKind.MIXED) {
            throw refused(
                    of, at, "the operand is " + kind.text() + "; a Number or a Boolean is needed");
        }
        return kind;
    }

    private static ConversionException refused(FunctionKinds of, int at, String problem) {
        boolean end = at == of.function.code().size();
        return new ConversionException(
                "function " + of.number + (end ? ", end" : ", instruction " + at) + ": " + problem);
    }
}
