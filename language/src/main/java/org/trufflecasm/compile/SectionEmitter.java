package org.trufflecasm.compile;

import com.oracle.truffle.api.source.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import org.trufflecasm.core.SourceMap;
import org.trufflecasm.flow.CodeOrigins;
import org.trufflecasm.nodes.CoreRootNodeGen;
import org.trufflecasm.nodes.GuestFunction;
import org.trufflecasm.nodes.LinkedProgram;
import org.trufflecasm.nodes.OperandViews;
import org.trufflecasm.nodes.OriginalSources;
import org.trufflecasm.nodes.OriginalSources.Extent;

/**
 * Tells the generated builder which section of which source code belongs to: of the original source
 * where one is at hand, else of the listing. A function whose instructions come from several files
 * has sections in each of them that is at hand; its own section lies in the first.
 *
 * <p>In the listing, there is around each operation the section of its instruction's line, which
 * begins at the line's first column; all others begin behind the line's blanks. So the runtime
 * finds the instruction again ({@code nodes.CodePlace}). Where there are copies of code, a section
 * around that one tells by its length which copy it is.
 */
final class SectionEmitter {
    /** One section that lies in another source than what is around it. */
    private static final int ELSEWHERE = -1;

    private final CoreRootNodeGen.Builder builder;
    private final GuestFunction guest;
    private final LinkedProgram program;
    private final OriginalSources originals;
    private final SourceMap positions;
    private final CodeOrigins origins;

    /** The function in its original source; null where the listing is the source. */
    private final Extent original;

    /** How many sections each open instruction or statement has, {@link #ELSEWHERE} for one. */
    private final Deque<Integer> open = new ArrayDeque<>();

    /** The original sources that have been begun, the innermost first. */
    private final Deque<Source> begun = new ArrayDeque<>();

    /**
     * @param inListing whether the listing is the source in any case
     */
    SectionEmitter(
            CoreRootNodeGen.Builder builder,
            GuestFunction guest,
            CodeOrigins origins,
            boolean inListing) {
        this.builder = builder;
        this.guest = guest;
        this.program = guest.program();
        this.originals = program.originals();
        this.positions = guest.function().sourceMap();
        this.origins = origins;
        this.original = inListing ? null : originals.function(guest.function());
    }

    /** Whether the listing is the source. */
    boolean isInListing() {
        return original == null;
    }

    /** Begins what belongs to the whole function. */
    void beginFunction() {
        if (original != null) {
            builder.beginSource(original.source());
            begun.push(original.source());
            builder.beginSourceSection(original.start(), original.length());
        } else {
            builder.beginSource(program.source());
            int last = program.lineOf(guest, guest.function().code().size() - 1);
            beginLines(program.lineOf(guest, 0), last);
        }
    }

    void endFunction() {
        builder.endSourceSection();
        builder.endSource();
    }

    /** Begins what belongs to an instruction of the code that is compiled. */
    void beginInstruction(int instruction) {
        int origin = origins.origin(instruction);
        if (original != null) {
            open.push(beginOriginal(originals.behind(positions.at(origin))));
            return;
        }
        Source listing = program.source();
        if (origins.hasCopies()) {
            builder.beginSourceSection(
                    listing.getLineStartOffset(program.lineOf(guest, 0)),
                    origins.copy(instruction));
        }
        int line = program.lineOf(guest, origin);
        builder.beginSourceSection(listing.getLineStartOffset(line), listing.getLineLength(line));
        open.push(origins.hasCopies() ? 2 : 1);
    }

    /** Ends what belongs to the innermost instruction or statement. */
    void end() {
        int sections = open.pop();
        if (sections == ELSEWHERE) {
            builder.endSourceSection();
            builder.endSource();
            begun.pop();
        }
        for (int i = sections; i > 0; i--) {
            builder.endSourceSection();
        }
    }

    /**
     * Begins what belongs to a statement.
     *
     * @param view the number of the view of its operands, see {@link OperandViews}; 0 if it has
     *     none
     */
    void beginStatement(Statement.Begin statement, int view) {
        int first = origins.origin(statement.first());
        if (original != null) {
            open.push(beginOriginal(originals.line(positions.at(first))));
            return;
        }
        if (view > 0) {
            builder.beginSourceSection(0, view);
        }
        int last = Math.max(first, origins.origin(statement.last()));
        beginLines(program.lineOf(guest, first), program.lineOf(guest, last));
        open.push(view > 0 ? 2 : 1);
    }

    private int beginOriginal(Extent extent) {
        if (extent == null) {
            return 0;
        }
        boolean elsewhere = !extent.source().equals(begun.peek());
        if (elsewhere) {
            builder.beginSource(extent.source());
            begun.push(extent.source());
        }
        builder.beginSourceSection(extent.start(), extent.length());
        return elsewhere ? ELSEWHERE : 1;
    }

    /** Whole lines of the listing, but for the blanks before the first. */
    private void beginLines(int first, int last) {
        Source listing = program.source();
        int start = listing.getLineStartOffset(first);
        CharSequence text = listing.getCharacters();
        while (text.charAt(start) == ' ') {
            start++;
        }
        int end = listing.getLineStartOffset(last) + listing.getLineLength(last);
        builder.beginSourceSection(start, end - start);
    }
}
