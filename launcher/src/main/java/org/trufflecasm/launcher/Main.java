package org.trufflecasm.launcher;

/** Start of the {@code casm} command. */
public final class Main {
    private Main() {}

    /**
     * Runs one command line and ends the process with its exit status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(run(Console.system(), arguments));
    }

    /** Runs one command line and gives its exit status. */
    static int run(Console console, String... arguments) {
        return CasmCommandLine.execute(console, arguments);
    }
}
