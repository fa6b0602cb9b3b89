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
 * Tells the generated builder which section of which source code belongs to.
 *
 * <p>Around each operation there is the section of its instruction's line in the listing, which
 * begins at the line's first column; all others in the listing begin behind the line's blanks. So
 * the runtime finds the instruction again ({@code nodes.CodePlace}). Where there are copies of
 * code, a section around that one tells by its length which copy it is. Where the original source
 * is at hand, the section that tools see lies inside, in the original.
 */
final class SectionEmitter {
    private final CoreRootNodeGen.Builder builder;
    private final GuestFunction guest;
    private final LinkedProgram program;
    private final OriginalSources originals;
    private final SourceMap positions;
    private final CodeOrigins origins;

    /** For each section that is open whether it lies in an original. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    /** For each statement that is open the number of its view. */
    private final Deque<Integer> views = new ArrayDeque<>();

    SectionEmitter(CoreRootNodeGen.Builder builder, GuestFunction guest, CodeOrigins origins) {
        this.builder = builder;
        this.guest = guest;
        this.program = guest.program();
        this.originals = program.originals();
        this.positions = guest.function().sourceMap();
        this.origins = origins;
    }

    /** Begins what belongs to the whole function. */
    void beginFunction() {
        Source listing = program.source();
        builder.beginSource(listing);
        int last = program.lineOf(guest, guest.function().code().size() - 1);
        beginLines(program.lineOf(guest, 0), last);
        beginOriginal(originals.function(guest.function()));
    }

    void endFunction() {
        endOriginal();
        builder.endSourceSection();
        builder.endSource();
    }

    /** Begins what belongs to an instruction of the code that is compiled. */
    void beginInstruction(int instruction) {
        Source listing = program.source();
        if (origins.hasCopies()) {
            builder.beginSourceSection(
                    listing.getLineStartOffset(program.lineOf(guest, 0)),
                    origins.copy(instruction));
        }
        int origin = origins.origin(instruction);
        int line = program.lineOf(guest, origin);
        builder.beginSourceSection(listing.getLineStartOffset(line), listing.getLineLength(line));
        beginOriginal(originals.behind(positions.at(origin)));
    }

    void endInstruction() {
        endOriginal();
        builder.endSourceSection();
        if (origins.hasCopies()) {
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
        views.push(view);
        if (view > 0) {
            builder.beginSourceSection(0, view);
        }
        int first = origins.origin(statement.first());
        Extent original = originals.line(positions.at(first));
        if (original == null) {
            int last = Math.max(first, origins.origin(statement.last()));
            beginLines(program.lineOf(guest, first), program.lineOf(guest, last));
            open.push(false);
        } else {
            beginOriginal(original);
        }
    }

    void endStatement() {
        boolean inListing = !open.peek();
        endOriginal();
        if (inListing) {
            builder.endSourceSection();
        }
        if (views.pop() > 0) {
            builder.endSourceSection();
        }
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

    private void beginOriginal(Extent extent) {
        open.push(extent != null);
        if (extent != null) {
            builder.beginSource(extent.source());
            builder.beginSourceSection(extent.start(), extent.length());
        }
    }

    private void endOriginal() {
        if (open.pop()) {
            builder.endSourceSection();
            builder.endSource();
        }
    }
}
