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
import java.util.regex.Pattern;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * Goes through the tokens of a JSON text, which must be UTF-8 and within the limits; whatever is
 * wrong with it is a {@link LoadException} with its place. Not safe to share between threads.
 */
final class JsonCursor extends CapsuleCursor {
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

    /** What follows the problem itself in a message of the parser. */
    private static final Pattern ASIDE =
            Pattern.compile(
                    "(\\R| \\(start marker|: enable `|: maybe a ).*|, from `[^`]*`",
                    Pattern.DOTALL);

    /** No {@code long} has more characters. */
    private static final int LONG_DIGITS = 20;

    private final CapsuleText text;
    private final JsonParser parser;

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

    @Override
    JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    JsonToken token() {
        return parser.currentToken();
    }

    @Override
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

    @Override
    void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    int depth() {
        return parser.getParsingContext().getNestingDepth();
    }

    @Override
    int offset() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    @Override
    int end() {
        return (int) parser.currentLocation().getCharOffset();
    }

    @Override
    String string() {
        try {
            return pooled(parser.getText());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    String pooled(String string) {
        checkSurrogates(string);
        return super.pooled(string);
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

    @Override
    Object number() {
        return token() == JsonToken.VALUE_NUMBER_INT ? integer() : Double.valueOf(digits());
    }

    @Override
    Manifest manifest(int start, int end) {
        return ManifestReader.read(text, start, end);
    }

    @Override
    CapsuleOrigin origin() {
        return text;
    }

    @Override
    boolean isPositional() {
        return false;
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
