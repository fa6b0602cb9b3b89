import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes class files of Java 5 anew, as class files of Java 8 that do the same. Java's caches of
 * loaded classes refuse such old ones, which have no stack maps; picocli consists of them.
 */
final class JarModernizer {
    /** Classes below Java 6 are not cached. */
    private static final int OLDEST_CACHED = ClassFile.JAVA_6_VERSION;

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** The license of what is changed wants a remark in changed files. */
    private static final Attributes.Name REMARK = new Attributes.Name("Changed-By-TruffleCASM");

    private static final String REMARK_TEXT =
            "class files of Java 5 were rewritten as class files of Java 8, for the same code";

    private JarModernizer() {}

    /** Does so with all jars of a folder that have such classes. */
    static void modernize(Path folder) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            Map<String, byte[]> entries = read(jar);
            List<String> old = new ArrayList<>();
            entries.forEach(
                    (name, content) -> {
                        if (name.endsWith(".class") && version(content) < OLDEST_CACHED) {
                            old.add(name);
                        }
                    });
            if (!old.isEmpty()) {
                FileTime modified = Files.getLastModifiedTime(jar);
                rewrite(entries, old);
                write(jar, entries);
                // The caches know jars by their times: those of one build must fit the next.
                Files.setLastModifiedTime(jar, modified);
            }
        }
    }

    private static int version(byte[] content) {
        return (content[6] & 0xff) << 8 | content[7] & 0xff;
    }

    private static void rewrite(Map<String, byte[]> entries, List<String> old) throws IOException {
        ClassHierarchyResolver ofJar =
                ClassHierarchyResolver.ofResourceParsing(
                        type -> {
                            String descriptor = type.descriptorString();
                            byte[] content =
                                    entries.get(
                                            descriptor.substring(1, descriptor.length() - 1)
                                                    + ".class");
                            return content == null ? null : new ByteArrayInputStream(content);
                        });
        ClassFile classFile =
                ClassFile.of(
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ClassHierarchyResolverOption.of(
                                ofJar.orElse(ClassHierarchyResolver.defaultResolver())));
        for (String name : old) {
            entries.put(name, rewrite(classFile, entries.get(name)));
        }
        Manifest manifest = new Manifest(new ByteArrayInputStream(entries.get(MANIFEST)));
        manifest.getMainAttributes().put(REMARK, REMARK_TEXT);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        manifest.write(text);
        entries.put(MANIFEST, text.toByteArray());
    }

    private static byte[] rewrite(ClassFile classFile, byte[] content) {
        ClassModel model = classFile.parse(content);
        // Code that goes through a transformation is assembled anew, with its stack maps.
        MethodTransform anew =
                MethodTransform.transformingCode(
                        CodeTransform.ACCEPT_ALL.andThen((code, element) -> code.with(element)));
        return classFile.build(
                model.thisClass().asSymbol(),
                builder -> {
                    builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                    model.forEach(
                            element -> {
                                switch (element) {
                                    case ClassFileVersion version -> {}
                                    case MethodModel method ->
                                            builder.transformMethod(method, anew);
                                    default -> builder.with(element);
                                }
                            });
                });
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(fresh))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry written = new ZipEntry(entry.getKey());
                written.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                out.putNextEntry(written);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
