package org.trufflecasm.limits;

/**
 * The time in which the current thread may use the files of a {@code RootedFileSystem} of {@code
 * embed}. The capabilities {@code fs.*} open one for each call, once the call is decided. Whatever
 * else runs in the context finds no files: a block of another language could read past every scope
 * otherwise.
 *
 * <p>To be closed by the thread that opened it. May be nested.
 */
public final class FileAccess implements AutoCloseable {
    private static final ThreadLocal<FileAccess> NEWEST = new ThreadLocal<>();

    private final FileAccess outer;

    private FileAccess(FileAccess outer) {
        this.outer = outer;
    }

    /** Gives the current thread access until it is closed. */
    public static FileAccess open() {
        FileAccess access = new FileAccess(NEWEST.get());
        NEWEST.set(access);
        return access;
    }

    /** Whether the current thread has access. */
    public static boolean isOpen() {
        return NEWEST.get() != null;
    }

    @Override
    public void close() {
        if (outer == null) {
            NEWEST.remove();
        } else {
            NEWEST.set(outer);
        }
    }
}
