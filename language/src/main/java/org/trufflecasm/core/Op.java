package org.trufflecasm.core;

import static org.trufflecasm.core.ControlFlow.BRANCH;
import static org.trufflecasm.core.ControlFlow.HALT;
import static org.trufflecasm.core.ControlFlow.JUMP;
import static org.trufflecasm.core.ControlFlow.NEXT;
import static org.trufflecasm.core.ControlFlow.RETURN;
import static org.trufflecasm.core.ControlFlow.SWITCH;
import static org.trufflecasm.core.Op.Trait.PURE;
import static org.trufflecasm.core.Op.Trait.QUIET;
import static org.trufflecasm.core.Op.Trait.THROWS;
import static org.trufflecasm.core.OperandKind.ARGC;
import static org.trufflecasm.core.OperandKind.BOOL;
import static org.trufflecasm.core.OperandKind.CAPTURES;
import static org.trufflecasm.core.OperandKind.CHOICE;
import static org.trufflecasm.core.OperandKind.COUNT;
import static org.trufflecasm.core.OperandKind.FAILURE;
import static org.trufflecasm.core.OperandKind.FLOAT;
import static org.trufflecasm.core.OperandKind.FUNCTION;
import static org.trufflecasm.core.OperandKind.HINT;
import static org.trufflecasm.core.OperandKind.INT;
import static org.trufflecasm.core.OperandKind.NAME;
import static org.trufflecasm.core.OperandKind.REQUEST;
import static org.trufflecasm.core.OperandKind.RESULT;
import static org.trufflecasm.core.OperandKind.RESULTS;
import static org.trufflecasm.core.OperandKind.SLOT;
import static org.trufflecasm.core.OperandKind.STRING;
import static org.trufflecasm.core.OperandKind.TARGET;
import static org.trufflecasm.core.StackEffect.Variable.POPS_A;
import static org.trufflecasm.core.StackEffect.Variable.POPS_A_PUSHES_B;
import static org.trufflecasm.core.StackEffect.Variable.POPS_B;
import static org.trufflecasm.core.StackEffect.Variable.POPS_B_PUSHES_CONSTANT;
import static org.trufflecasm.core.StackEffect.Variable.POPS_TWICE_A;
import static org.trufflecasm.core.StackEffect.Variable.REACHES_A;
import static org.trufflecasm.core.StackEffect.fixed;
import static org.trufflecasm.core.StackEffect.variable;

import java.util.List;
import java.util.Locale;

/**
 * <b>The</b> table of executable operations. Verifier, printer, lowering and documentation derive
 * from it.
 *
 * <p>Each entry says which operands the operation carries, what it does to the operand stack, where
 * control goes afterwards, and how it may be moved: a <em>pure</em> operation has no effect and
 * cannot fail; a <em>quiet</em> one has an effect (or reads what others change) but cannot fail;
 * all others may fail.
 */
@SuppressWarnings(
        "ImmutableEnumChecker") // its lists are made by List.of, its effects are records of
// constants
public enum Op {
    NOP(List.of(), fixed(0, 0), NEXT, PURE, "does nothing"),

    PUSH_INT(List.of(INT), fixed(0, 1), NEXT, PURE, "pushes an int"),
    PUSH_FLOAT(List.of(FLOAT), fixed(0, 1), NEXT, PURE, "pushes a float"),
    PUSH_STR(List.of(STRING), fixed(0, 1), NEXT, PURE, "pushes a str"),
    PUSH_BOOL(List.of(BOOL), fixed(0, 1), NEXT, PURE, "pushes a bool"),
    PUSH_NULL(List.of(), fixed(0, 1), NEXT, PURE, "pushes null"),
    POP(List.of(), fixed(1, 0), NEXT, PURE, "drops the top value"),
    DUP(List.of(), fixed(1, 2), NEXT, PURE, "a → a a"),
    SWAP(List.of(), fixed(2, 2), NEXT, PURE, "a b → b a"),
    ROT(List.of(), fixed(3, 3), NEXT, PURE, "a b c → b c a"),
    ROT_LOWER(List.of(), fixed(3, 3), NEXT, PURE, "a b c → b a c"),
    PICK(
            List.of(COUNT),
            variable(1, 2, REACHES_A),
            NEXT,
            PURE,
            "copies the n-th value from the top (0 = top)"),
    ROLL(
            List.of(COUNT),
            variable(1, 1, REACHES_A),
            NEXT,
            PURE,
            "moves the n-th value from the top to the top"),

