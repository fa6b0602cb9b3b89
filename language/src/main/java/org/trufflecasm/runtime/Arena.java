package org.trufflecasm.runtime;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import java.util.function.Consumer;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.limits.RunLimits;

/**
 * The account of a context's objects: how many bytes they take, and who borrows them (specification
 * §4). Not a table of them: an object that never leaves compiled code is still never made. One
 * thread at a time.
 *
 * <p>Bytes are estimates: {@link #OBJECT} for each object and {@link #SLOT} for each place in a
 * collection or map; the bytes of its buffer for a str. Code that makes something says so first
 * ({@link #allocate}, {@link #charge}, {@link #reserve}), and need not say when it is garbage. When
 * the running sum passes the limit, what is live is counted anew, from the roots. Only if that is
 * above the limit too the run fails. Counting has to wait until an eighth of the limit has been
 * allocated since the last time, so that it takes a bounded share of the time, even for a program
 * that stays close below its limit.
 */
public final class Arena {
    /** Bytes of any object without what is in it. */
    public static final int OBJECT = 32;

    /** Bytes of a place in a collection or map. */
    public static final int SLOT = 16;

    /** Bytes of a task with its frames, about. */
    public static final int TASK = 512;

    /** How much work built-in operations do between two polls: about a tenth of a millisecond. */
    private static final int WORK_PER_POLL = 1 << 16;

    /** Slack that even a tiny limit leaves before live objects are counted again. */
    private static final long LEAST_SLACK = 1024;

    /** Where the search for live objects begins. */
    @FunctionalInterface
    public interface Roots {
        /** Hands everything that a run can still reach to a visitor, in any order. */
        void visit(Consumer<Object> visitor);
    }

    private final Borrows borrows;
    private Roots roots = visitor -> {};

    private long limit = RunLimits.UNLIMITED;

    /** The sum at which live objects are counted. */
    private long threshold = RunLimits.UNLIMITED;

    /** Bytes that were live at the last count, and those allocated since. */
    private long sum;

    /** Bytes that counting has found to be garbage. */
    private long collected;

    private long objects;

    /** What the operation that runs now has made and nothing refers to yet. */
    private long pending;

    private int work;

    /** Bytes that no run can have more of than. */
    private final long heap = Runtime.getRuntime().maxMemory();

    /**
     * An account without a limit.
     *
     * @param readable {@link Borrows#newReadable}, for all contexts that may share code
     */
    public Arena(Registers registers, Assumption readable) {
        this.borrows = new Borrows(registers, readable);
    }

    /** As the other, where nothing else borrows. */
    public Arena(Registers registers) {
        this(registers, Borrows.newReadable());
    }

    /** Who borrows what. */
    public Borrows borrows() {
        return borrows;
    }

    /**
     * A run begins.
     *
     * @param bytes what may be live at the same time; {@link RunLimits#UNLIMITED} for any amount
     * @param runRoots what the run can reach
     */
    public void begin(long bytes, Roots runRoots) {
        limit = bytes;
        threshold = bytes;
        roots = runRoots;
        sum = 0;
        collected = 0;
        objects = 0;
        pending = 0;
    }

    /** The run has ended: all borrows end, nothing is limited any more. */
    public void end() {
        limit = RunLimits.UNLIMITED;
        threshold = RunLimits.UNLIMITED;
        roots = visitor -> {};
        pending = 0;
        borrows.endAll();
    }

    /** Whether there is a limit. */
    public boolean isLimited() {
        return limit != RunLimits.UNLIMITED;
    }

    /** Bytes that were accounted since the run began. */
    public long allocatedBytes() {
        return collected + sum;
    }

    /** Objects that were accounted since the run began. */
    public long allocatedObjects() {
        return objects;
    }

    /**
     * Accounts a new object. Must come before it is made. For operations of the bytecode, whose
     * result is in the frame at once.
     *
     * @param bytes {@link #OBJECT} and what is in it
     * @throws GuestException (MemoryQuota) if that is above the limit
     */
    public void allocate(long bytes, Node location) {
        objects++;
        charge(bytes, location);
    }

    /**
     * Accounts the growth of an object. Must come before it grows.
     *
     * @throws GuestException (MemoryQuota) if that is above the limit
     */
    public void charge(long bytes, Node location) {
        long next = sum + bytes;
        if (next > threshold || next < 0) {
            next = recount(bytes, location);
        }
        sum = next;
    }

    /**
     * As {@link #allocate}, for a built-in operation that makes several things, or one piece by
     * piece: what it has made counts as live until {@link #settle}.
     *
     * @throws GuestException (MemoryQuota) if that is above the limit, or more than any heap holds
     */
    @TruffleBoundary
    public void reserve(long bytes, Node location) {
        if (isLimited()) {
            charge(bytes, location);
            pending += bytes;
        } else if (bytes / SLOT > heap / Integer.BYTES) { // a place takes 4 bytes at least
            throw exceeded(location);
        } else {
            sum += bytes;
        }
    }

    /** As {@link #reserve}, for a new object. */
    public void reserveObject(long bytes, Node location) {
        objects++;
        reserve(bytes, location);
    }

    /**
     * What was {@linkplain #charge charged} for the growth of an object that nothing may refer to
     * yet counts as live until {@link #settle}.
     */
    public void hold(long bytes) {
        if (isLimited()) {
            pending += bytes;
        }
    }

    /** What counts as live because an operation is making it; for {@link #settle}. */
    public long mark() {
        return pending;
    }

    /**
     * What an operation has made is in the frame now, or dropped.
     *
     * @param mark what {@link #mark} gave when the operation began
     */
    public void settle(long mark) {
        pending = mark;
    }

    @TruffleBoundary
    private long recount(long bytes, Node location) {
        long before = sum;
        long live = LiveObjects.bytes(roots) + pending;
        if (live > limit - bytes) {
            throw exceeded(location);
        }
        collected += Math.max(0, before - live);
        long next = live + bytes;
        threshold = Math.max(limit, next + limit / 8 + LEAST_SLACK);
        return next;
    }

    /** {@code memory quota exceeded (N)}. */
    private GuestException exceeded(Node location) {
        return isLimited()
                ? new GuestException(
                        ErrorKind.MemoryQuota, "memory quota exceeded (" + limit + ")", location)
                : GuestException.outOfMemory(location);
    }

    /**
     * Tells that a long operation has done some work, so that it ends when the run's time is over
     * or its context is closed.
     *
     * @param units about as many elements or code points as were looked at
     * @throws GuestException (Timeout) if the run's time is over
     */
    public void work(long units, Node location) {
        long done = work + units;
        if (done < WORK_PER_POLL) {
            work = (int) done;
            return;
        }
        work = 0;
        poll(location);
    }

    @TruffleBoundary
    private static void poll(Node location) {
        TruffleSafepoint.poll(location);
    }
}
