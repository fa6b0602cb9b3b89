package org.trufflecasm.runtime;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.trufflecasm.runtime.RuntimeTesting.assertFails;
import static org.trufflecasm.runtime.RuntimeTesting.assertTypeError;

import com.oracle.truffle.api.Assumption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/** The whole table of specification §4: state, operation, and who asks. */
class BorrowsTest {
    private static final long OWNER = 7;
    private static final long OTHER = 8;

    private final Registers registers = new Registers();
    private final Assumption readable = Borrows.newReadable();
    private final CrushSemantics semantics = new CrushSemantics(new Arena(registers, readable));
    private final Borrows borrows = semantics.arena().borrows();

    private enum State {
        FREE,
        ONE_READER,
        TWO_READERS,
        MUTABLE
    }

    private enum Operation {
        READ,
        WRITE,
        BORROW,
        BORROW_MUTABLY,
        RELEASE,
        RELEASE_MUTABLY,
        CALL
    }

    /** What the specification says, written down once more. */
    private static boolean isRefused(State state, Operation operation, boolean owner) {
        return switch (operation) {
            case READ, CALL -> state == State.MUTABLE && !owner;
            case WRITE ->
                    state == State.ONE_READER
                            || state == State.TWO_READERS
                            || (state == State.MUTABLE && !owner);
            case BORROW -> state == State.MUTABLE;
            case BORROW_MUTABLY -> state != State.FREE;
            case RELEASE, RELEASE_MUTABLY -> false;
        };
    }

    private static int wordAfter(State state, Operation operation) {
        int readers =
                switch (state) {
                    case FREE -> 0;
                    case ONE_READER -> 1;
                    case TWO_READERS -> 2;
                    case MUTABLE -> -1;
                };
        return switch (operation) {
            case READ, WRITE, CALL -> readers;
            case BORROW -> readers + 1;
            case BORROW_MUTABLY -> -1;
            case RELEASE -> readers > 0 ? readers - 1 : readers;
            case RELEASE_MUTABLY -> Math.max(0, readers);
        };
    }

    @TestFactory
    List<DynamicTest> matrix() {
        List<DynamicTest> tests = new ArrayList<>();
        for (boolean isMap : new boolean[] {false, true}) {
            for (State state : State.values()) {
                for (Operation operation : Operation.values()) {
                    for (boolean owner : new boolean[] {false, true}) {
                        String name = isMap + " " + state + " " + operation + " " + owner;
                        tests.add(dynamicTest(name, () -> check(isMap, state, operation, owner)));
                    }
                }
            }
        }
        return tests;
    }

    private void check(boolean isMap, State state, Operation operation, boolean owner) {
        Borrowable object =
                isMap ? CasmMap.create(null) : CasmArray.of(ArrayKind.ARRAY, new Object[] {1L});
        registers.currentTask = OWNER;
        switch (state) {
            case FREE -> {}
            case ONE_READER -> borrows.borrow(object, semantics, null);
            case TWO_READERS -> {
                borrows.borrow(object, semantics, null);
                borrows.borrow(object, semantics, null);
            }
            case MUTABLE -> borrows.borrowMutably(object, semantics, null);
        }
        registers.currentTask = owner ? OWNER : OTHER;
        if (isRefused(state, operation, owner)) {
            int before = object.borrowWord();
            GuestException failure =
                    assertThrows(GuestException.class, () -> perform(operation, object));
            assertEquals(ErrorKind.BorrowError, failure.kind());
            assertTrue(failure.getMessage().startsWith("BorrowError: "), failure.getMessage());
            assertEquals(before, object.borrowWord(), "a refusal changes nothing");
        } else {
            assertDoesNotThrow(() -> perform(operation, object));
            int expected = wordAfter(state, operation);
            assertEquals(expected, Math.max(-1, object.borrowWord()));
        }
        borrows.endAll();
        assertEquals(0, object.borrowWord());
    }