    LOAD(
            List.of(SLOT),
            fixed(0, 1),
            NEXT,
            THROWS,
            "reads a variable; fails if it was never stored"),
    STORE(List.of(SLOT), fixed(1, 0), NEXT, QUIET, "writes a variable"),
    EXPORT_VAR(
            List.of(NAME),
            fixed(1, 0),
            NEXT,
            QUIET,
            "puts a value into the capsule's export table"),
    IMPORT_VAR(List.of(NAME), fixed(0, 1), NEXT, THROWS, "reads the export table"),
    LOAD_GLOBAL(
            List.of(NAME),
            fixed(0, 1),
            NEXT,
            THROWS,
            "reads a variable of the program; fails if the run has not stored it"),
    STORE_GLOBAL(List.of(NAME), fixed(1, 0), NEXT, QUIET, "writes a variable of the program"),

    ADD(List.of(), fixed(2, 1), NEXT, THROWS, "checked sum; concatenation if either is a str"),
    SUB(List.of(), fixed(2, 1), NEXT, THROWS, "checked difference"),
    MUL(List.of(), fixed(2, 1), NEXT, THROWS, "checked product"),
    DIV(List.of(), fixed(2, 1), NEXT, THROWS, "quotient; ints truncate toward zero"),
    MOD(List.of(), fixed(2, 1), NEXT, THROWS, "remainder with the sign of the dividend"),
    NEG(List.of(), fixed(1, 1), NEXT, THROWS, "checked negation"),
    EQ(List.of(), fixed(2, 1), NEXT, QUIET, "structural equality"),
    NE(List.of(), fixed(2, 1), NEXT, QUIET, "structural inequality"),
    LT(List.of(), fixed(2, 1), NEXT, THROWS, "numeric order"),
    GT(List.of(), fixed(2, 1), NEXT, THROWS, "numeric order"),
    LE(List.of(), fixed(2, 1), NEXT, THROWS, "numeric order"),
    GE(List.of(), fixed(2, 1), NEXT, THROWS, "numeric order"),
    AND(List.of(), fixed(2, 1), NEXT, QUIET, "truth of both, as bool"),
    OR(List.of(), fixed(2, 1), NEXT, QUIET, "truth of either, as bool"),
    NOT(List.of(), fixed(1, 1), NEXT, QUIET, "opposite truth, as bool"),
    BIT_AND(List.of(), fixed(2, 1), NEXT, THROWS, "bitwise and"),
    BIT_OR(List.of(), fixed(2, 1), NEXT, THROWS, "bitwise or"),
    BIT_XOR(List.of(), fixed(2, 1), NEXT, THROWS, "bitwise exclusive or"),
    BIT_NOT(List.of(), fixed(1, 1), NEXT, THROWS, "bitwise complement"),
    SHL(List.of(), fixed(2, 1), NEXT, THROWS, "shift left; count 0 to 63"),
    SHR(List.of(), fixed(2, 1), NEXT, THROWS, "arithmetic shift right; count 0 to 63"),
    MATH_POW(List.of(), fixed(2, 1), NEXT, THROWS, "power, as float"),
    MATH_SQRT(List.of(), fixed(1, 1), NEXT, THROWS, "square root, as float"),
    MATH_ABS(List.of(), fixed(1, 1), NEXT, THROWS, "absolute value, as float"),
    MATH_ROUND(List.of(), fixed(1, 1), NEXT, THROWS, "rounds half away from zero, as float"),
    MATH_FLOOR(List.of(), fixed(1, 1), NEXT, THROWS, "rounds down, as float"),
    MATH_CEIL(List.of(), fixed(1, 1), NEXT, THROWS, "rounds up, as float"),
    VEC_ADD(List.of(), fixed(2, 1), NEXT, THROWS, "element-wise sum of two arrays"),
    VEC_DOT(List.of(), fixed(2, 1), NEXT, THROWS, "dot product of two arrays"),
    MAT_MUL(List.of(), fixed(2, 1), NEXT, THROWS, "matrix product of two arrays of arrays"),

