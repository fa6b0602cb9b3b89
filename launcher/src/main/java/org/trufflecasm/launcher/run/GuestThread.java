package org.trufflecasm.launcher.run;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs guests on a thread with a large stack: a capsule may be many frames deep in every tier, and
 * the main thread's stack has the size that somebody else chose. Only the part of the stack that is
 * used takes memory.
 */
public final class GuestThread {
    /** The name of the thread, for debuggers and thread dumps. */
    public static final String NAME = "casm-guest";

    /**
     * Stack sizes in bytes, the wanted one first; the others are for hosts that give less address
     * space.
     */
    private static final long[] STACK_SIZES = {32L << 20, 16L << 20};

    private GuestThread() {}

    /**
     * Runs a task on a new guest thread and waits for it.
     *
     * @return its result
     * @throws Exception what the task throws
     * @throws InterruptedException if the waiting thread is interrupted; the task is interrupted
     *     too
     */
    public static <T> T call(Callable<T> task) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = start(() -> complete(result, task));
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            throw interrupted;
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                default -> throw failure;
            }
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
        try {
            result.complete(task.call());
        } catch (Throwable failure) { // Handed to the waiting thread, errors included.
            result.completeExceptionally(failure);
        }
    }

    private static Thread start(Runnable body) {
        for (int i = 0; ; i++) {
            Thread thread = new Thread(null, body, NAME, STACK_SIZES[i]);
            // A guest that loops must not keep a process alive whose main thread has ended.
            thread.setDaemon(true);
            try {
                thread.start();
                return thread;
            } catch (OutOfMemoryError noStack) {
                if (i == STACK_SIZES.length - 1) {
                    throw noStack;
                }
            }
        }
    }
}
