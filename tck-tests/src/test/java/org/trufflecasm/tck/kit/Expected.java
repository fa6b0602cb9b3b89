package org.trufflecasm.tck.kit;

import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.tck.ResultVerifier.SnippetRun;

/**
 * What operators and statements of the guest must give for values of any language, written from the
 * specification (§3). What kind of value an argument is to a capsule, the capsule itself tells:
 * that is what other tests are about.
 */
final class Expected {
    private static final Set<String> NUMBERS = Set.of("int", "float");
    private static final Set<String> SEQUENCES = Set.of("array", "tuple", "list", "vector", "set");

    private static final int MOST_TURNS = 100;

    private final Value typeOf;

    /**
     * @param values the capsule with {@code op_type_of}
     */
    Expected(Value values) {
        this.typeOf = values.getMember("op_type_of");
    }

    /** Fails unless a condition holds. */
    static void require(boolean holds, SnippetRun run) {
        if (run.getException() != null && !holds) {
            throw run.getException();
        }
        if (!holds) {
            throw new AssertionError("unexpected result " + run.getResult());
        }
    }

    private String kind(Value value) {
        return typeOf.execute(value).asString();
    }

    private boolean isNumber(Value value) {
        return NUMBERS.contains(kind(value));
    }

    private boolean isInt(Value value) {
        return kind(value).equals("int");
    }

    /** The failure is one of the guest, of one of these kinds. */
    private static void requireFailure(SnippetRun run, String... kinds) {
        PolyglotException failure = run.getException();
        if (failure == null) {
            throw new AssertionError("a failure is expected, not " + run.getResult());
        }
        Value guest = failure.isGuestException() ? failure.getGuestObject() : null;
        if (guest == null
                || !guest.hasMember("kind")
                || !List.of(kinds).contains(guest.getMember("kind").asString())) {
            throw failure;
        }
    }

    private static void requireBoolean(boolean expected, SnippetRun run) {
        require(
                run.getException() == null
                        && run.getResult().isBoolean()
                        && run.getResult().asBoolean() == expected,
                run);
    }

    private static void requireText(String expected, SnippetRun run) {
        require(
                run.getException() == null
                        && run.getResult().isString()
                        && run.getResult().asString().equals(expected),
                run);
    }

    /** Zero, null, false and what is empty are false. */
    private boolean truth(Value value) {
        return switch (kind(value)) {
            case "null" -> false;
            case "bool" -> value.asBoolean();
            case "int" -> value.asLong() != 0;
            case "float" -> value.asDouble() != 0;
            case "str" -> !value.asString().isEmpty();
            case "map" -> entries(value) != 0;
            case String kind when SEQUENCES.contains(kind) -> value.getArraySize() != 0;
            default -> true;
        };
    }

    private static long entries(Value value) {
        return value.hasHashEntries() ? value.getHashSize() : value.getMemberKeys().size();
    }

    void checkOperator(String operator, SnippetRun run) {
        Value a = run.getParameters().get(0);
        Value b = run.getParameters().size() > 1 ? run.getParameters().get(1) : null;
        switch (operator) {
            case "add" -> checkAdd(a, b, run);
            case "div" -> checkArithmetic(operator, a, b, run);
            case "eq" -> checkEquality(a, b, run);
            case "lt" -> checkOrder(a, b, run);
            case "not" -> requireBoolean(!truth(a), run);
            case "arr_get" -> checkArrGet(a, b, run);
            case "neg" -> checkNegation(a, run);
            case "math_sqrt" -> {
                if (isNumber(a)) {
                    requireNumber(Math.sqrt(number(a)), run);
                } else {
                    requireFailure(run, "TypeError");
                }
            }
            case "arr_len" -> checkLength(a, run);
            case "type_of" -> requireText(kind(a), run);
            case "str_to_upper" ->
                    require(run.getException() == null && run.getResult().isString(), run);
            default -> throw new AssertionError("nothing is known about " + operator);
        }
    }

    private double number(Value value) {
        return isInt(value) ? value.asLong() : value.asDouble();
    }

    private static void requireNumber(double expected, SnippetRun run) {
        require(
                run.getException() == null
                        && run.getResult().isNumber()
                        && Double.compare(run.getResult().asDouble(), expected) == 0,
                run);
    }

    private void checkAdd(Value a, Value b, SnippetRun run) {
        if (!kind(a).equals("str") && !kind(b).equals("str")) {
            checkArithmetic("add", a, b, run);
            return;
        }
        require(run.getException() == null && run.getResult().isString(), run);
        String text = run.getResult().asString();
        require(!kind(a).equals("str") || text.startsWith(a.asString()), run);
        require(!kind(b).equals("str") || text.endsWith(b.asString()), run);
    }

    private void checkArithmetic(String operator, Value a, Value b, SnippetRun run) {
        if (!isNumber(a) || !isNumber(b)) {
            requireFailure(run, "TypeError");
        } else if (number(b) == 0 && operator.equals("div")) {
            requireFailure(run, "DivisionByZero");
        } else if (isInt(a) && isInt(b)) {
            checkInts(operator, a.asLong(), b.asLong(), run);
        } else {
            requireNumber(
                    operator.equals("add") ? number(a) + number(b) : number(a) / number(b), run);
        }
    }

    private static void checkInts(String operator, long a, long b, SnippetRun run) {
        long expected;
        try {
            expected = operator.equals("add") ? Math.addExact(a, b) : Math.divideExact(a, b);
        } catch (ArithmeticException overflow) {
            requireFailure(run, "ArithmeticOverflow");
            return;
        }
        require(run.getException() == null && run.getResult().asLong() == expected, run);
    }

