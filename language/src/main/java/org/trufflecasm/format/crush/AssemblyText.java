package org.trufflecasm.format.crush;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/** What text assembly and listings have in common. */
public final class AssemblyText {
    private AssemblyText() {}

    /**
     * Goes through the lines of a file.
     *
     * @param content the whole file
     * @param reader takes each line, the last one too if it is empty
     * @throws LoadException if the file is not UTF-8, with the line
     */
    public static void forEachLine(byte[] content, Consumer<TextLine> reader) {
        String text = decode(content);
        int line = 0;
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            reader.accept(new TextLine(text.substring(start, end), ++line));
            start = end + 1;
        }
    }

    /** The text of a file, without byte order marks at its start and behind a {@code #!} line. */
    private static String decode(byte[] content) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(content);
        String text;
        try {
            text = decoder.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            String before = new String(content, 0, bytes.position(), StandardCharsets.UTF_8);
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            throw LoadException.inLine(
                    ErrorKind.ParseError,
                    "the file is not UTF-8",
                    line,
                    before.length() - before.lastIndexOf('\n'));
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return text.startsWith("#!") ? text.replaceFirst("\n\uFEFF", "\n") : text;
    }

    /**
     * Reads what stands behind {@code .manifest}.
     *
     * @throws LoadException if it is not a manifest, with the line
     */
    public static Manifest manifest(TextLine line) {
        byte[] json = line.rest().getBytes(StandardCharsets.UTF_8);
        if (json.length > Limits.MAX_MANIFEST_BYTES) {
            throw line.failure(
                    ErrorKind.LoadError,
                    "the manifest has more than " + Limits.MAX_MANIFEST_BYTES + " bytes");
        }
        try {
            return ManifestReader.read(
                    ManifestReader.parse(json, 0, json.length),
                    problem -> line.failure(ErrorKind.LoadError, problem));
        } catch (LoadException refused) {
            throw line.failure(refused.kind(), refused.problem());
        }
    }

    /**
     * Reads what stands behind {@code .loc}; null if that names neither a file nor a line. As in
     * {@code meta}, an empty file is none, and a column means nothing without its line: other
     * containers could not hold it.
     */
    public static SourcePosition location(TextLine line) {
        if (line.atEnd()) {
            return null;
        }
        String file = line.atString() ? line.string("a file") : null;
        int number = line.atEnd() ? 0 : ordinal(line, "a line");
        int column = line.atEnd() ? 0 : ordinal(line, "a column");
        file = file == null || file.isEmpty() ? null : file;
        if (number == 0) {
            return file == null ? null : new SourcePosition(file, 0, 0);
        }
        return new SourcePosition(file, number, column);
    }

    private static int ordinal(TextLine line, String what) {
        String word = line.word(what);
        try {
            int value = Integer.parseInt(word);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw line.failure("expected " + what + ", an integer from 0");
    }

    /** The directive that gives a position to the instructions behind it. */
    public static String locationDirective(SourcePosition position) {
        if (position == null) {
            return ".loc";
        }
        StringBuilder directive = new StringBuilder(".loc");
        if (position.file() != null) {
            directive.append(' ').append(quoted(position.file()));
        }
        if (position.line() > 0 || position.file() == null) {
            directive.append(' ').append(position.line());
            if (position.column() > 0) {
                directive.append(' ').append(position.column());
            }
        }
        return directive.toString();
    }

    /** A comment that says {@code text}, on one line. */
    public static String comment(String text) {
        return "; " + text.replaceAll("[\\p{Cntrl}\u2028\u2029]", " ");
    }

    /** A string as {@link TextLine#string} reads it: it knows no escapes but these. */
    public static String quoted(String string) {
        return '"'
                + string.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