    JMP(List.of(TARGET), fixed(0, 0), JUMP, PURE, "goes to the target"),
    JMP_IF(List.of(TARGET), fixed(1, 0), BRANCH, QUIET, "goes to the target if the value is true"),
    JMP_IF_NOT(
            List.of(TARGET),
            fixed(1, 0),
            BRANCH,
            QUIET,
            "goes to the target if the value is false"),
    CALL(
            List.of(FUNCTION, ARGC),
            variable(0, 1, POPS_B),
            NEXT,
            THROWS,
            "calls a function of the program"),
    CALL_MANY(
            List.of(FUNCTION, ARGC, RESULTS),
            variable(0, 0, POPS_B_PUSHES_CONSTANT),
            NEXT,
            THROWS,
            "calls a function that leaves any number of results"),
    CALL_SHARED(
            List.of(FUNCTION),
            fixed(0, 0),
            NEXT,
            THROWS,
            "calls a function that shares the operand stack of its caller"),
    CALL_UNKNOWN(
            List.of(NAME, ARGC),
            variable(0, 1, POPS_B),
            NEXT,
            THROWS,
            "fails: no function has this name"),
    PUSH_FN(List.of(FUNCTION), fixed(0, 1), NEXT, QUIET, "pushes a function of the program"),
    PUSH_CLOSURE(
            List.of(FUNCTION, CAPTURES),
            fixed(0, 1),
            NEXT,
            THROWS,
            "pushes a function that has captured the values of variables"),
    CALL_VALUE(
            List.of(ARGC),
            variable(1, 1, POPS_B),
            NEXT,
            THROWS,
            "f a1 … → result; f is a function or the name of one"),
    CALL_VARIABLE(
            List.of(NAME, SLOT, ARGC),
            variable(0, 1, POPS_B),
            NEXT,
            THROWS,
            "calls the function that a variable holds or names"),
    CALL_VARIABLE_OR_CAPABILITY(
            List.of(NAME, SLOT, ARGC),
            variable(0, 1, POPS_B),
            NEXT,
            THROWS,
            "as call_variable; calls the capability where the variable holds no function"),
    CALL_VARIABLE_DEFAULT(
            List.of(NAME, SLOT),
            fixed(0, 1),
            NEXT,
            THROWS,
            "as call_variable, with as many arguments as the function takes"),
    RET(
            List.of(),
            fixed(0, 0),
            RETURN,
            PURE,
            "leaves the function with the top value, or null if there is none"),
    RET_MANY(
            List.of(COUNT),
            variable(0, 0, POPS_A),
            RETURN,
            PURE,
            "leaves the function with that many results"),
    RET_NULL(List.of(), fixed(0, 0), RETURN, PURE, "leaves the function with null"),
    HALT_TASK(List.of(), fixed(0, 0), HALT, QUIET, "ends the program with the top value, or null"),
    SPAWN(
            List.of(FUNCTION, ARGC),
            variable(0, 1, POPS_B),
            NEXT,
            THROWS,
            "starts a task with a function of the program; pushes its handle"),
    SPAWN_VALUE(
            List.of(ARGC),
            variable(1, 1, POPS_B),
            NEXT,
            THROWS,
            "starts a task with the function that the top value is or names"),
    YIELD(List.of(), fixed(0, 0), NEXT, QUIET, "lets other tasks run"),
    AWAIT(List.of(), fixed(1, 1), NEXT, THROWS, "handle → the result of its task; or v → v"),
    ENTER_TRY(
            List.of(TARGET),
            fixed(0, 0),
            NEXT,
            PURE,
            "puts a handler into force: where to go, and the height of the operand stack"),
    EXIT_TRY(List.of(), fixed(0, 0), NEXT, PURE, "takes the newest handler out of force"),
    THROW(List.of(), fixed(1, 0), ControlFlow.THROW, THROWS, "throws a value"),
    END(
            List.of(),
            fixed(0, 0),
            RETURN,
            PURE,
            "the end of the body: as ret, and not an executed instruction"),
    END_NULL(
            List.of(),
            fixed(0, 0),
            RETURN,
            PURE,
            "the end of the body: as ret_null, and not an executed instruction"),
    HALT_AT_END(
            List.of(),
            fixed(0, 0),
            HALT,
            QUIET,
            "the end of the code: as halt_task, and not an executed instruction"),

