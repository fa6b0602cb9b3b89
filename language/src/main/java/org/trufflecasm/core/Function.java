package org.trufflecasm.core;

import java.util.List;

/**
 * One function of a {@link Program}. Immutable; safe to share between threads.
 *
 * <p>A function takes its arguments in one of two ways. With <em>bound</em> parameters the first
 * argument pushed goes to slot 0, the second to slot 1, and so on. With <em>initial operands</em>
 * the arguments lie on the callee's operand stack when it starts, the last one pushed on top.
 */
public final class Function {
    private final String name;
    private final List<String> parameters;
    private final List<String> slots;
    private final int boundParameters;
    private final int initialOperands;
    private final List<Instruction> code;
    private final SourceMap sourceMap;
    private final boolean sharesOperandStack;
    private final boolean numberedSlots;
    private final boolean startsWithNulls;
    private final int start;

    /**
     * @param name what the capsule calls it; several functions may share a name where one body runs
     *     under two conventions
     * @param parameters declared parameter names, in order
     * @param slots the name of every variable slot; the bound parameters come first
     * @param boundParameters how many arguments go to slots 0, 1, …
     * @param initialOperands how many arguments lie on the operand stack at the start
     * @param code instructions; the last one is {@link Op#END}, which is not part of the body
     * @param sourceMap original positions by instruction index
     */
    public Function(
            String name,
            List<String> parameters,
            List<String> slots,
            int boundParameters,
            int initialOperands,
            List<Instruction> code,
            SourceMap sourceMap) {
        this(
                name,
                parameters,
                slots,
                boundParameters,
                initialOperands,
                code,
                sourceMap,
                false,
                false,
                false,
                0);
    }

    private Function(
            String name,
            List<String> parameters,
            List<String> slots,
            int boundParameters,
            int initialOperands,
            List<Instruction> code,
            SourceMap sourceMap,
            boolean sharesOperandStack,
            boolean numberedSlots,
            boolean startsWithNulls,
            int start) {
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.slots = List.copyOf(slots);
        this.boundParameters = boundParameters;
        this.initialOperands = initialOperands;
        this.code = List.copyOf(code);
        this.sourceMap = sourceMap;
        this.sharesOperandStack = sharesOperandStack;
        this.numberedSlots = numberedSlots;
        this.startsWithNulls = startsWithNulls;
        this.start = start;
    }

    /**
     * A part of one code that functions share, whose variables have numbers.
     *
     * @param initialOperands how many operands of its caller it consumes; -1 if its operands lie on
     *     the stack of its task, above those of its callers, which it may consume, and it leaves
     *     its results there
     * @param slots the number of every variable slot, as text
     * @param start the instruction that runs first
     */
    public static Function part(
            String name,
            List<String> slots,
            int initialOperands,
            List<Instruction> code,
            SourceMap sourceMap,
            int start) {
        return new Function(
                name,
                List.of(),
                slots,
                0,
                Math.max(0, initialOperands),
                code,
                sourceMap,
                initialOperands < 0,
                true,
                false,
                start);
    }

    /**
     * A function whose arguments are its initial operands, and whose variables have numbers and are
     * null until they are stored.
     *
     * @param initialOperands how many operands of its caller it consumes
     * @param slots the number of every variable slot, as text
     */
    public static Function ofOperands(
            String name, int initialOperands, List<String> slots, List<Instruction> code) {
        return new Function(
                name,
                List.of(),
                slots,
                0,
                initialOperands,
                code,
                SourceMap.NONE,
                false,
                true,
                true,
                0);
    }

    /**
     * The same function with other code that does the same.
     *
     * @param start the instruction that runs first
     */
    public Function withCode(List<Instruction> replacement, int start) {
        return new Function(
                name,
                parameters,
                slots,
                boundParameters,
                initialOperands,
                replacement,
                SourceMap.NONE,
                sharesOperandStack,
                numberedSlots,
                startsWithNulls,
                start);
    }

    public String name() {
        return name;
    }

    /** Declared parameter names. */
    public List<String> parameters() {
        return parameters;
    }

    /** Names of the variable slots by index. */
    public List<String> slots() {
        return slots;
    }

    /** How many arguments go to slots 0, 1, …; 0 if the arguments are initial operands. */
    public int boundParameters() {
        return boundParameters;
    }

    /** How many arguments lie on the operand stack at the start. */
    public int initialOperands() {
        return initialOperands;
    }

    /** Index of the instruction that runs first. */
    public int start() {
        return start;
    }

    /** What errors call a variable: {@code variable 'x'} or {@code slot 3}. */
    public String slotText(int slot) {
        return numberedSlots ? "slot " + slots.get(slot) : "variable '" + slots.get(slot) + "'";
    }

    /** Whether its variables are null until they are stored; else reading them before fails. */
    public boolean startsWithNulls() {
        return startsWithNulls;
    }

    /** Whether its operands lie on the stack of its task, with those of its callers. */
    public boolean sharesOperandStack() {
        return sharesOperandStack;
    }

    /** How many arguments a caller passes, in the order they were pushed. */
    public int argumentCount() {
        return boundParameters + initialOperands;
    }

    /** The instructions; never empty, the last one is {@link Op#END}. */
    public List<Instruction> code() {
        return code;
    }

    public SourceMap sourceMap() {
        return sourceMap;
    }

    @Override
    public String toString() {
        return "function " + name;
    }
}
