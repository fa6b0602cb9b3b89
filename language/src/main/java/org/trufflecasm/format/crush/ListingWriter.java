package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.SourcePosition;

/**
 * Writes a capsule of the IR profile as a listing for people, one instruction a line, which {@link
 * ListingReader} reads back into the same capsule. The form stands in docs/formats.md.
 */
final class ListingWriter {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int REMARK_COLUMN = 40;

    private final StringBuilder text = new StringBuilder();

    private ListingWriter() {}

    /**
     * Lists a capsule.
     *
     * @param title what is said in a comment at the top; null for nothing
     */
    static String write(CrushProgram program, String title) {
        return new ListingWriter().list(program, title);
    }

    private String list(CrushProgram program, String title) {
        line(".capsule " + json(program.version()));
        if (title != null) {
            line(AssemblyText.comment(title));
        }
        if (program.lang() != null) {
            line(".lang " + json(program.lang()));
        }
        if (program.entry() != null) {
            line(".entry " + name(program.entry()));
        }
        if (!program.manifest().equals(Manifest.EMPTY)) {
            line(".manifest " + ManifestWriter.json(program.manifest()));
        }
        program.functions().forEach(this::list);
        return text.toString();
    }

    private void list(CrushFunction function) {
        line("");
        line(".func " + name(function.name()));
        if (!function.params().isEmpty()) {
            line(".params " + json(function.params()));
        }
        if (!function.locals().isEmpty()) {
            line(".locals " + json(function.locals()));
        }
        if (!function.typeHints().isEmpty()) {
            line(".hints " + json(function.typeHints()));
        }
        List<CrushInstruction> body = function.body();
        BitSet targets = targets(body);
        SourcePosition position = null;
        for (int i = 0; i < body.size(); i++) {
            if (targets.get(i)) {
                line("L" + i + ":");
            }
            if (!Objects.equals(body.get(i).position(), position)) {
                position = body.get(i).position();
                line(AssemblyText.locationDirective(position));
            }
            int start = text.length();
            text.append("    ").append(instruction(body.get(i), body.size()));
            text.repeat(' ', Math.max(1, start + REMARK_COLUMN - text.length()));
            line("; " + i);
        }
        if (targets.get(body.size())) {
            line("L" + body.size() + ":");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static BitSet targets(List<CrushInstruction> body) {
        BitSet targets = new BitSet();
        for (CrushInstruction instruction : body) {
            instruction
                    .operands()
                    .forEach(
                            (key, value) -> {
                                if (isTarget(instruction, key, value, body.size())) {
                                    targets.set(((Long) value).intValue());
                                }
                            });
        }
        return targets;
    }

    /** Whether an operand is the index of an instruction, for which a label is written. */
    private static boolean isTarget(
            CrushInstruction instruction, String key, Object value, int size) {
        return value instanceof Long index
                && index >= 0
                && index <= size
                && CrushOpcode.byJsonName(instruction.op()).stream()
                        .flatMap(opcode -> opcode.operands().stream())
                        .filter(operand -> operand.kind() == CrushOperand.Kind.TARGET)
                        .anyMatch(operand -> operand.keys().anyMatch(key::equals));
    }

    private static String instruction(CrushInstruction instruction, int size) {
        StringBuilder result = new StringBuilder(name(instruction.op()));
        instruction
                .orderedOperands()
                .forEach(
                        (key, value) ->
                                result.append(' ')
                                        .append(key)
                                        .append('=')
                                        .append(
                                                isTarget(instruction, key, value, size)
                                                        ? "L" + value
                                                        : json(value)));
        return result.toString();
    }

    private static String name(String name) {
        return TextLine.isFunctionName(name) ? name : AssemblyText.quoted(name);
    }

    /** A value of an operand as JSON on one line. */
    private static String json(Object value) {
        return switch (value) {
            case RawValue.Shape nothing -> "null";
            case RawValue.WideInteger wide -> wide(wide.nearest());
            case List<?> list ->
                    list.stream()
                            .map(ListingWriter::json)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> {
                Map<String, String> entries = new LinkedHashMap<>();
                map.forEach((key, element) -> entries.put(json(key), json(element)));
                yield entries.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}"));
            }
            default -> scalar(value);
        };
    }

    private static String wide(double nearest) {
        if (nearest == 0) {
            return "-0";
        }
        return Double.isInfinite(nearest)
                ? (nearest < 0 ? "-" : "") + "1" + "0".repeat(309)
                : new BigDecimal(nearest).toBigInteger().toString();
    }

    private static String scalar(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // strings, numbers and truth values can be written
        }
    }
}
