package org.trufflecasm.format.crab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Family;
import org.trufflecasm.format.ConversionException;

/**
 * The WebAssembly code of one function. Each place of the operand stack and each local is a local
 * of WebAssembly for each kind that it holds. Blocks follow each other as in the module: a jump
 * forward is a branch, a jump back sets a state and begins the loop around all blocks again, which
 * goes to the block of that state. So any control flow can be said, irreducible too.
 */
final class WasmFunction {
    private static final int MAX_BLOCKS = 10_000;
    private static final int MAX_LOCALS = 40_000;
    private static final int DIVISION_BY_ZERO = 1;
    private static final int DEPTH = 2;

    private final CrabModule module;
    private final WasmKinds kinds;
    private final WasmKinds.FunctionKinds of;
    private final Map<Integer, Integer> functionIndexes;
    private final List<Integer> heads = new ArrayList<>();
    private final Map<Integer, Integer> blockAt = new HashMap<>();
    private final Map<String, Integer> locals = new HashMap<>();
    private final List<Integer> localTypes = new ArrayList<>();
    private final WasmBytes code = new WasmBytes();
    private int stateLocal;
    private WasmKinds.State state;

    WasmFunction(
            CrabModule module,
            WasmKinds kinds,
            WasmKinds.FunctionKinds of,
            Map<Integer, Integer> functionIndexes) {
        this.module = module;
        this.kinds = kinds;
        this.of = of;
        this.functionIndexes = functionIndexes;
        for (int head : of.heads) {
            if (of.states[head] != null) {
                blockAt.put(head, heads.size());
                heads.add(head);
            }
        }
    }

    /** Its declarations and its code. */
    WasmBytes body() {
        if (heads.size() > MAX_BLOCKS) {
            throw new ConversionException(
                    "function " + of.number + " has more than " + MAX_BLOCKS + " blocks");
        }
        for (int i = 0; i < of.parameters.length; i++) {
            code.add(WasmBytes.LOCAL_GET).u32(i);
            set(operand(i, of.parameters[i]));
        }
        if (heads.size() == 1) {
            block(0);
        } else {
            blocks();
        }
        code.add(WasmBytes.UNREACHABLE, WasmBytes.END);
        if (localTypes.size() > MAX_LOCALS) {
            throw new ConversionException(
                    "function " + of.number + " needs more than " + MAX_LOCALS + " locals");
        }
        WasmBytes body = new WasmBytes().u32(localTypes.size());
        localTypes.forEach(type -> body.u32(1).add(type));
        return body.all(code);
    }

    private void blocks() {
        stateLocal = local("state", WasmBytes.I32);
        code.add(WasmBytes.LOOP, WasmBytes.EMPTY);
        for (int i = 0; i < heads.size(); i++) {
            code.add(WasmBytes.BLOCK, WasmBytes.EMPTY);
        }
        get(stateLocal);
        code.add(WasmBytes.BR_TABLE).u32(heads.size() - 1);
        for (int i = 0; i < heads.size(); i++) {
            code.u32(i);
        }
        for (int i = 0; i < heads.size(); i++) {
            code.add(WasmBytes.END);
            block(i);
        }
        code.add(WasmBytes.UNREACHABLE, WasmBytes.END);
    }

    private void block(int block) {
        int head = heads.get(block);
        state = new WasmKinds.State(of.states[head], of.function.locals());
        List<CrabInstruction> instructions = of.function.code();
        for (int i = head; ; i++) {
            if (i == instructions.size()) {
                leave();
                return;
            }
            if (i > head && of.heads.contains(i)) {
                return; // falls into the next block
            }
            CrabInstruction instruction = instructions.get(i);
            switch (instruction.opcode()) {
                case RET -> {
                    leave();
                    return;
                }
                case JUMP -> {
                    jump(block, instruction.index(), 0);
                    return;
                }
                case JUMP_IF -> {
                    jumpIf(block, instruction.index());
                    return;
                }
                case CALL -> {
                    if (!call(instruction.index())) {
                        code.add(WasmBytes.UNREACHABLE);
                        return;
                    }
                }
                default -> plain(i, instruction);
            }
        }
    }

    private void leave() {
        if (of.function.results() == 1) {
            get(top(0));
        }
        code.add(WasmBytes.RETURN);
    }

    /** Goes to another block, out of that many other constructs. */
    private void jump(int from, int target, int inside) {
        int to = blockAt.get(target);
        if (to > from) {
            code.add(WasmBytes.BR).u32(to - from - 1 + inside);
        } else {
            code.add(WasmBytes.I32_CONST).s32(to);
            set(stateLocal);
            code.add(WasmBytes.BR).u32(heads.size() - 1 - from + inside);
        }
    }

