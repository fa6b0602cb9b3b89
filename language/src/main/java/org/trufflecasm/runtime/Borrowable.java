package org.trufflecasm.runtime;

/**
 * An object that capsules can borrow. Its <em>borrow word</em> says who does: 0 nobody, a positive
 * number so many readers, a negative one the task that may write, see {@link Borrows}.
 *
 * <p>The word is changed by {@link Borrows} only.
 */
public sealed interface Borrowable permits CasmArray, CasmMap {
    /** Who borrows it. */
    int borrowWord();

    /** Sets who borrows it. */
    void setBorrowWord(int word);
}
