package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.trufflecasm.error.GuestException;

/**
 * The operations on strings. Operands of other types are replaced by their texts, so that there is
 * no type error except in {@link #join}. Any of them throws {@link GuestException} (MemoryQuota) if
 * its result would be too long.
 */
public final class StringFunctions {
    private StringFunctions() {}

    /** Whether {@code part} occurs in {@code whole}. */
    @TruffleBoundary
    public static boolean contains(Object whole, Object part, Semantics semantics) {
        return semantics.text(whole).indexOf(semantics.text(part), 0) >= 0;
    }

    /** Whether {@code whole} begins with {@code part}. */
    @TruffleBoundary
    public static boolean startsWith(Object whole, Object part, Semantics semantics) {
        return semantics.text(whole).matches(semantics.text(part), 0);
    }

    /** Whether {@code whole} ends with {@code part}. */
    @TruffleBoundary
    public static boolean endsWith(Object whole, Object part, Semantics semantics) {
        CasmString text = semantics.text(whole);
        CasmString end = semantics.text(part);
        return text.matches(end, text.length() - end.length());
    }

    /**
     * The parts between the occurrences of a delimiter, empty ones included; the single characters
     * if the delimiter is empty.
     *
     * @return an array of str
     */
    @TruffleBoundary
    public static CasmArray split(Object whole, Object delimiter, Semantics semantics) {
        CasmString text = semantics.text(whole);
        CasmString border = semantics.text(delimiter);
        Arena arena = semantics.arena();
        if (border.isEmpty()) {
            long each = Arena.SLOT + (text.isWide() ? Arena.OBJECT + 4L : 0);
            arena.reserveObject(Arena.OBJECT + each * text.length(), null);
            Object[] characters = new Object[text.length()];
            for (int i = 0; i < characters.length; i++) {
                arena.work(1, null);
                characters[i] = text.at(i);
            }
            return CasmArray.of(ArrayKind.ARRAY, characters);
        }
        List<Object> parts = new ArrayList<>();
        int from = 0;
        int found = text.indexOf(border, 0);
        while (found >= 0) {
            parts.add(part(text, from, found, arena));
            from = found + border.length();
            found = text.indexOf(border, from);
        }
        parts.add(part(text, from, text.length(), arena));
        arena.reserveObject(Arena.OBJECT, null);
        return CasmArray.of(ArrayKind.ARRAY, parts.toArray());
    }

    /** A piece of a text that becomes an element of an array. */
    private static CasmString part(CasmString text, int from, int to, Arena arena) {
        arena.reserveObject(
                Arena.OBJECT + Arena.SLOT + (to - from) * (text.isWide() ? 4L : 1L), null);
        arena.work(to - from + 1L, null);
        return text.substring(from, to);
    }

    /**
     * Replaces all occurrences, from left to right, of one text by another. An empty one occurs
     * before each character and at the end.
     */
    @TruffleBoundary
    public static CasmString replace(
            Object whole, Object old, Object replacement, Semantics semantics) {
        CasmString text = semantics.text(whole);
        CasmString part = semantics.text(old);
        CasmString instead = semantics.text(replacement);
        int found = text.indexOf(part, 0);
        if (found < 0) {
            return text;
        }
        TextBuilder out = new TextBuilder(CasmString.MAX_LENGTH, semantics.arena());
        if (part.isEmpty()) {
            for (int i = 0; i < text.length(); i++) {
                out.append(instead).append(text.at(i));
            }
            return out.append(instead).finish();
        }
        int from = 0;
        while (found >= 0) {
            out.append(text.substring(from, found)).append(instead);
            from = found + part.length();
            found = text.indexOf(part, from);
        }
        return out.append(text.substring(from, text.length())).finish();
    }

    /**
     * The texts of an array's elements with a delimiter between them.
     *
     * @throws GuestException (TypeError) if the first operand is not an array
     */
    @TruffleBoundary
    public static CasmString join(
            Object elements, Object delimiter, Semantics semantics, Node location) {
        if (!(elements instanceof CasmArray array) || array.kind() != ArrayKind.ARRAY) {
            throw GuestException.typeError("array", semantics.typeName(elements), location);
        }
        semantics.arena().borrows().checkRead(array, location);
        CasmString border = semantics.text(delimiter);
        TextBuilder out = new TextBuilder(CasmString.MAX_LENGTH, semantics.arena());
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(border);
            }
            out.append(semantics.text(array.get(i)));
        }
        return out.finish();
    }

    /** In upper case, by the rules of no particular language. */
    @TruffleBoundary
    public static CasmString toUpper(Object value, Semantics semantics) {
        return CasmString.of(converted(value, semantics).toUpperCase(Locale.ROOT));
    }

    /** In lower case, by the rules of no particular language. */
    @TruffleBoundary
    public static CasmString toLower(Object value, Semantics semantics) {
        return CasmString.of(converted(value, semantics).toLowerCase(Locale.ROOT));
    }

    /** A text that is about to be turned into another one of about the same length. */
    private static String converted(Object value, Semantics semantics) {
        CasmString text = semantics.text(value);
        long storage = text.length() * (text.isWide() ? 4L : 1L);
        // Java's string, the result as Java's string, and the result.
        semantics.arena().reserveObject(Arena.OBJECT + 3 * storage, null);
        semantics.arena().work(text.length(), null);
        return text.toString();
    }

    /** Without white space at both ends. */
    @TruffleBoundary
    public static CasmString trim(Object value, Semantics semantics) {
        return trim(semantics.text(value), true, true, semantics);
    }

    /** Without white space at the start, at the end, or both. */
    @TruffleBoundary
    public static CasmString trim(
            CasmString text, boolean start, boolean end, Semantics semantics) {
        int from = 0;
        int to = text.length();
        while (start && from < to && isWhiteSpace(text.codePointAt(from))) {
            from++;
        }
        while (end && from < to && isWhiteSpace(text.codePointAt(to - 1))) {
            to--;
        }
        semantics
                .arena()
                .reserveObject(Arena.OBJECT + (to - from) * (text.isWide() ? 4L : 1L), null);
        return text.substring(from, to);
    }

    /**
     * The text so many times in a row.
     *
     * @param count 1 or more
     */
    @TruffleBoundary
    public static CasmString repeat(CasmString text, int count, Semantics semantics) {
        TextBuilder out = new TextBuilder(CasmString.MAX_LENGTH, semantics.arena());
        for (int i = 0; i < count; i++) {
            semantics.arena().work(text.length(), null);
            out.append(text);
        }
        return out.finish();
    }

    /** Unicode's property White_Space, which no method of Java tests. */
    static boolean isWhiteSpace(int codePoint) {
        return switch (codePoint) {
            case ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default ->
                    (codePoint >= 0x09 && codePoint <= 0x0D)
                            || (codePoint >= 0x2000 && codePoint <= 0x200A);
        };
    }
}