    NEW_ARRAY(
            List.of(COUNT, HINT),
            variable(0, 1, POPS_A),
            NEXT,
            QUIET,
            "makes an array of n values"),
    NEW_TUPLE(
            List.of(COUNT, HINT), variable(0, 1, POPS_A), NEXT, QUIET, "makes a tuple of n values"),
    NEW_LIST(List.of(COUNT, HINT), variable(0, 1, POPS_A), NEXT, QUIET, "makes a list of n values"),
    NEW_VECTOR(
            List.of(COUNT, HINT),
            variable(0, 1, POPS_A),
            NEXT,
            QUIET,
            "makes a vector of n values"),
    NEW_SET(
            List.of(COUNT, HINT),
            variable(0, 1, POPS_A),
            NEXT,
            QUIET,
            "makes a set of n values, without repetitions"),
    ARR_GET(List.of(), fixed(2, 1), NEXT, THROWS, "c i → v"),
    ARR_SET(List.of(), fixed(3, 1), NEXT, THROWS, "c i v → c"),
    ARR_LEN(List.of(), fixed(1, 1), NEXT, THROWS, "length of a collection or str"),
    ARR_PUSH(List.of(), fixed(2, 1), NEXT, THROWS, "array v → array"),
    ARR_POP(List.of(), fixed(1, 2), NEXT, THROWS, "array → array v"),
    ARR_POP_VALUE(List.of(), fixed(1, 1), NEXT, THROWS, "array → v"),
    MAKE_RANGE(List.of(), fixed(2, 1), NEXT, THROWS, "a b → array of a … b-1"),
    TUPLE_PUSH(List.of(), fixed(2, 1), NEXT, THROWS, "tuple v → new tuple"),
    LIST_PUSH(List.of(), fixed(2, 1), NEXT, THROWS, "list v → list"),
    VECTOR_PUSH(List.of(), fixed(2, 1), NEXT, THROWS, "vector v → vector"),
    SET_PUSH(List.of(), fixed(2, 1), NEXT, THROWS, "set v → set"),
    TUPLE_APPEND(List.of(), fixed(2, 0), NEXT, THROWS, "tuple under construction v →"),
    LIST_APPEND(List.of(), fixed(2, 0), NEXT, THROWS, "list v →"),
    VECTOR_APPEND(List.of(), fixed(2, 0), NEXT, THROWS, "vector v →"),
    SET_APPEND(List.of(), fixed(2, 0), NEXT, THROWS, "set v →"),
    NEW_OBJ(List.of(), fixed(0, 1), NEXT, QUIET, "makes an empty map"),
    NEW_STRUCT(List.of(NAME), fixed(0, 1), NEXT, QUIET, "makes an empty map with a class name"),
    SET_FIELD(List.of(NAME), fixed(2, 1), NEXT, THROWS, "o v → o"),
    GET_FIELD(List.of(NAME), fixed(1, 1), NEXT, THROWS, "o → v, or null if missing"),
    MAKE_MAP(
            List.of(COUNT),
            variable(0, 1, POPS_TWICE_A),
            NEXT,
            QUIET,
            "k1 v1 … → map, keys by text"),
    TEXT_OF(List.of(), fixed(1, 1), NEXT, QUIET, "the value's text, as printing shows it"),
    TYPE_OF(List.of(), fixed(1, 1), NEXT, QUIET, "name of the value's type"),
    CAST(List.of(NAME), fixed(1, 1), NEXT, THROWS, "converts to the named type"),
    STR_CONTAINS(List.of(), fixed(2, 1), NEXT, QUIET, "s p → bool"),
    STR_STARTS_WITH(List.of(), fixed(2, 1), NEXT, QUIET, "s p → bool"),
    STR_ENDS_WITH(List.of(), fixed(2, 1), NEXT, QUIET, "s p → bool"),
    STR_SPLIT(List.of(), fixed(2, 1), NEXT, QUIET, "s d → array"),
    STR_REPLACE(List.of(), fixed(3, 1), NEXT, QUIET, "s old new → str"),
    STR_JOIN(List.of(), fixed(2, 1), NEXT, THROWS, "array d → str"),
    STR_TO_UPPER(List.of(), fixed(1, 1), NEXT, QUIET, "s → str"),
    STR_TO_LOWER(List.of(), fixed(1, 1), NEXT, QUIET, "s → str"),
    STR_TRIM(List.of(), fixed(1, 1), NEXT, QUIET, "s → str"),

