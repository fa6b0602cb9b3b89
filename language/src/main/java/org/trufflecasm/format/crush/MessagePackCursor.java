package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * Goes through the values of a MessagePack file as if they were the tokens of JSON. No length that
 * stands in the file is trusted: what it announces must fit into the bytes that are left.
 */
final class MessagePackCursor extends CapsuleCursor {
    private final byte[] content;
    private final int start;
    private final int end;
    private final MessageUnpacker unpacker;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    /** For each open list and object: how many elements, or keys and values, are still to come. */
    private final long[] pending = new long[Limits.MAX_NESTING + 1];

    private final boolean[] isObject = new boolean[Limits.MAX_NESTING + 1];

    /** How many lists and objects are open behind the current token. */
    private int open;

    private boolean rootRead;
    private JsonToken token;
    private int offset;

    /** The current string or number. */
    private Object current;

    /**
     * @param content the whole file; must not change while it is read
     * @param start index of the byte at which the value begins
     * @param end index of the byte behind the last one that may be read
     */
    MessagePackCursor(byte[] content, int start, int end) {
        this.content = content;
        this.start = start;
        this.end = end;
        this.unpacker =
                MessagePack.newDefaultUnpacker(new ArrayBufferInput(content, start, end - start));
    }

    @Override
    CapsuleOrigin origin() {
        return BinaryOrigin.INSTANCE;
    }

    @Override
    boolean isPositional() {
        return true;
    }

    @Override
    JsonToken token() {
        return token;
    }

    @Override
    int depth() {
        return open;
    }

    @Override
    int offset() {
        return offset;
    }

    @Override
    int end() {
        return position();
    }

    @Override
    String string() {
        return pooled((String) current);
    }

    @Override
    Object number() {
        return current;
    }

    /** Index of the next byte of the file. */
    private int position() {
        return start + (int) unpacker.getTotalReadBytes();
    }

    @Override
    JsonToken next() {
        offset = position();
        if (open > 0 && pending[open - 1] == 0) {
            open--;
            token = isObject[open] ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
            return token;
        }
        if (open == 0 && rootRead) {
            // What stands behind the end is not looked at.
            token = offset < end ? JsonToken.NOT_AVAILABLE : null;
            return token;
        }
        rootRead = true;
        boolean key = open > 0 && isObject[open - 1] && pending[open - 1] % 2 == 0;
        if (open > 0) {
            pending[open - 1]--;
        }
        token = read();
        if (key) {
            if (token != JsonToken.VALUE_STRING) {
                throw failure(ErrorKind.LoadError, "a key must be a string");
            }
            token = JsonToken.FIELD_NAME;
        }
        return token;
    }

    @Override
    String nextKey() {
        if (next() != JsonToken.FIELD_NAME) {
            return null;
        }
        String key = (String) current;
        next();
        return key;
    }

    @Override
    void skip() {
        if (token.isStructStart()) {
            for (int depth = open; open >= depth; ) {
                next();
            }
        }
    }

    private JsonToken read() {
        if (offset >= end) {
            throw failure(ErrorKind.ParseError, "the file ends too early");
        }
        if (content[offset] == MessagePack.Code.NEVER_USED) {
            throw failure(ErrorKind.ParseError, "byte 0xC1 is no value of MessagePack");
        }
        try {
            MessageFormat format = unpacker.getNextFormat();
            return switch (format.getValueType()) {
                case NIL -> {
                    unpacker.unpackNil();
                    yield JsonToken.VALUE_NULL;
                }
                case BOOLEAN ->
                        unpacker.unpackBoolean() ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
                case INTEGER -> {
                    current =
                            format == MessageFormat.UINT64
                                    ? integer(unpacker.unpackBigInteger())
                                    : Long.valueOf(unpacker.unpackLong());
                    yield JsonToken.VALUE_NUMBER_INT;
                }
                case FLOAT -> {
                    current = unpacker.unpackDouble();
                    yield JsonToken.VALUE_NUMBER_FLOAT;
                }
                case STRING -> {
                    current = readString(unpacker.unpackRawStringHeader());
                    yield JsonToken.VALUE_STRING;
                }
                case ARRAY -> {
                    open(unpacker.unpackArrayHeader(), 1, "elements");
                    yield JsonToken.START_ARRAY;
                }
                case MAP -> {
                    open(unpacker.unpackMapHeader(), 2, "entries");
                    yield JsonToken.START_OBJECT;
                }
                case BINARY ->
                        throw failure(
                                ErrorKind.LoadError, "a capsule has no binary values ('bin')");
                case EXTENSION ->
                        throw failure(
                                ErrorKind.LoadError, "a capsule has no extension values ('ext')");
            };
        } catch (MessageInsufficientBufferException cut) {
            throw failure(ErrorKind.ParseError, "the file ends too early");
        } catch (MessagePackException | IOException broken) {
            throw failure(ErrorKind.ParseError, "this is not MessagePack: a length is too great");
        }
    }

