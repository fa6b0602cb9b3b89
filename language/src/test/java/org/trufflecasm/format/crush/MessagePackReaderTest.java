package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/** MessagePack capsules: both layouts, and what is refused, at which byte. */
class MessagePackReaderTest {

    /** Writes values. */
    @FunctionalInterface
    private interface Packing {
        void pack(MessageBufferPacker packer) throws IOException;
    }

    private static byte[] packed(Packing packing) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packing.pack(packer);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A list, a map, or a value, of Java objects. */
    private static void pack(MessageBufferPacker packer, Object value) throws IOException {
        switch (value) {
            case null -> packer.packNil();
            case List<?> list -> {
                packer.packArrayHeader(list.size());
                for (Object element : list) {
                    pack(packer, element);
                }
            }
            case Map<?, ?> map -> {
                packer.packMapHeader(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    pack(packer, entry.getKey());
                    pack(packer, entry.getValue());
                }
            }
            case byte[] bytes -> packer.packBinaryHeader(bytes.length).addPayload(bytes);
            case String string -> packer.packString(string);
            case Boolean bool -> packer.packBoolean(bool);
            case Double real -> packer.packDouble(real);
            case Number integer -> packer.packLong(integer.longValue());
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    private static byte[] packed(Object value) {
        return packed(packer -> pack(packer, value));
    }

    private static CrushProgram read(Object value) {
        return CrushReader.readMessagePack(packed(value));
    }

    private static LoadException refused(byte[] content) {
        return assertThrows(
                LoadException.class,
                () -> CrushVerifier.verify(CrushReader.readMessagePack(content)));
    }

    private static void assertRefused(byte[] content, ErrorKind kind, String words) {
        LoadException e = refused(content);
        assertEquals(kind, e.kind(), e::getMessage);
        assertTrue(e.getMessage().contains(words), e::getMessage);
    }

    private static Object program(Object... body) {
        return Map.of("functions", Map.of("main", Map.of("body", List.of(body))));
    }

    @Test
    void mapLayout() {
        CrushProgram program =
                read(
                        Map.of(
                                "version", "1.0",
                                "manifest", Map.of("permissions", Map.of("io.print", true)),
                                "functions",
                                        Map.of(
                                                "main",
                                                Map.of(
                                                        "params", List.of("a"),
                                                        "locals", List.of("b"),
                                                        "type_hints", Map.of("a", "Int"),
                                                        "body",
                                                                List.of(
                                                                        Map.of(
                                                                                "op",
                                                                                "push_int",
                                                                                "value",
                                                                                5,
                                                                                "meta",
                                                                                Map.of(
                                                                                        "line",
                                                                                        3)))))));
        CrushFunction main = program.functions().getFirst();
        assertEquals(List.of("a"), main.params());
        assertEquals(List.of("b"), main.locals());
        assertEquals(Map.of("a", "Int"), main.typeHints());
        assertEquals(Map.of("value", 5L), main.body().getFirst().operands());
        assertEquals(new SourcePosition(null, 3, 0), main.body().getFirst().position());
        assertEquals(Map.of("io.print", List.of()), program.manifest().permissions());
    }

    @Test
    void arrayLayout() {
        Object ret = Map.of("op", "ret");
        for (List<?> function :
                List.of(
                        List.of(List.of("x"), List.of(), List.of(ret)),
                        List.of(List.of("x"), List.of(), Map.of("x", "Int"), List.of(ret)))) {
            CrushProgram program =
                    read(
                            List.of(
                                    "0.2",
                                    Map.of("main", function),
                                    List.of(List.of("io.print", "fs.read:/d")),
                                    "python"));
            assertEquals("0.2", program.version());
            assertEquals("python", program.lang());
            assertEquals(List.of("x"), program.functions().getFirst().params());
            assertEquals("ret", program.functions().getFirst().body().getFirst().op());
            assertEquals(
                    Map.of("io.print", List.of(), "fs.read", List.of("/d")),
                    program.manifest().permissions());
        }
    }

    @Test
    void shapes() {
        assertRefused(packed(List.of()), ErrorKind.MissingField, "functions");
        assertRefused(
                packed(List.of("1.0", Map.of(), List.of(), "", 1)),
                ErrorKind.LoadError,
                "4 elements at most");
        assertRefused(
                packed(List.of("1.0", Map.of("f", List.of(List.of(), List.of())))),
                ErrorKind.MissingField,
                "missing field 'body' (f, byte");
        assertRefused(
                packed(List.of("1.0", Map.of(), List.of(List.of(), List.of()))),
                ErrorKind.LoadError,
                "one element at most");
        assertRefused(packed(List.of("2.0")), ErrorKind.VersionMismatch, "found 2.0 (byte 1)");
        assertRefused(packed(5), ErrorKind.ParseError, "a capsule is an object");
        assertRefused(
                packed(program(Map.of("op", "nope"))), ErrorKind.UnknownOpcode, "(main:0, byte ");
        assertRefused(
                packed(program(Map.of("op", "push_int", "value", new byte[1]))),
                ErrorKind.LoadError,
                "no binary values ('bin')");
        assertRefused(packed(Map.of(1, 2)), ErrorKind.LoadError, "a key must be a string (byte 1)");
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    packed(program(Map.of("op", "push_float", "value", number))),
                    ErrorKind.LoadError,
                    "infinity is lost");
        }
    }

    @Test
    void numbers() {
        assertRefused(
                packed(
                        packer -> {
                            packer.packMapHeader(1).packString("functions").packMapHeader(1);
                            packer.packString("main").packMapHeader(1).packString("body");
                            packer.packArrayHeader(1).packMapHeader(2).packString("op");
                            packer.packString("push_int").packString("value");
                            packer.packBigInteger(BigInteger.TWO.pow(63));
                        }),
                ErrorKind.LoadError,
                "integer out of range (main:0, byte ");
    }

    @Test
    void brokenFiles() {
        assertRefused(new byte[] {(byte) 0x80, 0}, ErrorKind.ParseError, "behind the end");
        assertRefused(
                new byte[] {(byte) 0x81, (byte) 0xA1, (byte) 0xFF, 0},
                ErrorKind.ParseError,
                "not UTF-8 (byte 2)");
        assertRefused(
                new byte[] {(byte) 0x91, (byte) 0xC1}, ErrorKind.ParseError, "byte 0xC1 is no");
        assertRefused(new byte[] {(byte) 0x91, (byte) 0xD4, 1, 2}, ErrorKind.LoadError, "('ext')");
        byte[] deep = new byte[2000];
        Arrays.fill(deep, (byte) 0x91);
        assertRefused(deep, ErrorKind.ParseError, "nesting deeper than 512 (byte 512)");
    }

    @Test
    void lyingLengths() {
        for (int lead : new int[] {0xDD, 0xDF, 0xDB}) {
            byte[] content = {
                (byte) 0x91, (byte) lead, (byte) 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xF0, 0, 0
            };
            assertRefused(content, ErrorKind.ParseError, "the file ends too early");
            content[2] = (byte) 0xFF;
            assertRefused(content, ErrorKind.ParseError, "a length is too great");
        }
    }
}
