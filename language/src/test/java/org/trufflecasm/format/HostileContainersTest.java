package org.trufflecasm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crush.CrushFormat;
import org.trufflecasm.format.crush.convert.CrushConversion;
import org.trufflecasm.format.crush.cvm1.Cvm1Format;

/**
 * Broken files of every container: each gives a capsule or a named failure, in bounded time and
 * memory. How many are changed at random says the property {@code casm.mutations}, for each
 * container (default 5000).
 */
class HostileContainersTest {
    private static final int MUTATIONS = Integer.getInteger("casm.mutations", 5000);
    private static final CapabilitySignatures SIGNATURES =
            name -> !Set.of("io.print", "fs.write").contains(name);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Pieces of text that mean something. */
    private static final List<String> PIECES =
            List.of(
                    "\n",
                    ":",
                    "\"",
                    "\\",
                    ";",
                    "#",
                    " ",
                    "L0",
                    "L999",
                    "-",
                    "0x",
                    "65536",
                    "nan",
                    ".func f\n",
                    ".loc 1\n",
                    ".entry\n",
                    ".version 2\n",
                    ".manifest {}\n",
                    ".capsule \"1.0\"\n",
                    ".params [\"a\"]\n",
                    "value=",
                    "target=L1",
                    "[",
                    "{",
                    "}",
                    "CALL main",
                    "JMP L0",
                    "ENTER_TRY L0\n",
                    "CAP_CALL \"a\" 1\n",
                    "\u0000",
                    "\u00e9",
                    "9223372036854775808");

