package org.trufflecasm.limits;

import java.util.concurrent.TimeUnit;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

/**
 * The end of the time that one run may take, and who waits for something meanwhile.
 *
 * <p>The run's thread puts {@link #begin} and {@link #end} around whatever may block. When the time
 * is over, {@link #pass} interrupts the thread between the two and at no other moment, so that an
 * interrupt never reaches code that does not expect it.
 *
 * <p>{@link #pass}, {@link #hasPassed} and {@link #leftMillis} may be called by any thread, the
 * rest by the run's.
 */
public final class Deadline {
    /** The deadline of a run that may take any time; never passes. */
    public static final Deadline NONE = new Deadline(RunLimits.UNLIMITED);

    private final long limitMillis;
    private final long start = System.nanoTime();
    private volatile boolean passed;
    private Thread waiting;
    private int depth;

    /**
     * Begins now.
     *
     * @param limitMillis how many milliseconds from now; {@link RunLimits#UNLIMITED} for any number
     */
    public Deadline(long limitMillis) {
        this.limitMillis = limitMillis;
    }

    /** Whether there is an end at all. */
    public boolean isSet() {
        return limitMillis != RunLimits.UNLIMITED;
    }

    /** How many milliseconds are left; negative if the time is over. */
    public long leftMillis() {
        if (!isSet()) {
            return Long.MAX_VALUE;
        }
        return limitMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** Whether the time is over. */
    public boolean hasPassed() {
        return passed;
    }

    /**
     * What follows may block until {@link #end}, and ends early when its thread is interrupted.
     * Calls may be nested.
     *
     * @throws GuestException (Timeout) if the time is over already
     */
    public void begin() {
        if (!isSet()) {
            return;
        }
        check();
        synchronized (this) {
            waiting = Thread.currentThread();
            depth++;
            if (passed) {
                waiting.interrupt();
            }
        }
    }

    /** Ends what {@link #begin} began. No interrupt of ours is pending afterwards. */
    public void end() {
        if (!isSet()) {
            return;
        }
        synchronized (this) {
            if (--depth == 0) {
                waiting = null;
                if (passed) {
                    Thread.interrupted();
                }
            }
        }
    }

    /** The time is over. */
    public synchronized void pass() {
        passed = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /**
     * Does nothing while there is time.
     *
     * @throws GuestException (Timeout) without a location, if the time is over
     */
    public void check() {
        if (passed) {
            throw exceeded();
        }
    }

    /** {@code timeout exceeded (N ms)}, without a location. */
    public GuestException exceeded() {
        return new GuestException(
                ErrorKind.Timeout, "timeout exceeded (" + limitMillis + " ms)", null);
    }
}