    private void checkEquality(Value a, Value b, SnippetRun run) {
        require(run.getException() == null && run.getResult().isBoolean(), run);
        String left = kind(a);
        String right = kind(b);
        if (left.equals("int") && right.equals("int")) {
            requireBoolean(a.asLong() == b.asLong(), run);
        } else if (left.equals("str") && right.equals("str")) {
            requireBoolean(a.asString().equals(b.asString()), run);
        } else if (left.equals("null") && right.equals("null")) {
            requireBoolean(true, run);
        } else if (left.equals("bool") && right.equals("bool")) {
            requireBoolean((a.asBoolean() == b.asBoolean()), run);
        } else if (!left.equals(right) && !(isNumber(a) && isNumber(b))) {
            requireBoolean(false, run);
        }
    }

    private void checkOrder(Value a, Value b, SnippetRun run) {
        if (!isNumber(a) || !isNumber(b)) {
            requireFailure(run, "TypeError");
        } else if (isInt(a) && isInt(b)) {
            requireBoolean(a.asLong() < b.asLong(), run);
        } else {
            requireBoolean(number(a) < number(b), run);
        }
    }

    private void checkNegation(Value a, SnippetRun run) {
        if (isInt(a) && a.asLong() == Long.MIN_VALUE) {
            requireFailure(run, "ArithmeticOverflow");
        } else if (isInt(a)) {
            require(run.getException() == null && run.getResult().asLong() == -a.asLong(), run);
        } else if (isNumber(a)) {
            requireNumber(-a.asDouble(), run);
        } else {
            requireFailure(run, "TypeError");
        }
    }

    private void checkLength(Value a, SnippetRun run) {
        String kind = kind(a);
        long expected;
        if (SEQUENCES.contains(kind)) {
            expected = a.getArraySize();
        } else if (kind.equals("str")) {
            expected = a.asString().codePointCount(0, a.asString().length());
        } else if (kind.equals("map")) {
            expected = entries(a);
        } else {
            requireFailure(run, "TypeError");
            return;
        }
        require(run.getException() == null && run.getResult().asLong() == expected, run);
    }

    private void checkArrGet(Value container, Value index, SnippetRun run) {
        String kind = kind(container);
        boolean indexed = (SEQUENCES.contains(kind) && !kind.equals("set")) || kind.equals("str");
        if (kind.equals("map") && kind(index).equals("str")) {
            require(run.getException() == null, run);
        } else if (!indexed || !isInt(index)) {
            requireFailure(run, "TypeError");
        } else {
            long size =
                    kind.equals("str")
                            ? container.asString().codePointCount(0, container.asString().length())
                            : container.getArraySize();
            long at = index.asLong() < 0 ? index.asLong() + size : index.asLong();
            if (at < 0 || at >= size) {
                requireFailure(run, "IndexOutOfRange");
            } else {
                require(run.getException() == null, run);
            }
        }
    }

    void checkGetField(SnippetRun run) {
        Value object = run.getParameters().get(0);
        if (!kind(object).equals("map")) {
            requireFailure(run, "TypeError");
            return;
        }
        require(run.getException() == null, run);
        Value one = null;
        if (object.hasHashEntries() && object.hasHashEntry("one")) {
            one = object.getHashValue("one");
        } else if (!object.hasHashEntries()) {
            one = object.getMember("one");
        }
        require(kind(run.getResult()).equals(one == null ? "null" : kind(one)), run);
    }

    void checkMakeArray(SnippetRun run) {
        require(run.getException() == null && run.getResult().getArraySize() == 2, run);
        for (int i = 0; i < 2; i++) {
            requireSame(run.getParameters().get(i), run.getResult().getArrayElement(i), run);
        }
    }

    void checkMakeMap(SnippetRun run) {
        require(run.getException() == null && run.getResult().hasMember("one"), run);
        requireSame(run.getParameters().get(0), run.getResult().getMember("one"), run);
    }

    /** The result is the argument, in the form that it has in a capsule. */
    void checkSame(SnippetRun run) {
        require(run.getException() == null, run);
        requireSame(run.getParameters().get(0), run.getResult(), run);
    }

    private void requireSame(Value given, Value back, SnippetRun run) {
        require(kind(given).equals(kind(back)), run);
        switch (kind(given)) {
            case "int" -> require(given.asLong() == back.asLong(), run);
            case "float" -> require(Double.compare(given.asDouble(), back.asDouble()) == 0, run);
            case "str" -> require(given.asString().equals(back.asString()), run);
            case "bool" -> require(given.asBoolean() == back.asBoolean(), run);
            case "null" -> require(back.isNull(), run);
            case "map" -> require(entries(given) == entries(back), run);
            case String kind when SEQUENCES.contains(kind) ->
                    require(given.getArraySize() == back.getArraySize(), run);
            default -> {}
        }
    }

    void checkIf(SnippetRun run) {
        requireText(truth(run.getParameters().get(0)) ? "yes" : "no", run);
    }

    void checkThrow(SnippetRun run) {
        requireFailure(run, "UncaughtException");
    }

    /** Counts up to a number, 100 at most; anything else is no number to compare with. */
    void checkWhile(SnippetRun run) {
        Value count = run.getParameters().get(0);
        if (isNumber(count)) {
            double turns = Double.isNaN(number(count)) ? 0 : Math.ceil(number(count));
            requireNumber(Math.min(MOST_TURNS, Math.max(0, turns)), run);
        } else {
            requireFailure(run, "TypeError");
        }
    }
}
