package org.trufflecasm.runtime;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.nodes.Node;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/**
 * Who may read and who may change an object (specification §4): any number of readers, or one
 * writer, the task that borrowed it mutably. Belongs to an {@link Arena}; one thread at a time.
 *
 * <p>The state lies in one word of each object. Nobody keeps a table of objects but the weak list
 * of those that were borrowed, which is needed to end borrows with a run or a task.
 *
 * <p>A str or a tagged value cannot change, so borrowing one has no effect.
 */
public final class Borrows {
    /** Before the list of borrowed objects is cleared up for the first time. */
    private static final int FIRST_PURGE = 64;

    private final Registers registers;

    /** As {@link #newReadable} says. */
    private final Assumption readable;

    /** Whether nobody has ever borrowed mutably here, whatever others have done. */
    private boolean allowsEveryRead = true;

    private final List<WeakReference<Borrowable>> borrowed = new ArrayList<>();
    private int purgeAt = FIRST_PURGE;
    private boolean used;

    Borrows(Registers registers, Assumption readable) {
        this.registers = registers;
        this.readable = readable;
    }

    /**
     * Valid as long as nobody has ever borrowed mutably in any of the contexts that it is given to:
     * then no read has to look.
     */
    public static Assumption newReadable() {
        return Truffle.getRuntime().createAssumption("nothing is borrowed mutably");
    }

    /** The word of an object that the present task borrows mutably. */
    private int own() {
        return wordOf(registers.currentTask);
    }

    /** Tasks 2<sup>31</sup> apart have the same word. */
    private static int wordOf(long task) {
        return (int) task | Integer.MIN_VALUE;
    }

    /** Whether nobody has ever borrowed mutably here, so that every read is allowed. */
    public boolean allowsEveryReadNow() {
        return allowsEveryRead;
    }

    /**
     * {@code borrow}: one more reader.
     *
     * @throws GuestException TypeError if the value is no reference; BorrowError if it is borrowed
     *     mutably
     */
    @TruffleBoundary
    public void borrow(Object value, Semantics semantics, Node location) {
        Borrowable object = require(value, semantics, location);
        if (object == null) {
            return;
        }
        int word = object.borrowWord();
        if (word < 0) {
            throw failure("cannot borrow what ", word, location);
        }
        note(object, word);
        object.setBorrowWord(word + 1);
    }

    /**
     * {@code borrow_mut}: the present task may write, nobody else may read.
     *
     * @throws GuestException TypeError if the value is no reference; BorrowError if it is borrowed
     */
    @TruffleBoundary
    public void borrowMutably(Object value, Semantics semantics, Node location) {
        Borrowable object = require(value, semantics, location);
        if (object == null) {
            return;
        }
        int word = object.borrowWord();
        if (word != 0) {
            throw failure("cannot borrow mutably what ", word, location);
        }
        note(object, word);
        readable.invalidate();
        allowsEveryRead = false;
        object.setBorrowWord(own());
    }

    /**
     * {@code release}: one reader less; no effect where there is none.
     *
     * @throws GuestException TypeError if the value is no reference
     */
    @TruffleBoundary
    public void release(Object value, Semantics semantics, Node location) {
        Borrowable object = require(value, semantics, location);
        if (object != null && object.borrowWord() > 0) {
            object.setBorrowWord(object.borrowWord() - 1);
        }
    }

    /**
     * {@code release_mut}: nobody borrows mutably, whoever did.
     *
     * @throws GuestException TypeError if the value is no reference
     */
    @TruffleBoundary
    public void releaseMutably(Object value, Semantics semantics, Node location) {
        Borrowable object = require(value, semantics, location);
        if (object != null && object.borrowWord() < 0) {
            object.setBorrowWord(0);
        }
    }

    /** The object whose word counts; null for what cannot change. */
    private static Borrowable require(Object value, Semantics semantics, Node location) {
        if (value instanceof Borrowable object) {
            return object;
        }
        if (value instanceof CasmString || value instanceof CasmTagged) {
            return null;
        }
        throw GuestException.typeError("reference", semantics.typeName(value), location);
    }

