package org.trufflecasm.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/** MessagePack as a tree of JSON. */
final class MessagePackTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MessagePackTree() {}

    /** Reads the value that begins at {@code start}. */
    static JsonNode read(byte[] content, int start) {
        try (MessageUnpacker unpacker =
                MessagePack.newDefaultUnpacker(content, start, content.length - start)) {
            return tree(unpacker.unpackValue());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static JsonNode tree(Value value) {
        return switch (value.getValueType()) {
            case NIL -> NODES.nullNode();
            case BOOLEAN -> NODES.booleanNode(value.asBooleanValue().getBoolean());
            case INTEGER -> NODES.numberNode(value.asIntegerValue().asBigInteger());
            case FLOAT -> NODES.numberNode(value.asFloatValue().toDouble());
            case STRING -> NODES.textNode(value.asStringValue().asString());
            case ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                value.asArrayValue().forEach(element -> array.add(tree(element)));
                yield array;
            }
            case MAP -> {
                ObjectNode object = NODES.objectNode();
                value.asMapValue()
                        .entrySet()
                        .forEach(
                                entry ->
                                        object.set(
                                                entry.getKey().asStringValue().asString(),
                                                tree(entry.getValue())));
                yield object;
            }
            default -> throw new IllegalArgumentException("no value of a capsule: " + value);
        };
    }
}