    private static byte[] real(String name) {
        try {
            return Files.readAllBytes(Path.of("../conformance/crush/real", name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Correct capsules of a form. */
    private static List<byte[]> seeds(ContainerForm form) {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : List.of("void_stmt/capsule.json", "cast_collections/capsule.json")) {
            if (EnumSet.of(ContainerForm.CVM1, ContainerForm.TEXT).contains(form)) {
                continue;
            }
            seeds.add(FormatRegistry.convert(real(name), "t", form, SIGNATURES));
        }
        if (form == ContainerForm.CVM1 || form == ContainerForm.TEXT) {
            for (String name :
                    List.of("index_string_cvm1/capsule.cvm1", "setter_in_expr_cvm1/capsule.cvm1")) {
                seeds.add(FormatRegistry.convert(real(name), "t", form, SIGNATURES));
            }
        }
        if (form == ContainerForm.MESSAGE_PACK) {
            seeds.add(real("numerals_casmb/capsule.casmb")); // in the array layout
        }
        return seeds;
    }

    /** Loads, lists and converts; whatever goes wrong must be a failure with a name. */
    private static void check(byte[] content) {
        try {
            HostileCapsules.check(content);
            for (ContainerForm form : CrushConversion.FORMS) {
                convert(content, form);
            }
        } catch (RuntimeException | Error e) {
            fail("input in Base64: " + Base64.getEncoder().encodeToString(content), e);
        }
    }

    private static void convert(byte[] content, ContainerForm form) {
        byte[] converted;
        try {
            converted = FormatRegistry.convert(content, "t", form, SIGNATURES);
        } catch (LoadException refused) {
            assertTrue(refused.kind().isLoadTime());
            return;
        } catch (ConversionException impossible) {
            assertTrue(impossible.getMessage().length() > 10);
            return;
        }
        // What was written can be read, and gives the same when it is written again.
        assertTrue(
                Arrays.equals(converted, FormatRegistry.convert(converted, "t", form, SIGNATURES)),
                () -> "not stable: " + form);
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "MESSAGE_PACK", "CVM1", "TEXT", "LISTING"})
    void truncatedAtEveryByte(ContainerForm form) {
        for (byte[] content : seeds(form)) {
            int step = form == ContainerForm.CVM1 || form == ContainerForm.MESSAGE_PACK ? 1 : 7;
            for (int length = 0; length < content.length; length += step) {
                byte[] cut = Arrays.copyOf(content, length);
                if (step == 1 && !Arrays.equals(cut, new byte[] {'#'})) { // a comment is text
                    LoadException refused =
                            assertThrows(
                                    LoadException.class,
                                    () ->
                                            FormatRegistry.convert(
                                                    cut, "t", ContainerForm.JSON, SIGNATURES),
                                    () -> cut.length + " bytes");
                    assertEquals(ErrorKind.ParseError, refused.kind(), refused::getMessage);
                    assertTrue(
                            refused.place().offset() >= 0
                                    || refused.place().line() > 0
                                    || refused.problem().equals("the file is empty"),
                            refused::getMessage);
                } else {
                    check(cut);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "MESSAGE_PACK", "CVM1", "TEXT", "LISTING"})
    void mutated(ContainerForm form) {
        List<byte[]> seeds = seeds(form);
        SplittableRandom random = new SplittableRandom(form.key().hashCode());
        Assertions.assertTimeout(
                Duration.ofMillis(60_000L + 20L * MUTATIONS),
                () -> {
                    for (int round = 0; round < MUTATIONS; round++) {
                        check(mutate(seeds.get(random.nextInt(seeds.size())), seeds, random));
                    }
                });
    }

    private static byte[] mutate(byte[] seed, List<byte[]> seeds, SplittableRandom random) {
        byte[] content = seed.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && content.length > 0; changes--) {
            int at = random.nextInt(content.length);
            switch (random.nextInt(6)) {
                case 0 -> content[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> content[at] = (byte) random.nextInt(256);
                case 2 -> content[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 3 ->
                        content =
                                splice(
                                        content,
                                        at,
                                        Math.min(1 + random.nextInt(9), content.length - at),
                                        new byte[0]);
                case 4 ->
                        content =
                                splice(
                                        content,
                                        at,
                                        0,
                                        PIECES.get(random.nextInt(PIECES.size()))
                                                .getBytes(StandardCharsets.UTF_8));
                default -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    int start = random.nextInt(other.length);
                    int end = Math.min(other.length, start + 1 + random.nextInt(40));
                    content = splice(content, at, 0, Arrays.copyOfRange(other, start, end));
                }
            }
        }
        return content;
    }

    private static byte[] splice(byte[] content, int at, int removed, byte[] added) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(content, 0, at);
        result.writeBytes(added);
        result.write(content, at + removed, content.length - at - removed);
        return result.toByteArray();
    }

    /** Files of a few bytes that announce gigabytes. */
    @ParameterizedTest
    @CsvSource({
        "91DDFFFFFFFF, ParseError",
        "91DD7FFFFFFF00, ParseError",
        "91DF7FFFFFFF00, ParseError",
        "91DB7FFFFFFF00, ParseError",
        "91DBFFFFFFFF00, ParseError",
        "DF00FFFFFF, ParseError",
        "DD00FFFFFFC0C0C0, ParseError",
        "43564D3102FFFF7B7D, ParseError",
        "43564D310200027B7DFFFF, ParseError",
        "43564D310200027B7D0001FFFF, ParseError",
        "43564D310200027B7D0000FFFFFFFF, ParseError",
        "43564D310200027B7D00007FFFFFFF00, ParseError",
        "43564D310200027B7D000080000000, ParseError"
    })
    void lyingLengths(String hexadecimal, ErrorKind kind) {
        byte[] content = HexFormat.of().parseHex(hexadecimal);
        refuse(content); // loads the classes
        long before = THREADS.getCurrentThreadAllocatedBytes();
        LoadException refused = refuse(content);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertEquals(kind, refused.kind(), refused::getMessage);
        assertTrue(refused.place().offset() > 0 || content[0] != 0x43, refused::getMessage);
        assertTrue(allocated < 1 << 20, () -> allocated + " bytes");
    }

    private static LoadException refuse(byte[] content) {
        return assertThrows(
                LoadException.class, () -> FormatRegistry.load(content, "t", SIGNATURES));
    }

    /** A file may cost a multiple of its size, not more. */
    @Test
    void memoryIsBounded() {
        byte[] nils = new byte[1 << 20];
        Arrays.fill(nils, (byte) 0xC0);
        ByteBuffer.wrap(nils).put((byte) 0x91).put((byte) 0xDD).putInt(nils.length - 6);
        byte[] maps = nils.clone();
        Arrays.fill(maps, 6, maps.length, (byte) 0x80);
        byte[] code = new byte[1 << 20];
        ByteBuffer.wrap(code)
                .put("CVM1\2".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(code.length - 13);
        byte[] text = "NOP\n".repeat(1 << 18).getBytes(StandardCharsets.US_ASCII);
        for (byte[] content : List.of(nils, maps, code, text)) {
            readOnly(content);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            readOnly(content);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 200L * content.length, () -> allocated + " bytes");
        }
    }

    /** Reads a file, correct or not, without lowering it. */
    private static void readOnly(byte[] content) {
        try {
            if (new CrushFormat().detects(content)) {
                CrushFormat.read(content);
            } else {
                Cvm1Format.read(content, null);
            }
        } catch (LoadException refused) {
            assertTrue(refused.kind().isLoadTime());
        }
    }

    /** A CVM1 file of a manifest, constants and code. */
    private static byte[] cvm1(String manifest, List<String> constants, int... code) {
        ByteBuffer file = ByteBuffer.allocate(1000);
        file.put("CVM1\2".getBytes(StandardCharsets.US_ASCII));
        byte[] json = manifest.getBytes(StandardCharsets.UTF_8);
        file.putShort((short) json.length).put(json).putShort((short) constants.size());
        for (String constant : constants) {
            byte[] bytes = constant.getBytes(StandardCharsets.ISO_8859_1);
            file.putShort((short) bytes.length).put(bytes);
        }
        file.putInt(code.length);
        for (int value : code) {
            file.put((byte) value);
        }
        return Arrays.copyOf(file.array(), file.position());
    }

    private static void assertRefused(byte[] content, ErrorKind kind, String message) {
        LoadException refused = refuse(content);
        assertEquals(kind, refused.kind(), refused::getMessage);
        assertEquals(message, refused.getMessage());
    }

    @Test
    void cvm1Refusals() {
        assertRefused(
                cvm1("{}", List.of(), 0x40, 0, 0, 0, 3),
                ErrorKind.LoadError,
                "JMP leads to offset 3, where no instruction begins (instruction 0, byte 15)");
        assertRefused(
                cvm1("{}", List.of(), 0, 0x41, 0xFF, 0xFF, 0xFF, 0xFF),
                ErrorKind.LoadError,
                "JZ leads to offset 4294967295, where no instruction begins (instruction 1, byte"
                        + " 16)");
        assertRefused(
                cvm1("{}", List.of(), 0, 0x97),
                ErrorKind.UnknownOpcode,
                "unknown opcode 0x97 (instruction 1, byte 16)");
        assertRefused(
                cvm1("{}", List.of(), 0x01, 0, 0),
                ErrorKind.ParseError,
                "truncated instruction: PUSH is cut off (instruction 0, byte 15)");
        assertRefused(
                cvm1("{}", List.of("a"), 0x02, 0, 1),
                ErrorKind.LoadError,
                "constant 1 does not exist, there are 1 (instruction 0, byte 18)");
        assertRefused(
                cvm1("{}", List.of("\u00FF")),
                ErrorKind.ParseError,
                "constant 0 is not UTF-8 (byte 13)");
        assertRefused(
                cvm1("[]", List.of()),
                ErrorKind.LoadError,
                "the manifest must be an object (byte 7)");
        assertRefused(
                cvm1("{\"entry\":\"f\"}", List.of()),
                ErrorKind.LoadError,
                "no entry: the capsule has no function 'f' (byte 7)");
        assertRefused(
                cvm1(
                        "{\"functions\":{\"f\":{\"entry\":2}}}",
                        List.of(),
                        0x01,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0),
                ErrorKind.LoadError,
                "manifest: function 'f' begins at offset 2, where no instruction begins (byte 7)");
        assertRefused(
                cvm1("{\"functions\":{\"f\":{\"entry\":-1}}}", List.of()),
                ErrorKind.LoadError,
                "manifest: function 'f' begins at offset -1, where no instruction begins (byte 7)");
        assertRefused(
                cvm1("{\"functions\":{\"f\":{\"entry\":1e400}}}", List.of()),
                ErrorKind.LoadError,
                "manifest: function 'f' must be an object with an integer 'entry' (byte 7)");
        byte[] version = cvm1("{}", List.of());
        version[4] = 3;
        assertRefused(version, ErrorKind.VersionMismatch, "unsupported CVM1 version: 3 (byte 4)");
        byte[] deep = cvm1("{\"a\":" + "[".repeat(600), List.of());
        assertEquals(ErrorKind.ParseError, refuse(deep).kind());
    }

    /** Functions that overlap, run into each other and end at the end of the code are correct. */
    @Test
    void overlappingFunctions() {
        byte[] content =
                cvm1(
                        "{\"functions\":{\"f\":{\"entry\":0},\"g\":{\"entry\":1},\"h\":{\"entry\":1},"
                                + "\"i\":{\"entry\":3}},\"entry\":\"f\"}",
                        List.of(),
                        0x07,
                        0x07,
                        0x03);
        byte[] text = FormatRegistry.convert(content, "t", ContainerForm.TEXT, SIGNATURES);
        assertEquals(
                """
                .entry f
                .func f
                    PUSH_NULL
                .func g
                .func h
                    PUSH_NULL
                    POP
                .func i
                """
                        .substring(9),
                new String(text, StandardCharsets.UTF_8));
        ConversionException refused =
                assertThrows(
                        ConversionException.class,
                        () -> FormatRegistry.convert(content, "t", ContainerForm.JSON, SIGNATURES));
        assertEquals("g: its code runs on into that of f at offset 1", refused.getMessage());
    }

    @Test
    void otherContainers() {
        byte[] encrypted = new byte[92];
        ByteBuffer.wrap(encrypted).put("ECSM\1\0".getBytes(StandardCharsets.US_ASCII));
        assertRefused(encrypted, ErrorKind.LoadError, "encrypted capsule");
        LoadException listing =
                refuse("{\"code_hex\": \"00\"}".getBytes(StandardCharsets.US_ASCII));
        assertEquals(ErrorKind.LoadError, listing.kind());
        assertEquals("package listing, run the .cvm file", listing.problem());
        for (ContainerForm form : CrushConversion.FORMS) {
            byte[] plain = seeds(form).getFirst();
            byte[] withLine =
                    splice(
                            plain,
                            0,
                            0,
                            "#!/usr/bin/env crush run\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(
                    Arrays.equals(plain, FormatRegistry.convert(withLine, "t", form, SIGNATURES)),
                    form.toString());
        }
    }
}
