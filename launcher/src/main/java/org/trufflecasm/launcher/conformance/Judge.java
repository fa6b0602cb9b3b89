package org.trufflecasm.launcher.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.trufflecasm.error.ErrorKind;

/** Compares what a run gave with what a case demands. */
public final class Judge {
    private static final int SHOWN = 2_000;

    private final List<String> differences = new ArrayList<>();

    private Judge() {}

    /**
     * What is wrong with an outcome.
     *
     * @return one readable difference per entry, each with the expected and the actual value; empty
     *     if the case passes. For a case that cannot be judged, the reason
     */
    public static List<String> differences(ConformanceCase judged, Outcome outcome) {
        if (!judged.isJudgeable()) {
            return List.of("the case cannot be judged: " + judged.problem());
        }
        Judge judge = new Judge();
        judge.compare(judged.expectation(), outcome);
        return List.copyOf(judge.differences);
    }

    private void compare(Expectation expected, Outcome actual) {
        Expectation.Ending ending = ending(actual);
        if (ending != expected.ending()) {
            differ("outcome", expected.ending().key(), describe(ending, actual));
        }
        if (expected.stdout() != null) {
            check("stdout", expected.stdout(), actual.stdout());
        }
        if (expected.result() != null && actual.isOk()) {
            check(
                    "result",
                    expected.result(),
                    new Expectation.Result(actual.resultType(), actual.resultText()));
        }
        if (expected.errorKind() != null && !actual.isOk()) {
            check("error kind", expected.errorKind(), actual.errorKind());
        }
        if (expected.errorContains() != null
                && !actual.isOk()
                && !Objects.requireNonNullElse(actual.message(), "")
                        .contains(expected.errorContains())) {
            differ(
                    "message",
                    "something with " + quote(expected.errorContains()),
                    quote(actual.message()));
        }
        if (expected.errorMessage() != null && !actual.isOk()) {
            check("message", expected.errorMessage(), actual.message());
        }
        if (expected.trace() != null) {
            compareTraces(expected.trace(), actual.trace());
        }
        if (expected.exitCode() != null) {
            check("exit code", expected.exitCode(), actual.exitCode());
        }
    }

    private static Expectation.Ending ending(Outcome outcome) {
        if (outcome.isOk()) {
            return Expectation.Ending.OK;
        }
        for (ErrorKind kind : ErrorKind.values()) {
            if (kind.name().equals(outcome.errorKind())
                    && (kind.isLoadTime() || (kind.mayBeLoadTime() && outcome.trace().isEmpty()))) {
                return Expectation.Ending.LOAD_ERROR;
            }
        }
        return Expectation.Ending.RUNTIME_ERROR;
    }

    private static String describe(Expectation.Ending ending, Outcome outcome) {
        return outcome.isOk()
                ? ending.key()
                : ending.key() + ", " + outcome.errorKind() + ": " + outcome.message();
    }

    private void compareTraces(List<Expectation.Frame> expected, List<Outcome.Frame> actual) {
        boolean same = expected.size() == actual.size();
        for (int i = 0; same && i < expected.size(); i++) {
            Expectation.Frame frame = expected.get(i);
            same =
                    fits(frame.function(), actual.get(i).function())
                            && fits(frame.file(), actual.get(i).file())
                            && fits(frame.line(), actual.get(i).line());
        }
        if (!same) {
            differ("trace", expected.toString(), actual.toString());
        }
    }

    private static boolean fits(Object expected, Object actual) {
        return expected == null || expected.equals(actual);
    }

    private void check(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differ(what, quote(expected), quote(actual));
        }
    }

    private void differ(String what, String expected, String actual) {
        differences.add(what + ": expected " + expected + ", got " + actual);
    }

    /**
     * Texts as they would stand in a program, so that blanks and ends of lines show; very long ones
     * are cut.
     */
    private static String quote(Object value) {
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '"', '\\' -> quoted.append('\\').append(c);
                default -> {
                    if (Character.isISOControl(c)) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        quoted.append('"');
        return text.length() > SHOWN
                ? quoted + " and " + (text.length() - SHOWN) + " more"
                : quoted.toString();
    }
}