    BORROW(List.of(), fixed(1, 1), NEXT, THROWS, "r → r, with one reader more"),
    BORROW_MUT(List.of(), fixed(1, 1), NEXT, THROWS, "r → r, which only this task may use now"),
    RELEASE(List.of(), fixed(1, 1), NEXT, THROWS, "r → r, with one reader less"),
    RELEASE_MUT(List.of(), fixed(1, 1), NEXT, THROWS, "r → r, mutably borrowed by nobody"),

    CAP_CALL(
            List.of(NAME, COUNT, RESULT),
            variable(0, 0, POPS_A_PUSHES_B),
            NEXT,
            THROWS,
            "calls a host capability"),
    PRINT(
            List.of(),
            fixed(1, 0),
            NEXT,
            THROWS,
            "prints a text without a line end; needs the capability io.print"),
    PRINT_LINE(
            List.of(),
            fixed(1, 0),
            NEXT,
            THROWS,
            "prints a value's text and a line end; needs the capability io.print"),
    CALL_NATIVE(
            List.of(NAME, COUNT, RESULT),
            variable(0, 0, POPS_A_PUSHES_B),
            NEXT,
            THROWS,
            "calls a host capability with what the family makes of its values"),
    CALL_FAMILY(
            List.of(NAME, COUNT, RESULT),
            variable(0, 0, POPS_A_PUSHES_B),
            NEXT,
            THROWS,
            "calls a function that comes with the family of the program"),
    FAIL(List.of(FAILURE), fixed(0, 0), ControlFlow.THROW, THROWS, "fails"),
    HOST_REQUEST(
            List.of(REQUEST, COUNT, RESULT),
            variable(0, 0, POPS_A_PUSHES_B),
            NEXT,
            THROWS,
            "calls a host capability with arguments from the capsule, then the operands"),
    HOST_SWITCH(
            List.of(CHOICE),
            fixed(0, 0),
            SWITCH,
            THROWS,
            "asks a host capability, and goes to the target that its answer selects"),
    EXEC_LANG(List.of(REQUEST), fixed(0, 1), NEXT, THROWS, "runs a block of another language"),
    ;

    /** What the operation may do besides computing its results. */
    public enum Trait {
        /** No effect, cannot fail. */
        PURE,
        /** Has an effect or reads mutable state, cannot fail (but for a lack of memory). */
        QUIET,
        /** May fail. */
        THROWS
    }

    private final List<OperandKind> operands;
    private final StackEffect effect;
    private final ControlFlow flow;
    private final Trait trait;
    private final String summary;

    Op(
            List<OperandKind> operands,
            StackEffect effect,
            ControlFlow flow,
            Trait trait,
            String summary) {
        this.operands = operands;
        this.effect = effect;
        this.flow = flow;
        this.trait = trait;
        this.summary = summary;
    }

    /** The name used in listings: lower case with underscores. */
    public String mnemonic() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The operands in the order in which listings show them. */
    public List<OperandKind> operands() {
        return operands;
    }

    /**
     * The effect on the operand stack. {@code ret}, {@code halt_task} and {@code end} take what is
     * there.
     */
    public StackEffect effect() {
        return effect;
    }

    public ControlFlow flow() {
        return flow;
    }

    /** Whether it has no effect and cannot fail. */
    public boolean isPure() {
        return trait == Trait.PURE;
    }

    /**
     * Whether other code of the guest may run before it has ended, so that all counts must be
     * exact.
     */
    public boolean runsOtherCode() {
        return switch (this) {
            case CALL,
                    CALL_MANY,
                    CALL_SHARED,
                    CALL_VALUE,
                    CALL_VARIABLE,
                    CALL_VARIABLE_OR_CAPABILITY,
                    CALL_VARIABLE_DEFAULT,
                    YIELD,
                    AWAIT ->
                    true;
            default -> false;
        };
    }

    /** Whether it is the end of a function's code, which is not an executed instruction. */
    public boolean isEnd() {
        return this == END || this == END_NULL || this == HALT_AT_END;
    }

    /** Whether it takes a number of operands that is known only when it runs. */
    public boolean takesUnknownNumber() {
        return this == CALL_VARIABLE_DEFAULT;
    }

    /** Whether it can end in a guest error. */
    public boolean mayThrow() {
        return trait == Trait.THROWS;
    }

    /** What it does, in a few words, for the documentation. */
    public String summary() {
        return summary;
    }
}