    /**
     * Must come before an object is changed.
     *
     * @throws GuestException BorrowError if it has readers, or another task borrows it mutably
     */
    public void checkWrite(Borrowable object, Node location) {
        int word = object.borrowWord();
        if (word != 0 && word != own()) {
            throw failure("cannot change what ", word, location);
        }
    }

    /**
     * Must come before a value is read.
     *
     * @throws GuestException BorrowError if another task borrows it mutably
     */
    public void checkRead(Object value, Node location) {
        if (!allowsEveryRead && value instanceof Borrowable object) {
            checkReadOf(object, location);
        }
    }

    /** As {@link #checkRead}, for the arguments of a call to the host. */
    @TruffleBoundary
    public void checkReads(Object[] values, Node location) {
        for (Object value : values) {
            checkRead(value, location);
        }
    }

    private void checkReadOf(Borrowable object, Node location) {
        int word = object.borrowWord();
        if (word < 0 && word != own()) {
            throw failure("cannot read what ", word, location);
        }
    }

    /**
     * Borrows the arguments of a call to the host until {@link #endCall}.
     *
     * @throws GuestException BorrowError if another task borrows one mutably; then none is borrowed
     */
    @TruffleBoundary
    public void beginCall(Object[] arguments, Node location) {
        checkReads(arguments, location);
        for (Object argument : arguments) {
            // What the calling task may write itself stays so: its own call-backs may write it.
            if (argument instanceof Borrowable object && object.borrowWord() >= 0) {
                object.setBorrowWord(object.borrowWord() + 1);
            }
        }
    }

    /** Ends what {@link #beginCall} began. */
    @TruffleBoundary
    public void endCall(Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Borrowable object && object.borrowWord() > 0) {
                object.setBorrowWord(object.borrowWord() - 1);
            }
        }
    }

    /** A task has ended, and with it what it borrowed mutably. */
    @TruffleBoundary
    public void endBorrowsOf(long task) {
        if (allowsEveryRead) {
            return;
        }
        int word = wordOf(task);
        for (WeakReference<Borrowable> reference : borrowed) {
            Borrowable object = reference.get();
            if (object != null && object.borrowWord() == word) {
                object.setBorrowWord(0);
            }
        }
    }

    /** Whether there are borrows that have to end with the run. */
    public boolean isUsed() {
        return used;
    }

    /** The run has ended, and with it all borrows. */
    @TruffleBoundary
    public void endAll() {
        for (WeakReference<Borrowable> reference : borrowed) {
            Borrowable object = reference.get();
            if (object != null) {
                object.setBorrowWord(0);
            }
        }
        borrowed.clear();
        used = false;
        purgeAt = FIRST_PURGE;
    }

    /** Remembers an object that is about to be borrowed for the first time. */
    private void note(Borrowable object, int word) {
        used = true;
        if (word != 0) {
            return;
        }
        if (borrowed.size() >= purgeAt) {
            Set<Borrowable> kept = Collections.newSetFromMap(new IdentityHashMap<>());
            borrowed.removeIf(
                    reference -> {
                        Borrowable known = reference.get();
                        return known == null || known.borrowWord() == 0 || !kept.add(known);
                    });
            purgeAt = Math.max(FIRST_PURGE, 2 * borrowed.size());
        }
        borrowed.add(new WeakReference<>(object));
    }

    private static String holder(int word) {
        if (word > 0) {
            return "is borrowed by " + word + (word == 1 ? " reader" : " readers");
        }
        long task = word & Integer.MAX_VALUE;
        return "is mutably borrowed by " + (task == 0 ? "the main task" : "task " + task);
    }

    @TruffleBoundary
    private static GuestException failure(String whatCannot, int word, Node location) {
        return new GuestException(
                ErrorKind.BorrowError, "BorrowError: " + whatCannot + holder(word), location);
    }
}
