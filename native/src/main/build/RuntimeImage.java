import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Java's run-time image with the modules that casm needs and no others. The JDK's own {@code
 * jdk.graal.compiler}, which is empty, is left out, so that the real one may lie on the module path
 * and not on the upgrade module path, which switches Java's caches off.
 */
final class RuntimeImage {
    /**
     * Needed, though no descriptor requires them: the interface between Java and the compiler, the
     * flight recorder that the runtime writes to if there is one, and character sets of answers
     * from the network.
     */
    private static final List<String> MORE_MODULES =
            List.of("jdk.internal.vm.ci", "jdk.jfr", "jdk.charsets", "java.xml");

    private static final String LEFT_OUT = "jdk.graal.compiler";

    private RuntimeImage() {}

    /**
     * Makes {@code image} below a folder from the descriptors of the jars in {@code lib}, {@code
     * jit} and the folders of other languages, unless it is there already.
     *
     * @return false, after a remark, where this Java cannot make images
     */
    static boolean link(Path home) throws IOException {
        Path image = home.resolve("image");
        String modules = String.join(",", modules(folders(home)));
        String recipe =
                System.getProperty("java.home") + "\n" + Runtime.version() + "\n" + modules + "\n";
        Path made = image.resolve("recipe");
        if (Files.isReadable(made) && Files.readString(made).equals(recipe)) {
            return true;
        }
        delete(image);
        StringWriter said = new StringWriter();
        ToolProvider linker = ToolProvider.findFirst("jlink").orElse(null);
        int status =
                linker == null
                        ? 1
                        : linker.run(
                                new PrintWriter(said),
                                new PrintWriter(said),
                                "--add-modules",
                                modules,
                                "--strip-debug",
                                "--no-header-files",
                                "--no-man-pages",
                                "--generate-cds-archive",
                                "--output",
                                image.toString());
        if (status != 0) {
            delete(image);
            System.err.println(
                    "[WARNING] No run-time image, so casm starts slower: jlink of "
                            + System.getProperty("java.home")
                            + (linker == null ? " is missing." : " failed: " + said));
            return false;
        }
        attachLibrary(home.resolve("lib"), image.resolve("lib"));
        Files.writeString(made, recipe);
        return true;
    }

    /**
     * Truffle's only native library, which it would otherwise unpack below the user's home: that
     * need not exist, nor be writable.
     */
    private static void attachLibrary(Path jars, Path folder) throws IOException {
        String name = System.mapLibraryName("truffleattach");
        String entry =
                "META-INF/resources/engine/libtruffleattach/linux/"
                        + System.getProperty("os.arch")
                        + "/bin/"
                        + name;
        try (DirectoryStream<Path> candidates =
                Files.newDirectoryStream(jars, "truffle-api-*.jar")) {
            for (Path jar : candidates) {
                try (FileSystem content = FileSystems.newFileSystem(jar)) {
                    Path library = content.getPath(entry);
                    if (Files.exists(library)) {
                        Files.copy(library, folder.resolve(name));
                    }
                }
            }
        }
    }

    private static Path[] folders(Path home) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(home.resolve("lib"), home.resolve("jit")));
        Path languages = home.resolve("languages");
        if (Files.isDirectory(languages)) {
            try (Stream<Path> found = Files.list(languages)) {
                found.sorted().forEach(folders::add);
            }
        }
        return folders.toArray(Path[]::new);
    }

    /** The modules of Java that the jars need, directly or not. */
    private static Set<String> modules(Path... folders) {
        ModuleFinder jars = ModuleFinder.of(folders);
        ModuleFinder java = ModuleFinder.ofSystem();
        List<String> roots = new ArrayList<>(MORE_MODULES);
        for (ModuleReference jar : jars.findAll()) {
            roots.add(jar.descriptor().name());
        }
        Set<String> modules = new TreeSet<>();
        for (ResolvedModule module :
                Configuration.resolve(jars, List.of(Configuration.empty()), java, roots)
                        .modules()) {
            if (java.find(module.name()).isPresent() && !module.name().equals(LEFT_OUT)) {
                modules.add(module.name());
            }
        }
        return modules;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
