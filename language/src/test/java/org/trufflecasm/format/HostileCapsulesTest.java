package org.trufflecasm.format;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken and mutated capsules give a result or a named failure. */
class HostileCapsulesTest {
    private static final int MUTATIONS = 20_000;
    private static final long SEED = 20_250_825L;

    /** What a mutation may put in: pieces that mean something to a reader. */
    private static final List<String> PIECES =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "null",
                    "true",
                    "false",
                    "-",
                    "-0",
                    "0",
                    "1e999",
                    "1.5",
                    "99999999999999999999",
                    "-9223372036854775808",
                    "\"op\"",
                    "\"args\":{}",
                    "\"target\":\"L\"",
                    "\"target\":-1",
                    "\"argc\":65536",
                    "\"argc\":3",
                    "\"size\":9999999999",
                    "\"version\":\"2\"",
                    "\"functions\":[]",
                    "\"name\":\"main\"",
                    "\"instructions\":[]",
                    "\"opcode\":1",
                    "\"code_hex\":\"00\"",
                    "\"op\":\"jmp\"",
                    "\"op\":\"call\"",
                    "\"op\":\"cap_call\"",
                    "\"op\":\"label\"",
                    "\"op\":\"new_tuple\"",
                    "\"op\":\"enter_try\"",
                    "\"permissions\":{\"*\":true}",
                    "\"limits\":{\"max_steps\":-1}",
                    "#!/x\n",
                    "\uFEFF",
                    "\u0000",
                    "\u00e9",
                    "\uD83D\uDE00",
                    "[[[[",
                    "{\"\":",
                    "\n",
                    "//",
                    "NaN",
                    "Infinity",
                    "CVM1",
                    "ECSM");

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9][0-9.eE+-]*|true|false|null|\\{[^{}]*\\}|\\[\\]");

    /** What a mutation may put in the place of a value. */
    private static final List<String> VALUES =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "3",
                    "65535",
                    "65536",
                    "9223372036854775808",
                    "1e400",
                    "-0",
                    "0.5",
                    "null",
                    "true",
                    "\"\"",
                    "\"a\\nb\"",
                    "\"main\"",
                    "\"print\"",
                    "\"fs.*\"",
                    "\"*\"",
                    "\"a:b:c\"",
                    "\"target\"",
                    "\"handler\"",
                    "\"argc\"",
                    "\"args\"",
                    "\"jmp\"",
                    "\"call\"",
                    "\"cap_call\"",
                    "\"label\"",
                    "\"new_set\"",
                    "\"array_push\"",
                    "\"dup\"",
                    "\"push_closure\"",
                    "[]",
                    "{}",
                    "[[1]]",
                    "{\"op\":\"pop\"}",
                    "[\"x\",\"x\"]");

    /** A correct capsule to mutate, with the places of its strings, numbers and literals. */
    private static final class Seed {
        private final byte[] content;
        private final String text;
        private final List<MatchResult> tokens;

        Seed(byte[] content) {
            this.content = content;
            this.text = new String(content, StandardCharsets.UTF_8);
            this.tokens = TOKEN.matcher(text).results().toList();
        }
    }

    private static byte[] capsule(String name) throws IOException {
        return Files.readAllBytes(Path.of("../conformance/crush/real", name, "capsule.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"void_stmt", "cast_match_void", "polyglot_own"})
    void truncatedAtEveryByte(String name) throws IOException {
        byte[] content = capsule(name);
        for (int length = 0; length <= content.length; length++) {
            check(Arrays.copyOf(content, length));
        }
    }

    @Test
    void mutated() throws IOException {
        List<Seed> seeds = new ArrayList<>();
        for (String name :
                List.of(
                        "void_stmt",
                        "cast_match_void",
                        "cast_collections",
                        "throw_frames",
                        "lambda_order")) {
            seeds.add(new Seed(capsule(name)));
        }
        seeds.add(
                new Seed(
                        ("#!/usr/bin/env casm\n"
                                        + "{\"version\":\"1.0\",\"entry\":\"f\",\"functions\":[{\"name\":\"f\",\"params\":"
                                        + "[],\"body\":[{\"op\":\"label\",\"args\":{\"name\":\"a\"}},{\"op\":\"push_float\","
                                        + "\"value\":1.5},{\"op\":\"call\",\"function\":\"g\",\"argc\":1},{\"op\":\"jmp_if\","
                                        + "\"target\":\"a\"},{\"op\":\"cap_call\",\"name\":\"print\"}]},{\"name\":\"g\","
                                        + "\"instructions\":[{\"op\":\"ret\"}]}],\"manifest\":{\"permissions\":{\"io.*\":true,"
                                        + "\"fs.read\":[\"/tmp\"]},\"limits\":{\"max_steps\":100},\"name\":\"n\"}}")
                                .getBytes(StandardCharsets.UTF_8)));
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            check(i % 2 == 0 ? mutate(seeds, random) : mutateTokens(seeds, random));
        }
    }

    /**
     * One to four changes: a bit, a byte, a cut, a piece put in, a part repeated or taken from
     * another capsule.
     */
    private static byte[] mutate(List<Seed> seeds, Random random) {
        byte[] content = seeds.get(random.nextInt(seeds.size())).content.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && content.length > 0; changes--) {
            int at = random.nextInt(content.length);
            switch (random.nextInt(6)) {
                case 0 -> content[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> content[at] = (byte) random.nextInt(256);
                case 2 ->
                        content =
                                splice(
                                        content,
                                        at,
                                        Math.min(1 + random.nextInt(20), content.length - at),
                                        new byte[0]);
                case 3 -> {
                    String piece = PIECES.get(random.nextInt(PIECES.size()));
                    content =
                            splice(
                                    content,
                                    at,
                                    random.nextInt(2),
                                    piece.getBytes(StandardCharsets.UTF_8));
                }
                case 4 -> content = splice(content, at, 0, part(content, random));
                default ->
                        content =
                                splice(
                                        content,
                                        at,
                                        0,
                                        part(
                                                seeds.get(random.nextInt(seeds.size())).content,
                                                random));
            }
        }
        return content;
    }

    /**
     * Replaces one to three strings, numbers or literals by others, so that the text mostly stays
     * correct JSON.
     */
    private static byte[] mutateTokens(List<Seed> seeds, Random random) {
        Seed seed = seeds.get(random.nextInt(seeds.size()));
        List<MatchResult> tokens = seed.tokens;
        String text = seed.text;
        // From the end to the start, so that the tokens before a change stay where they are.
        int[] changes =
                random.ints(1 + random.nextInt(3), 0, tokens.size()).sorted().distinct().toArray();
        for (int change = changes.length - 1; change >= 0; change--) {
            MatchResult token = tokens.get(changes[change]);
            String other =
                    random.nextBoolean()
                            ? VALUES.get(random.nextInt(VALUES.size()))
                            : tokens.get(random.nextInt(tokens.size())).group();
            text = text.substring(0, token.start()) + other + text.substring(token.end());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] part(byte[] content, Random random) {
        int start = random.nextInt(content.length);
        return Arrays.copyOfRange(
                content, start, Math.min(content.length, start + 1 + random.nextInt(100)));
    }

    private static byte[] splice(byte[] content, int at, int removed, byte[] added) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(content, 0, at);
        result.writeBytes(added);
        int rest = Math.min(content.length, at + removed);
        result.write(content, rest, content.length - rest);
        return result.toByteArray();
    }

    private static void check(byte[] content) {
        try {
            HostileCapsules.check(content);
        } catch (RuntimeException | Error e) {
            fail("input in Base64: " + Base64.getEncoder().encodeToString(content), e);
        }
    }
}
