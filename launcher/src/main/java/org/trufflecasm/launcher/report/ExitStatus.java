package org.trufflecasm.launcher.report;

/**
 * Exit statuses of {@code casm} (specification §6). The result of a capsule is never an exit
 * status.
 */
public final class ExitStatus {
    /** Everything went well. */
    public static final int OK = 0;

    /** A capsule was refused or failed, or a test failed. */
    public static final int FAILED = 1;

    /** The command line is wrong, or names a file that cannot be read. */
    public static final int USAGE = 2;

    private ExitStatus() {}
}
