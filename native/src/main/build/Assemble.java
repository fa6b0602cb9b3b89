import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A step of the build, run from source by the Java that the build chose: makes a folder of jars a
 * program. It gets a start script, the name of that Java, a run-time image of its own, and caches
 * that make it start fast. Arguments: the project's root, the folder to fill, and whether caches
 * are wanted ({@code true} or {@code false}).
 */
final class Assemble {
    private Assemble() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path sources = Path.of(args[0], "native", "src", "main");
        Path home = Path.of(args[1]);
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path start = replace(sources.resolve("sh").resolve("casm"), bin);
        Files.writeString(home.resolve("java-home"), System.getProperty("java.home") + "\n");

        JarModernizer.modernize(home.resolve("lib"));
        boolean image = RuntimeImage.link(home);
        if (image && Boolean.parseBoolean(args[2])) {
            StartCaches.train(start, sources.resolve("training"), Path.of(args[0]));
        }
    }

    /** A shell reads a script while it runs, so a new one replaces the old one in one step. */
    private static Path replace(Path file, Path folder) throws IOException {
        Path fresh = folder.resolve(file.getFileName() + ".new");
        Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
        executable(fresh);
        return Files.move(
                fresh, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void executable(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