    /** A Number is always true. */
    private void jumpIf(int block, int target) {
        int condition = top(0);
        if (state.pop() == WasmKind.NUMBER) {
            jump(block, target, 0);
            return;
        }
        get(condition);
        code.add(WasmBytes.IF, WasmBytes.EMPTY);
        jump(block, target, 1);
        code.add(WasmBytes.END);
    }

    /** Calls; whether it ever comes back. */
    private boolean call(int number) {
        WasmKinds.FunctionKinds callee = kinds.function(number);
        int arity = callee.parameters.length;
        code.add(WasmBytes.GLOBAL_GET).u32(0).add(WasmBytes.I32_CONST);
        code.s32((int) Family.CRAB.defaultCallDepth()).add(WasmBytes.I32_GE_S);
        failIf(DEPTH);
        changeDepth(WasmBytes.I32_ADD);
        int first = state.stack.size() - arity;
        for (int i = 0; i < arity; i++) {
            get(operand(first + i, callee.parameters[i]));
        }
        code.add(WasmBytes.CALL).u32(functionIndexes.get(number));
        for (int i = 0; i < arity; i++) {
            state.pop();
        }
        if (callee.function.results() == 1) {
            if (callee.result == null) {
                return false;
            }
            state.stack.add(callee.result);
            set(top(0));
        }
        changeDepth(WasmBytes.I32_SUB);
        return true;
    }

    private void changeDepth(int operation) {
        code.add(WasmBytes.GLOBAL_GET).u32(0).add(WasmBytes.I32_CONST).s32(1).add(operation);
        code.add(WasmBytes.GLOBAL_SET).u32(0);
    }

    /** Fails if the value that was just computed is true. */
    private void failIf(int reason) {
        code.add(WasmBytes.IF, WasmBytes.EMPTY, WasmBytes.I32_CONST).s32(reason);
        code.add(WasmBytes.CALL).u32(WasmTranslator.FAIL);
        code.add(WasmBytes.UNREACHABLE, WasmBytes.END);
    }

    private void plain(int at, CrabInstruction instruction) {
        int height = state.stack.size();
        WasmKind right = height > 0 ? state.stack.getLast() : null;
        WasmKind left = height > 1 ? state.stack.get(height - 2) : null;
        List<WasmKind> before = List.copyOf(state.stack);
        WasmKind[] variables = state.locals.clone();
        kinds.step(of, at, state);
        switch (instruction.opcode()) {
            case NOP, POP -> {}
            case LOAD_CONST -> constant(module.constants().get(instruction.index()));
            case PRINT -> {
                get(operand(height - 1, right));
                code.add(WasmBytes.CALL);
                code.u32(
                        right == WasmKind.BOOLEAN
                                ? WasmTranslator.PRINT_BOOLEAN
                                : WasmTranslator.PRINT_NUMBER);
            }
            case DUP -> {
                if (hasType(right)) {
                    get(operand(height - 1, right));
                    set(operand(height, right));
                }
            }
            case SWAP -> {
                fetch(height - 2, left);
                fetch(height - 1, right);
                store(height - 2, right); // the newest value, where the other one was
                store(height - 1, left);
            }
            case LOAD_LOCAL -> {
                WasmKind kind = variables[instruction.index()];
                if (hasType(kind)) {
                    get(variable(instruction.index(), kind));
                    set(operand(height, kind));
                }
            }
            case STORE_LOCAL -> {
                if (hasType(right)) {
                    get(operand(height - 1, right));
                    set(variable(instruction.index(), right));
                }
            }
            case ADD -> arithmetic(height, WasmBytes.F64_ADD);
            case SUB -> arithmetic(height, WasmBytes.F64_SUB);
            case MUL -> arithmetic(height, WasmBytes.F64_MUL);
            case DIV -> {
                checkDivisor(height);
                arithmetic(height, WasmBytes.F64_DIV);
            }
            case MOD -> {
                checkDivisor(height);
                get(operand(height - 2, WasmKind.NUMBER));
                get(operand(height - 1, WasmKind.NUMBER));
                code.add(WasmBytes.CALL).u32(WasmTranslator.REMAINDER);
                set(operand(height - 2, WasmKind.NUMBER));
            }
            case LT -> compare(height, WasmKind.NUMBER, WasmBytes.F64_LT);
            case LE -> compare(height, WasmKind.NUMBER, WasmBytes.F64_LE);
            case GT -> compare(height, WasmKind.NUMBER, WasmBytes.F64_GT);
            case GE -> compare(height, WasmKind.NUMBER, WasmBytes.F64_GE);
            case EQ -> equal(height, before, WasmBytes.F64_EQ, WasmBytes.I32_EQ, 0);
            case NE -> equal(height, before, WasmBytes.F64_NE, WasmBytes.I32_NE, 1);
            case NOT -> {
                if (right == WasmKind.BOOLEAN) {
                    get(operand(height - 1, right));
                    code.add(WasmBytes.I32_EQZ);
                } else {
                    code.add(WasmBytes.I32_CONST).s32(0);
                }
                set(operand(height - 1, WasmKind.BOOLEAN));
            }
            case NEG -> unary(height, WasmBytes.F64_NEG);
            case CALL_NATIVE ->
                    unary(
                            height,
                            module.symbols().get(instruction.index()).name().equals("abs")
                                    ? WasmBytes.F64_ABS
                                    : WasmBytes.F64_SQRT);
            case LOAD_GLOBAL, STORE_GLOBAL, TO_STRING, TYPE_OF, JUMP, JUMP_IF, CALL, RET ->
                    throw new IllegalStateException(instruction.opcode().name());
        }
    }

