package org.trufflecasm.format.crush;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.core.SourcePosition;

/**
 * Puts together the lines of listings, in which everything that comes from a capsule stays on its
 * line.
 */
final class Lines {
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final int NUMBER_WIDTH = 6;
    private static final int REMARK_COLUMN = 40;

    private final StringBuilder text = new StringBuilder();

    Lines add(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** An instruction: its index, what it is, and a remark where there is one. */
    void addInstruction(int index, String instruction, String remark) {
        int start = text.length();
        String number = Integer.toString(index);
        text.repeat(' ', Math.max(1, NUMBER_WIDTH - number.length()))
                .append(number)
                .append("  ")
                .append(instruction);
        if (!remark.isEmpty()) {
            text.repeat(' ', Math.max(1, start + REMARK_COLUMN - text.length()))
                    .append("; ")
                    .append(remark);
        }
        text.append('\n');
    }

    /** Everything a manifest holds, one fact per line, behind {@code prefix}. */
    void addManifest(Manifest manifest, String prefix) {
        manifest.information()
                .forEach((key, value) -> add(prefix + key + " " + Quotation.string(value)));
        manifest.permissions()
                .forEach(
                        (name, scopes) ->
                                add(
                                        prefix
                                                + "permission "
                                                + word(name)
                                                + scopes.stream()
                                                        .map(scope -> " " + Quotation.string(scope))
                                                        .collect(Collectors.joining())));
        manifest.limits().forEach((name, limit) -> add(prefix + "limit " + name + " " + limit));
    }

    /** The header of a function. */
    static String header(CrushFunction function) {
        return "func "
                + word(function.name())
                + function.params().stream()
                        .map(Lines::word)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** A name; in quotes where it does not read as one word. */
    static String word(String name) {
        return Quotation.word(name, NO_LIMIT);
    }

    /** An original position; empty if there is none. */
    static String place(SourcePosition position) {
        if (position == null || position.file() == null) {
            return position == null ? "" : position.text();
        }
        return new SourcePosition(word(position.file()), position.line(), position.column()).text();
    }

    /** The value of an operand as it was read. */
    static String value(Object value) {
        return switch (value) {
            case String string -> Quotation.string(string);
            case List<?> list ->
                    list.stream().map(Lines::value).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(one -> value(one.getKey()) + ": " + value(one.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            case RawValue.Shape shape -> "null";
            case RawValue.WideInteger wide -> Double.toString(wide.nearest());
            default -> value.toString();
        };
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
