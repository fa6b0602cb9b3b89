package org.trufflecasm.capability.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;
import org.trufflecasm.capability.Shown;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmNull;

/**
 * The capabilities {@code regex.*} (specification §5). The matcher goes over a text once, whatever
 * the pattern is; pattern size and total work are bounded.
 */
public final class RegexCapabilities {
    private static final int LONGEST_PATTERN = 10_000;
    private static final int LARGEST_PROGRAM = 20_000;

    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    function("regex.test", (matcher, text, v) -> matcher.find()),
                    function("regex.match", (matcher, text, v) -> match(matcher, v)),
                    function("regex.find_all", (matcher, text, v) -> findAll(matcher, v)),
                    function("regex.replace", RegexCapabilities::replace),
                    function("regex.split", RegexCapabilities::split));

    private RegexCapabilities() {}

    /** What one of them does with the matcher of its pattern and text. */
    private interface Body {
        Object apply(Matcher matcher, String text, Arguments arguments);
    }

    private static HostFunction function(String name, Body body) {
        return new PureFunction(
                name,
                (context, values) -> {
                    Arguments arguments = new Arguments(context, values);
                    String pattern = arguments.string(0);
                    String text = arguments.string(1);
                    long size = checkedSize(name, pattern);
                    try {
                        Matcher matcher =
                                Pattern.compile(pattern)
                                        .matcher(
                                                new MeteredText(name, text, size, context.arena()));
                        return body.apply(matcher, text, arguments);
                    } catch (PatternSyntaxException malformed) {
                        throw Arguments.failure(
                                name,
                                malformed.getDescription()
                                        + " in the pattern: "
                                        + Shown.of(malformed.getPattern()));
                    } catch (StackOverflowError nested) {
                        throw Arguments.failure(name, "the pattern is nested too deep");
                    }
                });
    }

    private static long checkedSize(String name, String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw Arguments.failure(
                    name, "the pattern is longer than " + LONGEST_PATTERN + " characters");
        }
        long size = PatternSize.of(pattern);
        if (size > LARGEST_PROGRAM) {
            throw Arguments.failure(name, "the pattern repeats too much, or is nested too deep");
        }
        return size;
    }

    /** The match and what its groups matched, null for a group that took no part. */
    private static Object match(Matcher matcher, Arguments arguments) {
        if (!matcher.find()) {
            return CasmNull.INSTANCE;
        }
        Object[] groups = new Object[matcher.groupCount() + 1];
        reserveArray(groups.length, arguments);
        for (int i = 0; i < groups.length; i++) {
            String group = matcher.group(i);
            groups[i] = group == null ? CasmNull.INSTANCE : arguments.made(group);
        }
        return CasmArray.of(ArrayKind.ARRAY, groups);
    }

    private static Object findAll(Matcher matcher, Arguments arguments) {
        List<Object> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(arguments.made(matcher.group()));
            arguments.context().arena().reserve(Arena.SLOT, null);
        }
        reserveArray(0, arguments);
        return CasmArray.of(ArrayKind.ARRAY, found.toArray());
    }

    private static Object split(Matcher matcher, String text, Arguments arguments) {
        List<Object> parts = new ArrayList<>();
        int from = 0;
        while (matcher.find()) {
            if (matcher.end() == 0 || (matcher.start() == text.length() && from == text.length())) {
                continue; // An empty match at an end parts nothing.
            }
            if (matcher.start() == matcher.end() && matcher.start() == text.length()) {
                continue;
            }
            parts.add(arguments.made(text.substring(from, matcher.start())));
            arguments.context().arena().reserve(Arena.SLOT, null);
            from = matcher.end();
        }
        parts.add(arguments.made(text.substring(from)));
        reserveArray(1, arguments);
        return CasmArray.of(ArrayKind.ARRAY, parts.toArray());
    }

    private static Object replace(Matcher matcher, String text, Arguments arguments) {
        String replacement = arguments.string(2);
        AccountedText result = new AccountedText(arguments.context().arena());
        int from = 0;
        while (matcher.find()) {
            result.add(text, from, matcher.start());
            expand(matcher, replacement, result);
            from = matcher.end();
        }
        result.add(text, from, text.length());
        return result.value();
    }

    private static void reserveArray(int elements, Arguments arguments) {
        Arena arena = arguments.context().arena();
        arena.reserveObject(Arena.OBJECT + (long) Arena.SLOT * elements, null);
    }

    /** {@code $1} is what the first group matched, {@code $0} all, {@code $$} a dollar sign. */
    private static void expand(Matcher matcher, String replacement, AccountedText result) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
            if (c == '$' && next == '$') {
                result.add(replacement, i, i + 1);
                i++;
            } else if (c == '$' && next >= '0' && next <= '9') {
                int group = next - '0';
                if (group > matcher.groupCount()) {
                    throw Arguments.failure(
                            "regex.replace",
                            "the pattern has " + matcher.groupCount() + " groups, no $" + group);
                }
                String matched = matcher.group(group);
                if (matched != null) {
                    result.add(matched, 0, matched.length());
                }
                i++;
            } else {
                result.add(replacement, i, i + 1);
            }
        }
    }

    /** A text that counts how often it is looked at, and ends what looks too often. */
    private static final class MeteredText implements CharSequence {
        /** Steps of the matcher, about: a few seconds of work. */
        private static final long MOST_STEPS = 500_000_000;

        private final String capability;
        private final String text;
        private final long programSize;
        private final Arena arena;
        private long left;

        MeteredText(String capability, String text, long programSize, Arena arena) {
            this.capability = capability;
            this.text = text;
            this.programSize = programSize;
            this.arena = arena;
            this.left = MOST_STEPS / programSize;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            arena.work(programSize, null);
            if (--left < 0) {
                throw Arguments.failure(
                        capability, "the pattern needs too much work for a text of this length");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
