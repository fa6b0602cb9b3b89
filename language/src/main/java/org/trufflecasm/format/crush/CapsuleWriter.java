package org.trufflecasm.format.crush;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.SourcePosition;

/**
 * Writes capsules of the IR profile as JSON or MessagePack, in the map layout. Reading the file
 * gives the same capsule again. What the reader ignores is not written.
 */
public final class CapsuleWriter {
    private final ValueSink sink;

    private CapsuleWriter(ValueSink sink) {
        this.sink = sink;
    }

    /** A capsule as JSON text in UTF-8. */
    public static byte[] json(CrushProgram program) {
        return new CapsuleWriter(new JsonSink()).write(program);
    }

    /** A capsule as MessagePack, without a {@code #!} line. */
    public static byte[] messagePack(CrushProgram program) {
        return new CapsuleWriter(new MessagePackSink()).write(program);
    }

    private byte[] write(CrushProgram program) {
        boolean hasManifest = !program.manifest().equals(Manifest.EMPTY);
        sink.beginObject(
                2 + count(program.lang()) + count(program.entry()) + (hasManifest ? 1 : 0), true);
        field("version", program.version());
        field("lang", program.lang());
        field("entry", program.entry());
        if (hasManifest) {
            sink.key("manifest");
            tree(ManifestWriter.tree(program.manifest()));
        }
        sink.key("functions");
        sink.beginObject(program.functions().size(), true);
        for (CrushFunction function : program.functions()) {
            sink.key(function.name());
            write(function);
        }
        sink.endObject();
        sink.endObject();
        return sink.finish();
    }

    private static int count(Object optional) {
        return optional == null ? 0 : 1;
    }

    private void field(String key, String value) {
        if (value != null) {
            sink.key(key);
            sink.string(value);
        }
    }

    private void write(CrushFunction function) {
        int fields =
                2
                        + (function.locals().isEmpty() ? 0 : 1)
                        + (function.typeHints().isEmpty() ? 0 : 1);
        sink.beginObject(fields, true);
        names("params", function.params());
        if (!function.locals().isEmpty()) {
            names("locals", function.locals());
        }
        if (!function.typeHints().isEmpty()) {
            sink.key("type_hints");
            sink.beginObject(function.typeHints().size(), false);
            function.typeHints().forEach(this::field);
            sink.endObject();
        }
        sink.key("body");
        sink.beginList(function.body().size(), true);
        SourcePosition position = null;
        for (CrushInstruction instruction : function.body()) {
            write(instruction, position);
            position = instruction.position();
        }
        sink.endList();
        sink.endObject();
    }

    private void names(String key, List<String> names) {
        sink.key(key);
        sink.beginList(names.size(), false);
        names.forEach(sink::string);
        sink.endList();
    }

    /** Writes an instruction; a position is written where it is not that of the one before. */
    private void write(CrushInstruction instruction, SourcePosition before) {
        SourcePosition position = instruction.position();
        boolean positioned = position != null && !Objects.equals(position, before);
        sink.beginObject(1 + instruction.operands().size() + (positioned ? 1 : 0), false);
        field("op", instruction.op());
        instruction
                .orderedOperands()
                .forEach(
                        (key, value) -> {
                            sink.key(key);
                            value(value, instruction.isInteger(key));
                        });
        if (positioned) {
            sink.key("meta");
            sink.beginObject(
                    count(position.file())
                            + (position.line() > 0 ? 1 : 0)
                            + (position.column() > 0 ? 1 : 0),
                    false);
            field("file", position.file());
            if (position.line() > 0) {
                sink.key("line");
                sink.integer(position.line());
            }
            if (position.column() > 0) {
                sink.key("column");
                sink.integer(position.column());
            }
            sink.endObject();
        }
        sink.endObject();
    }

    /** Writes a value; {@code integer} if only an integer is allowed there. */
    private void value(Object value, boolean integer) {
        switch (value) {
            case String string -> sink.string(string);
            case Long number -> sink.integer(number);
            case Double number -> sink.real(number);
            case Boolean bool -> sink.bool(bool);
            case RawValue.WideInteger wide when integer && wide.nearest() == 0 -> sink.integer(0);
            case RawValue.WideInteger wide -> sink.real(wide.nearest());
            case RawValue.Shape nothing -> sink.nothing();
            case List<?> list -> {
                sink.beginList(list.size(), false);
                list.forEach(element -> value(element, false));
                sink.endList();
            }
            case Map<?, ?> map -> {
                sink.beginObject(map.size(), false);
                map.forEach(
                        (key, element) -> {
                            sink.key((String) key);
                            value(element, false);
                        });
                sink.endObject();
            }
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private void tree(JsonNode node) {
        if (node.isObject()) {
            sink.beginObject(node.size(), false);
            node.properties()
                    .forEach(
                            entry -> {
                                sink.key(entry.getKey());
                                tree(entry.getValue());
                            });
            sink.endObject();
        } else if (node.isArray()) {
            sink.beginList(node.size(), false);
            node.forEach(this::tree);
            sink.endList();
        } else if (node.isBoolean()) {
            sink.bool(node.booleanValue());
        } else if (node.isTextual()) {
            sink.string(node.textValue());
        } else {
            sink.integer(node.longValue());
        }
    }
}
