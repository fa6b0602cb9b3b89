package org.trufflecasm.capability.builtin;

import java.util.List;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.StringFunctions;

/**
 * The capabilities {@code str.*} (specification §5). Operands count by their texts; positions and
 * widths are in code points.
 */
public final class StringCapabilities {
    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    new PureFunction("str.concat", StringCapabilities::concat),
                    new PureFunction("str.len", (c, v) -> (long) c.text(v[0]).utf8Length()),
                    new PureFunction(
                            "str.contains",
                            (c, v) -> StringFunctions.contains(v[0], v[1], c.semantics())),
                    new PureFunction(
                            "str.split",
                            (c, v) -> StringFunctions.split(v[0], v[1], c.semantics())),
                    new PureFunction(
                            "str.replace",
                            (c, v) -> StringFunctions.replace(v[0], v[1], v[2], c.semantics())),
                    new PureFunction(
                            "str.join",
                            (c, v) -> StringFunctions.join(v[0], v[1], c.semantics(), null)),
                    new PureFunction(
                            "str.starts_with",
                            (c, v) -> StringFunctions.startsWith(v[0], v[1], c.semantics())),
                    new PureFunction(
                            "str.ends_with",
                            (c, v) -> StringFunctions.endsWith(v[0], v[1], c.semantics())),
                    new PureFunction(
                            "str.to_upper", (c, v) -> StringFunctions.toUpper(v[0], c.semantics())),
                    new PureFunction(
                            "str.to_lower", (c, v) -> StringFunctions.toLower(v[0], c.semantics())),
                    new PureFunction(
                            "str.trim",
                            (c, v) ->
                                    StringFunctions.trim(c.text(v[0]), true, true, c.semantics())),
                    new PureFunction(
                            "str.trim_start",
                            (c, v) ->
                                    StringFunctions.trim(c.text(v[0]), true, false, c.semantics())),
                    new PureFunction(
                            "str.trim_end",
                            (c, v) ->
                                    StringFunctions.trim(c.text(v[0]), false, true, c.semantics())),
                    new PureFunction("str.repeat", StringCapabilities::repeat),
                    new PureFunction("str.substring", StringCapabilities::substring),
                    new PureFunction("str.char_at", StringCapabilities::charAt),
                    new PureFunction(
                            "str.index_of", (c, v) -> (long) c.text(v[0]).indexOf(c.text(v[1]), 0)),
                    new PureFunction("str.pad_left", (c, v) -> pad(c, v, true)),
                    new PureFunction("str.pad_right", (c, v) -> pad(c, v, false)),
                    new PureFunction("str.format", StringCapabilities::format));

    private StringCapabilities() {}

    private static CasmString concat(CapabilityContext context, Object[] values) {
        CasmString all = CasmString.EMPTY;
        for (Object value : values) {
            CasmString text = context.text(value);
            all = joined(context, all, text);
        }
        return all;
    }

    /** Two texts as one, whose storage is paid for. */
    private static CasmString joined(CapabilityContext context, CasmString left, CasmString right) {
        Arguments.checkLength((long) left.length() + right.length());
        context.arena().reserveObject(Arena.OBJECT + left.storageOfConcat(right), null);
        return left.concat(right);
    }

    /** A part of a text, whose storage is paid for. */
    private static CasmString part(CapabilityContext context, CasmString text, int from, int to) {
        context.arena().reserveObject(Arena.OBJECT + (to - from) * (text.isWide() ? 4L : 1L), null);
        return text.substring(from, to);
    }

    private static CasmString repeat(CapabilityContext context, Object[] values) {
        Arguments arguments = new Arguments(context, values);
        CasmString text = arguments.text(0);
        return repeated(context, text, arguments.integer(1));
    }

    private static CasmString repeated(CapabilityContext context, CasmString text, long count) {
        if (count <= 0 || text.isEmpty()) {
            return CasmString.EMPTY;
        }
        if (count > Arguments.LONGEST_TEXT) {
            Arguments.checkLength(count);
        }
        Arguments.checkLength(text.length() * count);
        return StringFunctions.repeat(text, (int) count, context.semantics());
    }

    private static CasmString substring(CapabilityContext context, Object[] values) {
        Arguments arguments = new Arguments(context, values);
        CasmString text = arguments.text(0);
        int from = Math.clamp(arguments.integer(1), 0, text.length());
        int to = Math.clamp(arguments.integer(2), 0, text.length());
        return from < to ? part(context, text, from, to) : CasmString.EMPTY;
    }

    private static CasmString charAt(CapabilityContext context, Object[] values) {
        Arguments arguments = new Arguments(context, values);
        CasmString text = arguments.text(0);
        long index = arguments.integer(1);
        return index >= 0 && index < text.length() ? text.at((int) index) : CasmString.EMPTY;
    }

    private static CasmString pad(CapabilityContext context, Object[] values, boolean left) {
        Arguments arguments = new Arguments(context, values);
        CasmString text = arguments.text(0);
        long missing = arguments.integer(1) - text.length();
        CasmString fill = arguments.text(2);
        if (missing <= 0 || missing > arguments.integer(1) || fill.isEmpty()) {
            return text;
        }
        Arguments.checkLength(text.length() + missing);
        CasmString filling =
                part(
                        context,
                        repeated(context, fill, (missing - 1) / fill.length() + 1),
                        0,
                        (int) missing);
        return left ? joined(context, filling, text) : joined(context, text, filling);
    }

    /**
     * Replaces <code>{}</code> by the next value and <code>{3}</code> by the value of that number,
     * the first one having 0; <code>{{</code> and <code>}}</code> are single braces.
     */
    private static CasmString format(CapabilityContext context, Object[] values) {
        CasmString template = context.text(values[0]);
        CasmString result = CasmString.EMPTY;
        int next = 0;
        int copied = 0;
        for (int i = 0; i < template.length(); i++) {
            int c = template.codePointAt(i);
            if (c != '{' && c != '}') {
                continue;
            }
            result = joined(context, result, part(context, template, copied, i));
            context.arena().work(i - copied + 1L, null);
            if (i + 1 < template.length() && template.codePointAt(i + 1) == c) {
                result = joined(context, result, template.at(i));
                i++;
            } else {
                int end = c == '{' ? endOfNumber(template, i + 1) : -1;
                if (end < 0) {
                    throw Arguments.failure(
                            "str.format",
                            "a single '" + (char) c + "' at " + i + "; write it twice");
                }
                int index = end == i + 1 ? next++ : number(template, i + 1, end);
                if (index < 0 || index >= values.length - 1) {
                    throw Arguments.failure(
                            "str.format",
                            "no value for the place at "
                                    + i
                                    + "; there are "
                                    + (values.length - 1)
                                    + " values");
                }
                CasmString text = context.text(values[index + 1]);
                result = joined(context, result, text);
                i = end;
            }
            copied = i + 1;
        }
        return joined(context, result, part(context, template, copied, template.length()));
    }

    /** Where the closing brace stands behind digits or nothing; -1 if there is none. */
    private static int endOfNumber(CasmString template, int from) {
        int at = from;
        while (at < template.length()
                && template.codePointAt(at) >= '0'
                && template.codePointAt(at) <= '9') {
            at++;
        }
        return at < template.length() && template.codePointAt(at) == '}' ? at : -1;
    }

    /** The number that the digits say; -1 if it is beyond any count of values. */
    private static int number(CasmString template, int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            number = number * 10 + template.codePointAt(i) - '0';
            if (number > 1_000_000) {
                return -1;
            }
        }
        return number;
    }
}
