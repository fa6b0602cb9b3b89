package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trufflecasm.runtime.RuntimeTesting.assertFails;
import static org.trufflecasm.runtime.RuntimeTesting.str;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.error.ErrorKind;

final class CasmStringTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "hello",
                "sixteen letters!",
                "seventeen letters",
                "\u00e4\u00ff\0",
                "\u0100",
                "a\u4e2d",
                "\ud83d\ude00 smile",
                "\ud83d",
                "\ude00\ud83d"
            })
    void keepsTheContentOfAJavaString(String text) {
        for (CasmString value : List.of(CasmString.of(text), CasmString.literal(text))) {
            assertEquals(text, value.toString());
            assertEquals(text.codePointCount(0, text.length()), value.length());
            assertEquals(text.isEmpty(), value.isEmpty());
            assertEquals(str(text), value);
            assertEquals(str(text).hashCode(), value.hashCode());
            int[] codePoints = text.codePoints().toArray();
            for (int i = 0; i < codePoints.length; i++) {
                assertEquals(codePoints[i], value.codePointAt(i));
                assertEquals(Character.toString(codePoints[i]), value.at(i).toString());
            }
        }
    }

    @Test
    void textsOfInts() {
        List<Long> values = new ArrayList<>(List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE));
        for (long power = 1; power <= 100_000_000_000_000_000L; power *= 10) {
            for (long near : List.of(power - 1, power, power + 1, 7 * power, 9 * power + 8)) {
                values.add(near);
                values.add(-near);
            }
        }
        values.addAll(List.of(1L << 31, (1L << 31) - 1, 1L << 32, 1_000_000_000_000_000_000L));
        for (long value : values) {
            assertEquals(Long.toString(value), CasmString.of(value).toString());
            assertEquals("x" + value, str("x").concat(value).toString());
            assertEquals("\u0100" + value, str("\u0100").concat(value).toString());
            assertEquals(Long.toString(value), CasmString.EMPTY.concat(value).toString());
        }
        CasmString base = str("ab").concat(str("cd"));
        CasmString first = base.concat(12L);
        CasmString second = base.concat(-3L);
        assertEquals("abcd12 abcd-3", first + " " + second);
    }

    @Test
    void copiesAscii() {
        byte[] target = new byte[40];
        String text = "exactly 24 characters ok";
        for (int length = 0; length <= text.length(); length++) {
            assertTrue(str(text.substring(0, length)).copyAscii(target, 3));
            assertEquals(
                    text.substring(0, length),
                    new String(target, 3, length, StandardCharsets.US_ASCII));
            assertFalse(str(text.substring(0, length) + "\u00e4").copyAscii(target, 3));
            assertFalse(str("\u0080" + text.substring(0, length)).copyAscii(target, 3));
        }
        assertFalse(str("\u0100").copyAscii(target, 0));
    }

    @Test
    void twoValuesThatExtendTheSameStringDoNotMix() {
        CasmString base = str("ab").concat(str("cd"));
        CasmString first = base.concat(str("1"));
        CasmString second = base.concat(str("2222"));
        CasmString third = first.concat(str("x"));
        CasmString fourth = first.concat(str("y"));
        assertEquals("abcd", base.toString());
        assertEquals("abcd1", first.toString());
        assertEquals("abcd2222", second.toString());
        assertEquals("abcd1x", third.toString());
        assertEquals("abcd1y", fourth.toString());
    }

    @Test
    void literalsAndCachedCharactersAreNeverAppendedTo() {
        CasmString literal = CasmString.literal("abc");
        CasmString one = str("q").at(0);
        for (String more : List.of("1", "2", "\u4e2d")) {
            assertEquals("abc" + more, literal.concat(str(more)).toString());
            assertEquals("q" + more, one.concat(str(more)).toString());
            assertEquals(more, CasmString.EMPTY.concat(str(more)).toString());
        }
        assertEquals("abc", literal.toString());
        assertSame(str("xq").at(1), one);
        assertEquals("q", one.toString());
        assertEquals("", CasmString.EMPTY.toString());
    }

    @Test
    void aStringCanBeAppendedToItself() {
        for (String start : List.of("a", "abcdefg", "abcdefgh", "abcdefghijk", "\u4e2da")) {
            String expected = start;
            CasmString value = str(start);
            for (int i = 0; i < 8; i++) {
                value = value.concat(value);
                expected += expected;
                assertEquals(expected, value.toString());
            }
        }
    }

    @Test
    void anAppendedTextMayLieInTheSameBuffer() {
        CasmString base = str("abc").concat(str("defghijk"));
        CasmString whole = base.concat(str("XY"));
        assertEquals("abcdefghijkXYabcdefghijk", whole.concat(base).toString());
    }

    /** All lengths around the words in which short texts are copied, and both widths. */
    @Test
    void randomConcatenationsBehaveAsThoseOfJava() {
        Random random = new Random(7);
        List<CasmString> values = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            values.add(str("x".repeat(i)));
            expected.add("x".repeat(i));
        }
        values.add(str("\u4e2d\ud83d\ude00"));
        expected.add("\u4e2d\ud83d\ude00");
        for (int i = 0; i < 3000; i++) {
            // Mostly the newest ones, so that in-place appends happen.
            int left = Math.max(0, values.size() - 1 - random.nextInt(4));
            int right = random.nextInt(30);
            if (random.nextInt(4) == 0) {
                left = random.nextInt(values.size());
            }
            right = right < values.size() ? right : values.size() - 1;
            if (expected.get(left).length() + expected.get(right).length() > 3000) {
                left = random.nextInt(22);
            }
            values.add(values.get(left).concat(values.get(right)));
            expected.add(expected.get(left).concat(expected.get(right)));
        }
        for (int i = 0; i < values.size(); i++) {
            assertEquals(expected.get(i), values.get(i).toString());
        }
        for (int i = 0; i < values.size(); i += 7) {
            for (int k = 0; k < values.size(); k += 13) {
                boolean same = expected.get(i).equals(expected.get(k));
                assertEquals(same, values.get(i).contentEquals(values.get(k)));
                if (same) {
                    assertEquals(values.get(i).hashCode(), values.get(k).hashCode());
                }
            }
        }
    }

    @Test
    void aLongLoopOfAppendsIsLinear() {
        CasmString value = CasmString.EMPTY;
        CasmString piece = str("ab");
        for (int i = 0; i < 2_000_000; i++) {
            value = value.concat(piece);
        }
        assertEquals(4_000_000, value.length());
        assertEquals('b', value.codePointAt(3_999_999));
    }

    @Test
    void partsOfWideStringsAreNarrowAgain() {
        CasmString wide = str("abc\u4e2ddef");
        assertEquals(str("abc"), wide.substring(0, 3));
        assertEquals(str("abc").hashCode(), wide.substring(0, 3).hashCode());
        assertEquals(str("c\u4e2dd"), wide.substring(2, 5));
        assertEquals(str("def"), wide.substring(4, 7));
        assertSame(wide, wide.substring(0, 7));
        assertSame(CasmString.EMPTY, wide.substring(3, 3));
        assertEquals(str("abcx"), wide.substring(0, 3).concat(str("x")));
        assertEquals(str("\u4e2d"), wide.at(3));
    }

    @Test
    void stringsOfDifferentWidthDiffer() {
        assertNotEquals(str("abc"), str("ab\u4e2d"));
        assertNotEquals(str("ab\u4e2d"), str("abc"));
        assertNotEquals(str("ab"), str("abc"));
        assertFalse(str("abc").equals("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 9, 10, -1, -9, -10, 42, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE})
    void textOfInts(long value) {
        assertEquals(Long.toString(value), CasmString.of(value).toString());
        assertEquals(value + "!", CasmString.of(value).concat(str("!")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "\u00e4b", "\u07ff\u0800\uffff", "\ud83d\ude00a"})
    void countsUtf8Bytes(String text) {
        assertEquals(text.getBytes(StandardCharsets.UTF_8).length, str(text).utf8Length());
    }

    @Test
    void findsParts() {
        CasmString text = str("abcabd");
        assertEquals(0, text.indexOf(str("ab"), 0));
        assertEquals(3, text.indexOf(str("ab"), 1));
        assertEquals(3, text.indexOf(str("abd"), 0));
        assertEquals(-1, text.indexOf(str("abe"), 0));
        assertEquals(-1, text.indexOf(str("\u4e2d"), 0));
        assertEquals(6, text.indexOf(CasmString.EMPTY, 6));
        assertEquals(2, str("\u4e2dxab").indexOf(str("ab"), 0));
        assertEquals(1, str("a\u4e2d\u4e2e").indexOf(str("\u4e2d\u4e2e"), 0));
        assertTrue(text.matches(str("bd"), 4));
        assertFalse(text.matches(str("bd"), 5));
        assertFalse(text.matches(str("bd"), -1));
    }

    @Test
    void aBuilderFailsAtItsLimit() {
        for (String unit : List.of("x", "\u4e2d")) {
            TextBuilder builder = new TextBuilder(200, null);
            builder.append(str(unit.repeat(150))).appendAscii("y".repeat(49)).append(str("z"));
            assertFails(
                    ErrorKind.MemoryQuota, "memory quota exceeded", () -> builder.append(str("!")));
            assertEquals(unit.repeat(150) + "y".repeat(49) + "z", builder.finish().toString());
        }
    }

    @Test
    void isAStringForOtherLanguages() throws UnsupportedMessageException {
        InteropLibrary interop = InteropLibrary.getUncached();
        assertTrue(interop.isString(str("h\u00e4\u4e2d")));
        assertEquals("h\u00e4\u4e2d", interop.asString(str("h\u00e4\u4e2d")));
        assertEquals("h\u00e4", interop.asTruffleString(str("h\u00e4")).toJavaStringUncached());
        assertEquals("x", interop.asString(interop.toDisplayString(str("x"))));
    }
}
