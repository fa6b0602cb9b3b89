package org.trufflecasm.format.crab;

import java.util.Arrays;
import java.util.List;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * Checks a module (specification of CVM, §6): first the operand of each instruction, dead code
 * included, then the height of the operand stack on every way. In time and memory in proportion to
 * the code.
 */
final class CrabVerifier {
    private static final int MAX_HEIGHT = 65_535;
    private static final int UNKNOWN = -1;

    private final CrabModule module;
    private final int number;
    private final CrabFunction function;
    private final List<CrabInstruction> code;
    private final int[] heights;
    private int[] queue = new int[16];
    private int queued;

    private CrabVerifier(CrabModule module, int number) {
        this.module = module;
        this.number = number;
        this.function = module.functions().get(number);
        this.code = function.code();
        this.heights = new int[code.size() + 1];
    }

    /**
     * Checks all functions, in order.
     *
     * @throws LoadException with the first thing that is wrong
     */
    static void verify(CrabModule module) {
        for (int i = 0; i < module.functions().size(); i++) {
            CrabVerifier verifier = new CrabVerifier(module, i);
            verifier.checkOperands();
            verifier.checkHeights();
        }
    }

    private void checkOperands() {
        for (int i = 0; i < code.size(); i++) {
            CrabInstruction instruction = code.get(i);
            long operand = instruction.operand();
            switch (instruction.opcode().operand()) {
                case NONE -> {}
                case TARGET -> {
                    if (operand > code.size()) {
                        throw refused(ErrorKind.InvalidJumpTarget, i, "invalid jump target: ", i);
                    }
                }
                case CONSTANT -> {
                    if (operand >= module.constants().size()) {
                        throw refused(
                                ErrorKind.InvalidConstIndex, i, "invalid constant index: ", i);
                    }
                }
                case FUNCTION -> {
                    if (operand >= module.functions().size()) {
                        throw refused(
                                ErrorKind.InvalidFunctionIndex, i, "invalid function index: ", i);
                    }
                }
                case LOCAL -> {
                    if (operand >= function.locals()) {
                        throw refused(ErrorKind.InvalidLocal, i, "invalid local: ", i);
                    }
                }
                case GLOBAL -> checkSymbol(i, operand, CrabSymbol.Kind.GLOBAL);
                case NATIVE -> checkSymbol(i, operand, CrabSymbol.Kind.NATIVE);
            }
        }
    }

    private void checkSymbol(int instruction, long index, CrabSymbol.Kind wanted) {
        if (index >= module.symbols().size()
                || module.symbols().get((int) index).kind() != wanted) {
            throw refused(ErrorKind.InvalidSymbol, instruction, "invalid symbol: ", instruction);
        }
    }

    private LoadException refused(ErrorKind kind, int at, String problem, int shown) {
        return refused(kind, at, problem + code.get(shown).operand());
    }

    private void checkHeights() {
        Arrays.fill(heights, UNKNOWN);
        if (function.arity() > MAX_HEIGHT) {
            throw refused(ErrorKind.StackOverflow, 0, overflow(function.arity()));
        }
        enqueue(0, function.arity());
        for (int next = 0; next < queued; next += 2) {
            follow(queue[next], queue[next + 1]);
        }
    }

    private void enqueue(int position, int height) {
        if (queued + 2 > queue.length) {
            queue = Arrays.copyOf(queue, queue.length * 2);
        }
        queue[queued++] = position;
        queue[queued++] = height;
    }

    /** Follows the straight line from a position up to a jump, the end, or what is known. */
    private void follow(int start, int startHeight) {
        int position = start;
        int height = startHeight;
        while (isNew(position, height)) {
            if (position == code.size()) {
                checkResult(position, height);
                return;
            }
            CrabInstruction instruction = code.get(position);
            height = heightBehind(position, instruction, height);
            switch (instruction.opcode()) {
                case RET -> {
                    checkResult(position, height);
                    return;
                }
                case JUMP -> {
                    enqueue(instruction.index(), height);
                    return;
                }
                case JUMP_IF -> {
                    enqueue(instruction.index(), height);
                    enqueue(position + 1, height);
                    return;
                }
                default -> position++;
            }
        }
    }

    /** Whether a position is met for the first time; if not, the heights must be the same. */
    private boolean isNew(int position, int height) {
        if (heights[position] == UNKNOWN) {
            heights[position] = height;
            return true;
        }
        if (heights[position] != height) {
            throw refused(
                    ErrorKind.StackHeightMismatch,
                    position,
                    "stack height mismatch: " + heights[position] + " and " + height);
        }
        return false;
    }

    private int heightBehind(int position, CrabInstruction instruction, int height) {
        int pops = instruction.opcode().pops();
        int pushes = instruction.opcode().pushes();
        if (instruction.opcode() == CrabOpcode.CALL) {
            CrabFunction callee = module.functions().get(instruction.index());
            pops = callee.arity();
            pushes = callee.results();
        } else if (instruction.opcode() == CrabOpcode.CALL_NATIVE) {
            CrabSymbol callee = module.symbols().get(instruction.index());
            pops = callee.arity();
            pushes = callee.results();
        }
        if (height < pops) {
            throw refused(
                    ErrorKind.StackUnderflow,
                    position,
                    "stack underflow: needs " + pops + ", has " + height);
        }
        int behind = height - pops + pushes;
        if (behind > MAX_HEIGHT) {
            throw refused(ErrorKind.StackOverflow, position, overflow(behind));
        }
        return behind;
    }

    private static String overflow(int height) {
        return "stack overflow: " + height + " operands, at most " + MAX_HEIGHT;
    }

    private void checkResult(int position, int height) {
        if (function.results() == 1 && height == 0) {
            throw refused(
                    ErrorKind.MissingResult, position, "missing result: needs 1 operand, has 0");
        }
    }

    private LoadException refused(ErrorKind kind, int position, String problem) {
        boolean atEnd = position == code.size();
        String place =
                "function " + number + (atEnd ? ", end" : ", instruction " + position) + ": ";
        return LoadException.worded(
                kind,
                place + problem,
                problem,
                LoadException.Place.in(module.functionName(number), position));
    }
}
