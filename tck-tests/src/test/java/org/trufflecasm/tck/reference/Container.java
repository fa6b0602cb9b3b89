package org.trufflecasm.tck.reference;

import org.trufflecasm.error.ErrorKind;

/** A value that can be borrowed (specification §4). */
abstract class Container {
    private int readers;

    /** The task that has borrowed it for writing; null if none has. */
    private Task writer;

    void borrow() {
        require(writer == null, "cannot borrow");
        readers++;
    }

    void borrowMutably(Task task) {
        require(writer == null && readers == 0, "cannot borrow mutably");
        writer = task;
        task.borrowed.add(this);
    }

    void release() {
        readers = Math.max(0, readers - 1);
    }

    void releaseMutably() {
        if (writer != null) {
            writer.borrowed.remove(this);
            writer = null;
        }
    }

    void checkRead() {
        require(writer == null || writer.isRunning(), "cannot read");
    }

    void checkWrite() {
        require(readers == 0 && (writer == null || writer.isRunning()), "cannot change");
    }

    private void require(boolean allowed, String what) {
        if (!allowed) {
            throw new GuestFailure(
                    ErrorKind.BorrowError, "BorrowError: " + what + " what is " + holder());
        }
    }

    private String holder() {
        if (writer == null) {
            return "borrowed by " + readers + (readers == 1 ? " reader" : " readers");
        }
        return "mutably borrowed by "
                + (writer.number == 0 ? "the main task" : "task " + writer.number);
    }
}
