package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.trufflecasm.core.Limits;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * Goes through the tokens of a JSON text, which must be UTF-8 and within the limits; whatever is
 * wrong with it is a {@link LoadException} with its place. Not safe to share between threads.
 */
final class JsonCursor {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    // Its table of names becomes slow where there are very many different ones.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Limits.MAX_NESTING)
                                    .maxStringLength(Limits.MAX_STRING)
                                    .maxNameLength(Limits.MAX_STRING)
                                    .maxNumberLength(Limits.MAX_STRING)
                                    .build())
                    .build();

    /**
     * Strings up to this length are stored once: opcodes, names, file names repeat in almost every
     * instruction.
     */
    private static final int POOLED = 64;

    /** What follows the problem itself in a message of the parser. */
    private static final Pattern ASIDE =
            Pattern.compile(
                    "(\\R| \\(start marker|: enable `|: maybe a ).*|, from `[^`]*`",
                    Pattern.DOTALL);

    /** No {@code long} has more characters. */
    private static final int LONG_DIGITS = 20;

    private final CapsuleText text;
    private final JsonParser parser;
    private final Map<String, String> pool = new HashMap<>();

    /** Starts where the capsule begins. */
    JsonCursor(CapsuleText text) {
        this.text = text;
        try {
            parser = FACTORY.createParser(reader(text));
        } catch (IOException e) {
            throw new LoadException(ErrorKind.ParseError, "this is not JSON text", text.at(0));
        }
    }

    /** Decodes strictly: what is not UTF-8 ends in an exception. */
    private static Reader reader(CapsuleText text) {
        int length = text.bytes().length - text.start();
        return new InputStreamReader(
                new ByteArrayInputStream(text.bytes(), text.start(), length),
                StandardCharsets.UTF_8.newDecoder());
    }

    /** Goes to the next token and returns it; null at the end of the text. */
    JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The current token. */
    JsonToken token() {
        return parser.currentToken();
    }

    /**
     * Goes to the next key of the current object and from there to its value; null at the end of
     * the object.
     */
    String nextKey() {
        JsonToken token = next();
        if (token != JsonToken.FIELD_NAME) {
            return null;
        }
        try {
            String key = parser.currentName();
            parser.nextToken();
            return key;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** If the current token opens an object or a list, goes to the token that closes it. */
    void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * How many objects and lists are open; a current token that opens one is counted, one that
     * closes one is not.
     */
    int depth() {
        return parser.getParsingContext().getNestingDepth();
    }

    /** Where the current token begins. */
    int offset() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** Where the current token ends, which must close an object or a list. */
    int end() {
        return (int) parser.currentLocation().getCharOffset();
    }

    /** The text of the current token, which must be a string. */
    String string() {
        try {
            return pooled(parser.getText());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** One object for all strings that are equal to {@code string}, as long as they are short. */
    String pooled(String string) {
        checkSurrogates(string);
        if (string.length() > POOLED) {
            return string;
        }
        String known = pool.putIfAbsent(string, string);
        return known == null ? string : known;
    }

    /** Escapes can spell half a character, which no string of a capsule can hold. */
    private void checkSurrogates(String string) {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))) {
                if (!Character.isHighSurrogate(string.charAt(i))
                        || i + 1 == string.length()
                        || !Character.isLowSurrogate(string.charAt(i + 1))) {
                    throw failure(
                            ErrorKind.ParseError, "half a surrogate pair in a string", offset());
                }
                i++;
            }
        }
    }

    /**
     * The current value, as {@link CrushInstruction#operands()} describes it; goes to its last
     * token.
     */
    Object value() {
        if (token() != JsonToken.START_ARRAY) {
            return scalar();
        }
        List<Object> list = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            list.add(scalar());
        }
        return list;
    }

    private Object scalar() {
        return switch (token()) {
            case VALUE_STRING -> string();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> RawValue.Shape.NULL;
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> Double.valueOf(digits());
            default -> {
                skip();
                yield RawValue.Shape.NESTED;
            }
        };
    }

    private Object integer() {
        String digits = digits();
        if (digits.length() <= LONG_DIGITS && !digits.equals("-0")) {
            try {
                return Long.valueOf(digits);
            } catch (NumberFormatException e) {
                // one of the few numbers with that many digits that do not fit
            }
        }
        return new RawValue.WideInteger(Double.parseDouble(digits));
    }

    private String digits() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private LoadException failure(IOException e) {
        if (e instanceof CharacterCodingException) {
            return new LoadException(
                    ErrorKind.ParseError, "the file is not UTF-8", text.atByte(malformed()));
        }
        JsonLocation location =
                e instanceof JsonProcessingException json ? json.getLocation() : null;
        int offset =
                location == null || location.getCharOffset() < 0
                        ? end()
                        : (int) location.getCharOffset();
        if (depth() > Limits.MAX_NESTING) {
            return failure(
                    ErrorKind.ParseError, "nesting deeper than " + Limits.MAX_NESTING, offset);
        }
        if (e instanceof StreamConstraintsException) {
            return failure(ErrorKind.LoadError, problem(e), offset);
        }
        if (e instanceof JsonEOFException || problem(e).startsWith("Unexpected end-of-input")) {
            return failure(ErrorKind.ParseError, "the file ends too early", Integer.MAX_VALUE);
        }
        return failure(ErrorKind.ParseError, "this is not JSON text: " + problem(e), offset);
    }

    /**
     * The parser's message without what it says about its source, which is the file, and about its
     * own options.
     */
    static String problem(IOException e) {
        String message =
                e instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : e.getMessage();
        return message == null ? "unreadable" : ASIDE.matcher(message).replaceFirst("");
    }

    /** Index of the first byte that does not belong to a character of UTF-8. */
    private int malformed() {
        ByteBuffer bytes =
                ByteBuffer.wrap(text.bytes(), text.start(), text.bytes().length - text.start());
        CharBuffer chars = CharBuffer.allocate(8192);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        while (decoder.decode(bytes, chars.clear(), true).isOverflow()) {
            // The next part is decoded into the same buffer.
        }
        return bytes.position();
    }

    private LoadException failure(ErrorKind kind, String problem, int offset) {
        return new LoadException(kind, problem, text.at(offset));
    }
}
