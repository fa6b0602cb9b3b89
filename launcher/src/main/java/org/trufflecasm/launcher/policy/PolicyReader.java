package org.trufflecasm.launcher.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.launcher.report.Nearest;

/**
 * Reads a policy file strictly: what it does not understand it refuses, with the line and the
 * column, since a mistyped denial would allow what it was to forbid.
 */
public final class PolicyReader {
    /** The keys of the object. */
    public static final List<String> KEYS =
            List.of(
                    "$schema",
                    "grants",
                    "denies",
                    "scopes",
                    "limits",
                    "fs_root",
                    "net_max_response_bytes",
                    "capability_timeout_ms",
                    "deterministic");

    private static final long LARGEST_FILE = 1 << 20;

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Path file;
    private final JsonParser parser;
    private final List<String> grants = new ArrayList<>();
    private final List<String> denies = new ArrayList<>();
    private final List<String> scopes = new ArrayList<>();
    private final Map<String, Long> limits = new LinkedHashMap<>();
    private String fileRoot;
    private Long maxResponseBytes;
    private Long capabilityTimeout;
    private boolean deterministic;

    private PolicyReader(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads a policy.
     *
     * @throws IllegalArgumentException if it cannot be read or is wrong; the message is for the
     *     user and names the place
     */
    public static PolicyFile read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException(
                        file + ": a policy has at most " + LARGEST_FILE + " bytes");
            }
            try (JsonParser parser = FACTORY.createParser(Files.readAllBytes(file))) {
                return new PolicyReader(file, parser).policy();
            }
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "cannot read the policy " + file + ": no such file", missing);
        } catch (JsonProcessingException malformed) {
            JsonLocation place = malformed.getLocation();
            throw new IllegalArgumentException(
                    (place == null ? file.toString() : at(file, place))
                            + ": "
                            + malformed.getOriginalMessage().lines().findFirst().orElse("not JSON"),
                    malformed);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read the policy " + file, unreadable);
        }
    }

    private static String at(Path file, JsonLocation place) {
        return file + ":" + place.getLineNr() + ":" + place.getColumnNr();
    }

    private IllegalArgumentException wrong(String problem) {
        return new IllegalArgumentException(
                at(file, parser.currentTokenLocation()) + ": " + problem);
    }

    private PolicyFile policy() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("a policy is an object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            checkKey(key, KEYS);
            parser.nextToken();
            entry(key);
        }
        if (parser.nextToken() != null) {
            throw wrong("there is something behind the policy");
        }
        return new PolicyFile(
                grants,
                denies,
                scopes,
                limits,
                fileRoot,
                maxResponseBytes,
                capabilityTimeout,
                deterministic);
    }

    private void checkKey(String key, List<String> known) {
        if (!known.contains(key)) {
            throw wrong(
                    "unknown key '"
                            + key
                            + "'"
                            + Nearest.to(key, known)
                                    .map(right -> "; did you mean '" + right + "'?")
                                    .orElse("; known are " + String.join(", ", known)));
        }
    }

    private void entry(String key) throws IOException {
        switch (key) {
            case "$schema" -> text(key);
            case "grants" -> patterns(key, grants);
            case "denies" -> patterns(key, denies);
            case "scopes" -> scopes();
            case "limits" -> limits();
            case "fs_root" -> fileRoot = file.resolveSibling(text(key)).toString();
            case "net_max_response_bytes" -> maxResponseBytes = number(key);
            case "capability_timeout_ms" -> capabilityTimeout = number(key);
            case "deterministic" -> {
                if (!parser.currentToken().isBoolean()) {
                    throw wrong("'deterministic' must be true or false");
                }
                deterministic = parser.getBooleanValue();
            }
            default -> throw new IllegalStateException(key);
        }
    }

    private String text(String key) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("'" + key + "' must be a string");
        }
        return parser.getText();
    }

    private long number(String key) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || parser.getLongValue() < 0) {
            throw wrong("'" + key + "' must be an integer of 0 or more");
        }
        return parser.getLongValue();
    }

    private void patterns(String key, List<String> list) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("'" + key + "' must be a list of strings");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(pattern(text(key)));
        }
    }

    private String pattern(String text) {
        try {
            GrantPolicy.NONE.grant(List.of(text));
        } catch (IllegalArgumentException malformed) {
            throw wrong(malformed.getMessage());
        }
        if (text.contains(",")) {
            throw wrong("'" + text + "' holds a comma");
        }
        return text;
    }

    private void scopes() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("'scopes' must be an object of lists");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw wrong("'" + name + "' must have a list of scopes");
            }
            int before = scopes.size();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                scopes.add(pattern(name + ":" + text(name)));
            }
            if (scopes.size() == before) {
                throw wrong("'" + name + "' has no scope; to refuse it, put it into 'denies'");
            }
        }
    }

    private void limits() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("'limits' must be an object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            checkKey(name, PolicyFile.LIMITS);
            parser.nextToken();
            limits.put(name, number(name));
        }
    }
}
