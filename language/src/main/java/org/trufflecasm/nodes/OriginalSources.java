package org.trufflecasm.nodes;

import com.oracle.truffle.api.source.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.language.SourceFiles;

/**
 * Those source files that a program names and that are at hand, each read when it is first asked
 * for. Used by one thread at a time.
 */
public final class OriginalSources {
    private final SourceFiles files;
    private final Map<String, Optional<Source>> sources = new HashMap<>();

    OriginalSources(SourceFiles files) {
        this.files = files;
    }

    /**
     * A part of a source.
     *
     * @param start of its first character, from 0
     * @param length in characters
     */
    public record Extent(Source source, int start, int length) {}

    /**
     * The whole line of a place without the blanks around it; null if there is no such line at
     * hand.
     */
    public Extent line(SourcePosition position) {
        Source source = source(position);
        return source == null ? null : trimmed(source, position.line(), position.line(), 1);
    }

    /**
     * The line of a place from its column on; the whole line if no column is known. Null if there
     * is no such line at hand.
     */
    public Extent behind(SourcePosition position) {
        Source source = source(position);
        if (source == null) {
            return null;
        }
        return trimmed(source, position.line(), position.line(), columnIn(source, position));
    }

    private static int columnIn(Source source, SourcePosition position) {
        return position.column() > source.getLineLength(position.line())
                ? 1
                : Math.max(1, position.column());
    }

    /**
     * The lines of a function, from the first to the last that an instruction names in the file
     * that the first instruction with a place at hand names; null if there is none.
     */
    public Extent function(Function function) {
        Source source = null;
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (int i = 0; i < function.code().size(); i++) {
            SourcePosition position = function.sourceMap().at(i);
            Source found = source(position);
            if (found != null && (source == null || found.equals(source))) {
                source = found;
                first = Math.min(first, position.line());
                last = Math.max(last, position.line());
            }
        }
        return source == null ? null : trimmed(source, first, last, 1);
    }

    /** Never empty: where there are only blanks, they are the part. */
    private static Extent trimmed(Source source, int firstLine, int lastLine, int column) {
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
                ? new Extent(source, from, to - from)
                : new Extent(source, start, end - start);
    }

    /** The source of a place; null if it is not at hand or has no such line. */
    private Source source(SourcePosition position) {
        if (position == null || position.file() == null || position.line() <= 0) {
            return null;
        }
        Source source =
                sources.computeIfAbsent(
                                position.file(), name -> Optional.ofNullable(files.find(name)))
                        .orElse(null);
        return source == null || position.line() > source.getLineCount() ? null : source;
    }
}
