package org.trufflecasm.nodes;

import com.oracle.truffle.api.source.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.language.SourceFiles;

/**
 * Those source files that a program names and that are at hand, each read when it is first asked
 * for.
 */
public final class OriginalSources {
    private final Supplier<SourceFiles> files;
    private final Map<String, Optional<Source>> sources = new HashMap<>();

    OriginalSources(Supplier<SourceFiles> files) {
        this.files = files;
    }

    /**
     * A part of a source.
     *
     * @param file what the capsule calls it
     * @param start of its first character, from 0
     * @param length in characters
     */
    public record Extent(String file, Source source, int start, int length) {}

    /**
     * The lines of a function, from the first to the last that an instruction names in the file
     * that the first instruction with a place at hand names. Null if there is none.
     */
    public Extent function(Function function) {
        String file = null;
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (int i = 0; i < function.code().size(); i++) {
            SourcePosition position = function.sourceMap().at(i);
            if (sourceOf(position) == null || (file != null && !file.equals(position.file()))) {
                continue;
            }
            file = position.file();
            first = Math.min(first, position.line());
            last = Math.max(last, position.line());
        }
        return file == null ? null : trimmed(file, source(file), first, last, 1);
    }

    /** The source of a file that the program names; null if it is not at hand. */
    private synchronized Source source(String file) {
        return sources.computeIfAbsent(file, name -> Optional.ofNullable(files.get().find(name)))
                .orElse(null);
    }

    private static boolean hasLine(Source source, int line) {
        return line > 0 && line <= source.getLineCount();
    }

    /**
     * The whole line of a place without the blanks around it; null if its file is not at hand or
     * has no such line.
     */
    public Extent line(SourcePosition position) {
        Source source = sourceOf(position);
        return source == null
                ? null
                : trimmed(position.file(), source, position.line(), position.line(), 1);
    }

    /** The line of a place from its column on; as {@link #line} if no column is known. */
    public Extent behind(SourcePosition position) {
        Source source = sourceOf(position);
        if (source == null) {
            return null;
        }
        boolean known =
                position.column() > 0 && position.column() <= source.getLineLength(position.line());
        return trimmed(
                position.file(),
                source,
                position.line(),
                position.line(),
                known ? position.column() : 1);
    }

    private Source sourceOf(SourcePosition position) {
        if (position == null || position.file() == null) {
            return null;
        }
        Source source = source(position.file());
        return source != null && hasLine(source, position.line()) ? source : null;
    }

    /** Never empty if there is anything: where there are only blanks, they are the part. */
    private static Extent trimmed(
            String file, Source source, int firstLine, int lastLine, int column) {
        CharSequence text = source.getCharacters();
        int from = source.getLineStartOffset(firstLine) + column - 1;
        int to = source.getLineStartOffset(lastLine) + source.getLineLength(lastLine);
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return start == end
                ? new Extent(file, source, from, to - from)
                : new Extent(file, source, start, end - start);
    }
}
