package org.trufflecasm.language;

import java.util.List;

/** Code that can tell what it has learnt about itself while it ran. */
@FunctionalInterface
public interface Reviewed {
    /** Code of a context that has run nothing. */
    Reviewed NOTHING = List::of;

    /**
     * What there is to know for people who ask why it is slow. Changes nothing; takes time that
     * grows with the size of the code. Called by the thread that runs the code, between runs.
     */
    List<CodeRemark> review();
}