    private void constant(CrabConstant constant) {
        switch (constant) {
            case CrabConstant.Numeral(long bits) -> code.add(WasmBytes.F64_CONST).f64(bits);
            case CrabConstant.Truth(boolean value) ->
                    code.add(WasmBytes.I32_CONST).s32(value ? 1 : 0);
            case CrabConstant.Nil nil -> {
                return; // nobody looks at it
            }
            case CrabConstant.Text text -> throw new IllegalStateException(text.text());
        }
        set(top(0));
    }

    private void arithmetic(int height, int operation) {
        get(operand(height - 2, WasmKind.NUMBER));
        get(operand(height - 1, WasmKind.NUMBER));
        code.add(operation);
        set(operand(height - 2, WasmKind.NUMBER));
    }

    private void unary(int height, int operation) {
        get(operand(height - 1, WasmKind.NUMBER));
        code.add(operation);
        set(operand(height - 1, WasmKind.NUMBER));
    }

    private void checkDivisor(int height) {
        get(operand(height - 1, WasmKind.NUMBER));
        code.add(WasmBytes.F64_CONST).f64(0).add(WasmBytes.F64_EQ);
        failIf(DIVISION_BY_ZERO);
    }

    private void compare(int height, WasmKind kind, int operation) {
        get(operand(height - 2, kind));
        get(operand(height - 1, kind));
        code.add(operation);
        set(operand(height - 2, WasmKind.BOOLEAN));
    }

    private void equal(
            int height, List<WasmKind> before, int ofNumbers, int ofBooleans, int otherwise) {
        WasmKind left = before.get(height - 2);
        if (left == before.get(height - 1)) {
            compare(height, left, left == WasmKind.NUMBER ? ofNumbers : ofBooleans);
        } else {
            code.add(WasmBytes.I32_CONST).s32(otherwise);
            set(operand(height - 2, WasmKind.BOOLEAN));
        }
    }

    private static boolean hasType(WasmKind kind) {
        return kind == WasmKind.NUMBER || kind == WasmKind.BOOLEAN;
    }

    private void fetch(int place, WasmKind kind) {
        if (hasType(kind)) {
            get(operand(place, kind));
        }
    }

    private void store(int place, WasmKind kind) {
        if (hasType(kind)) {
            set(operand(place, kind));
        }
    }

    /** The local of an operand, counted from the top; it has a kind with a type. */
    private int top(int depth) {
        int place = state.stack.size() - 1 - depth;
        return operand(place, state.stack.get(place));
    }

    private int operand(int place, WasmKind kind) {
        return local("operand " + place + " " + kind, kind.type());
    }

    private int variable(int number, WasmKind kind) {
        return local("variable " + number + " " + kind, kind.type());
    }

    private int local(String name, int type) {
        return locals.computeIfAbsent(
                name,
                key -> {
                    localTypes.add(type);
                    return of.parameters.length + localTypes.size() - 1;
                });
    }

    private void get(int local) {
        code.add(WasmBytes.LOCAL_GET).u32(local);
    }

    private void set(int local) {
        code.add(WasmBytes.LOCAL_SET).u32(local);
    }
}
