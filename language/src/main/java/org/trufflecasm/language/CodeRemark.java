package org.trufflecasm.language;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.InteropRecord;

/**
 * One thing that is to be known about code that has run; for hosts an object with the members
 * {@code kind}, {@code subject}, {@code detail}, {@code function}, {@code place} and {@code line}.
 * Immutable.
 */
public final class CodeRemark extends InteropRecord {

    /** What is remarked upon. */
    public enum Kind {
        /** A function has been called, and so has code. */
        CALLED("called"),
        /** A function counts its operands while it runs. */
        COUNTED_OPERANDS("counted-operands"),
        /** A variable holds numbers as objects, since it holds something else too. */
        BOXED_LOCAL("boxed-local"),
        /** A call of a value has met more functions than it remembers. */
        MEGAMORPHIC_CALL("megamorphic-call"),
        /** A field is looked up in maps of several layouts. */
        SEVERAL_LAYOUTS("several-layouts");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    /**
     * @param kind what is remarked upon
     * @param subject the name of the variable, field or function
     * @param detail a number or a word about it; empty if there is none
     * @param function the function it belongs to
     * @param position where in the original source, or null if that is unknown
     * @param instruction where in the function, as people count
     * @param line of the listing that tools see as the source, 1-based
     */
    public CodeRemark(
            Kind kind,
            String subject,
            String detail,
            String function,
            SourcePosition position,
            int instruction,
            int line) {
        super(members(kind, subject, detail, function, position, instruction, line));
    }

    private static SequencedMap<String, Object> members(
            Kind kind,
            String subject,
            String detail,
            String function,
            SourcePosition position,
            int instruction,
            int line) {
        SequencedMap<String, Object> members = new LinkedHashMap<>();
        members.put("kind", kind.shown);
        members.put("subject", subject);
        members.put("detail", detail);
        members.put("function", function);
        members.put("place", position == null ? "instruction " + instruction : position.text());
        members.put("line", line);
        return members;
    }
}