    private static Object integer(BigInteger value) {
        return value.bitLength() < Long.SIZE
                ? (Object) value.longValue()
                : new RawValue.WideInteger(value.doubleValue());
    }

    private void open(int count, int values, String what) {
        long announced = (long) count * values;
        int left = end - position();
        if (announced > left) {
            throw failure(
                    ErrorKind.ParseError,
                    "the file ends too early: "
                            + count
                            + " "
                            + what
                            + " are announced, "
                            + left
                            + " bytes are left");
        }
        if (open == Limits.MAX_NESTING) {
            throw failure(ErrorKind.ParseError, "nesting deeper than " + Limits.MAX_NESTING);
        }
        isObject[open] = values == 2;
        pending[open] = announced;
        open++;
    }

    private String readString(int length) throws IOException {
        int at = position();
        if (length > end - at) {
            throw failure(
                    ErrorKind.ParseError,
                    "the file ends too early: a string of "
                            + length
                            + " bytes is announced, "
                            + (end - at)
                            + " bytes are left");
        }
        unpacker.readPayloadAsReference(length);
        ByteBuffer bytes = ByteBuffer.wrap(content, at, length);
        String string;
        try {
            string = decoder.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new LoadException(
                    ErrorKind.ParseError, "a string is not UTF-8", origin().at(bytes.position()));
        }
        if (string.length() > Limits.MAX_STRING) {
            throw failure(
                    ErrorKind.LoadError,
                    "a string has more than " + Limits.MAX_STRING + " characters");
        }
        return string;
    }

    private LoadException failure(ErrorKind kind, String problem) {
        return new LoadException(kind, problem, origin().at(offset));
    }

    @Override
    Manifest manifest(int from, int to) {
        if (to - from > Limits.MAX_MANIFEST_BYTES) {
            throw new LoadException(
                    ErrorKind.LoadError,
                    "the manifest has more than " + Limits.MAX_MANIFEST_BYTES + " bytes",
                    origin().at(from));
        }
        MessagePackCursor cursor = new MessagePackCursor(content, from, to);
        cursor.next();
        JsonNode root = cursor.tree();
        if (root.isArray()) {
            // By position there is only the list of permissions.
            ObjectNode named = JsonNodeFactory.instance.objectNode();
            if (root.size() > 1) {
                throw new LoadException(
                        ErrorKind.LoadError,
                        "a manifest that is a list has one element at most",
                        origin().at(from));
            }
            root.forEach(permissions -> named.set("permissions", permissions));
            root = named;
        }
        return ManifestReader.read(
                root,
                problem -> new LoadException(ErrorKind.LoadError, problem, origin().at(from)));
    }

    /** The current value as a tree. Nesting is bounded, so this may recurse. */
    private JsonNode tree() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case START_OBJECT -> {
                ObjectNode object = nodes.objectNode();
                for (String key = nextKey(); key != null; key = nextKey()) {
                    object.set(key, tree());
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = nodes.arrayNode();
                while (next() != JsonToken.END_ARRAY) {
                    array.add(tree());
                }
                yield array;
            }
            case VALUE_STRING -> nodes.textNode((String) current);
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default ->
                    switch (current) {
                        case Long number -> nodes.numberNode(number);
                        case RawValue.WideInteger wide -> nodes.numberNode(wide.nearest());
                        default -> nodes.numberNode((Double) current);
                    };
        };
    }
}
