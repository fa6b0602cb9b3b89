package org.trufflecasm.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * {@code java -jar benchmarks.jar [options of JMH]}: JMH, whose forks get the flags that they need
 * to compile capsules. The compiler lies in the folders {@code jit} and {@code jit-mp} next to the
 * jar.
 */
public final class Main {
    private Main() {}

    /**
     * Starts JMH.
     *
     * @param arguments options of JMH
     * @throws IOException if JMH cannot write its results
     * @throws CommandLineOptionException if JMH does not know an option
     */
    public static void main(String[] arguments) throws IOException, CommandLineOptionException {
        try {
            start(arguments);
        } catch (IllegalStateException refused) {
            System.err.println("error: " + refused.getMessage());
            System.exit(1);
        }
    }

    /**
     * Throws IllegalStateException if the compiler is not next to the jar, or no fork is wanted.
     */
    private static void start(String[] arguments) throws IOException, CommandLineOptionException {
        if (new CommandLineOptions(arguments).getForkCount().orElse(1) == 0) {
            throw new IllegalStateException("without a fork (-f 0) capsules cannot be compiled");
        }
        Path folder = folder();
        Path jit = folder.resolve("jit");
        Path modules = folder.resolve("jit-mp");
        if (!Files.isDirectory(jit) || !Files.isDirectory(modules)) {
            throw new IllegalStateException(
                    "there is no compiler in "
                            + jit
                            + " and "
                            + modules
                            + "; build with tests, which need it too");
        }
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("-foe")) {
            // A kernel that prints something else must not go unnoticed between the others.
            all.addAll(List.of("-foe", "true"));
        }
        all.add("-jvmArgsPrepend");
        all.add(
                flags()
                        + (" --upgrade-module-path=" + quoted(jit))
                        + (" --module-path=" + quoted(modules)));
        org.openjdk.jmh.Main.main(all.toArray(new String[0]));
    }

    /** The flags of every JVM that runs guests, as the build has them. */
    private static String flags() throws IOException {
        try (InputStream flags = Main.class.getResourceAsStream("jvm.flags")) {
            return new String(flags.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** Where the jar lies. */
    private static Path folder() {
        try {
            Path jar =
                    Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.toAbsolutePath().getParent();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As JMH reads it: it splits at blanks that are not between quotes. */
    private static String quoted(Path path) {
        return "\"" + path + "\"";
    }
}