    private void perform(Operation operation, Borrowable object) {
        switch (operation) {
            case READ -> CollectionFunctions.arrLen(object, semantics, null);
            case WRITE ->
                    CollectionFunctions.arrSet(
                            object,
                            object instanceof CasmMap ? CasmString.of("k") : (Object) 0L,
                            2L,
                            semantics,
                            null);
            case BORROW -> borrows.borrow(object, semantics, null);
            case BORROW_MUTABLY -> borrows.borrowMutably(object, semantics, null);
            case RELEASE -> borrows.release(object, semantics, null);
            case RELEASE_MUTABLY -> borrows.releaseMutably(object, semantics, null);
            case CALL -> {
                Object[] arguments = {object, 1L, object};
                borrows.beginCall(arguments, null);
                borrows.endCall(arguments);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, is borrowed by 1 reader",
        "2, 0, is borrowed by 2 readers",
        "-1, 0, is mutably borrowed by the main task",
        "-1, 5, is mutably borrowed by task 5",
    })
    void holderIsNamed(int readers, long holder, String text) {
        CasmArray array = new CasmArray(ArrayKind.ARRAY);
        registers.currentTask = holder;
        for (int i = 0; i < readers; i++) {
            borrows.borrow(array, semantics, null);
        }
        if (readers < 0) {
            borrows.borrowMutably(array, semantics, null);
        }
        registers.currentTask = OTHER;
        assertFails(
                ErrorKind.BorrowError,
                "BorrowError: cannot change what " + text,
                () -> borrows.checkWrite(array, null));
        assertFails(
                ErrorKind.BorrowError,
                "BorrowError: cannot borrow mutably what " + text,
                () -> borrows.borrowMutably(array, semantics, null));
        if (readers < 0) {
            assertFails(
                    ErrorKind.BorrowError,
                    "BorrowError: cannot borrow what " + text,
                    () -> borrows.borrow(array, semantics, null));
            assertFails(
                    ErrorKind.BorrowError,
                    "BorrowError: cannot read what " + text,
                    () -> borrows.checkRead(array, null));
        }
    }

    /** What cannot change can be borrowed by anybody; what is no reference by nobody. */
    @Test
    void onlyReferencesAreBorrowed() {
        List<Object> unchanging =
                List.of(CasmString.of("x"), new CasmTagged(CasmString.of("x"), 1L));
        for (Object value : unchanging) {
            for (int i = 0; i < 2; i++) {
                borrows.borrowMutably(value, semantics, null);
                borrows.borrow(value, semantics, null);
            }
            borrows.release(value, semantics, null);
            borrows.releaseMutably(value, semantics, null);
        }
        assertTrue(borrows.allowsEveryReadNow());
        List<Runnable> operations =
                List.of(
                        () -> borrows.borrow(1L, semantics, null),
                        () -> borrows.borrowMutably(1L, semantics, null),
                        () -> borrows.release(1L, semantics, null),
                        () -> borrows.releaseMutably(1L, semantics, null));
        for (Runnable operation : operations) {
            assertTypeError("expected reference, got int", operation::run);
        }
    }

    /** Once something was borrowed mutably, reads look; what is free stays readable. */
    @Test
    void otherObjectsStayReadable() {
        CasmArray held = new CasmArray(ArrayKind.ARRAY);
        CasmArray free = new CasmArray(ArrayKind.ARRAY);
        CasmArray read = new CasmArray(ArrayKind.ARRAY);
        registers.currentTask = OWNER;
        borrows.borrowMutably(held, semantics, null);
        borrows.borrow(read, semantics, null);
        registers.currentTask = OTHER;
        borrows.checkReads(new Object[] {free, read, 1L}, null);
        assertThrows(
                GuestException.class, () -> borrows.checkReads(new Object[] {free, held}, null));
    }

    /** What the called code has released already is not released again. */
    @Test
    void argumentsMayBeReleasedDuringACall() {
        CasmArray array = new CasmArray(ArrayKind.ARRAY);
        Object[] arguments = {array};
        borrows.beginCall(arguments, null);
        borrows.release(array, semantics, null);
        borrows.endCall(arguments);
        assertEquals(0, array.borrowWord());
    }

    /** The list of what is borrowed is cleared up now and then; nothing gets lost. */
    @Test
    void manyBorrowsAreEnded() {
        List<CasmArray> arrays = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            CasmArray array = new CasmArray(ArrayKind.ARRAY);
            arrays.add(array);
            borrows.borrow(array, semantics, null);
            if (i % 3 == 0) {
                borrows.release(array, semantics, null);
                borrows.borrow(array, semantics, null);
            }
        }
        borrows.endAll();
        for (CasmArray array : arrays) {
            assertEquals(0, array.borrowWord());
        }
    }

    @Test
    void argumentsOfACallHaveReaders() {
        CasmArray array = new CasmArray(ArrayKind.ARRAY);
        Object[] arguments = {array};
        borrows.beginCall(arguments, null);
        assertThrows(GuestException.class, () -> borrows.checkWrite(array, null));
        borrows.endCall(arguments);
        borrows.checkWrite(array, null);
    }

    @Test
    void onlyTheTaskThatEndsLosesItsBorrows() {
        CasmArray mine = new CasmArray(ArrayKind.ARRAY);
        CasmArray theirs = new CasmArray(ArrayKind.ARRAY);
        CasmArray read = new CasmArray(ArrayKind.ARRAY);
        registers.currentTask = OTHER;
        borrows.borrowMutably(theirs, semantics, null);
        registers.currentTask = OWNER;
        borrows.borrowMutably(mine, semantics, null);
        borrows.borrow(read, semantics, null);
        borrows.endBorrowsOf(OWNER);
        assertEquals(0, mine.borrowWord());
        assertTrue(theirs.borrowWord() < 0);
        assertEquals(1, read.borrowWord());
    }

    @Test
    void readsNeedNoLookBeforeSomethingIsBorrowedMutably() {
        CasmArray array = new CasmArray(ArrayKind.ARRAY);
        borrows.borrow(array, semantics, null);
        assertTrue(borrows.allowsEveryReadNow());
        borrows.release(array, semantics, null);
        borrows.borrowMutably(array, semantics, null);
        assertTrue(!borrows.allowsEveryReadNow());
        assertTrue(!readable.isValid());
    }

    @Test
    void borrowedGarbageIsForgotten() {
        CasmArray kept = new CasmArray(ArrayKind.ARRAY);
        for (int i = 0; i < 100_000; i++) {
            borrows.borrow(kept, semantics, null);
            borrows.release(kept, semantics, null);
            borrows.borrow(new CasmArray(ArrayKind.ARRAY), semantics, null);
        }
        borrows.borrow(kept, semantics, null);
        borrows.endAll();
        assertEquals(0, kept.borrowWord());
    }
}
