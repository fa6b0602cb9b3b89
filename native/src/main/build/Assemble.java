import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A step of the build, run from source by the Java that the build chose: puts the start script next
 * to the jars and records that Java. Arguments: folder of scripts, folder to fill.
 */
final class Assemble {
    private Assemble() {}

    public static void main(String[] args) throws IOException {
        Path script = Path.of(args[0], "casm");
        Path home = Path.of(args[1]);
        Path bin = Files.createDirectories(home.resolve("bin"));

        // A shell reads a script while it runs, so a new one replaces the old one in one step.
        Path fresh =
                Files.copy(script, bin.resolve("casm.new"), StandardCopyOption.REPLACE_EXISTING);
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.move(fresh, bin.resolve("casm"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(home.resolve("java-home"), System.getProperty("java.home") + "\n");
    }
}
