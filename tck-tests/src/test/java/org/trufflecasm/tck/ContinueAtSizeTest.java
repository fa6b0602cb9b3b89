package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * HotSpot does not compile methods of 8 000 bytes and more. The interpreter loop, {@code
 * continueAt…} of the generated root, must stay below, or interpreted capsules become many times
 * slower.
 */
class ContinueAtSizeTest {
    private static final int LIMIT = 8_000;
    private static final String ROOT = "org/trufflecasm/nodes/CoreRootNodeGen";

    @Test
    void theInterpreterLoopStaysBelowTheLimitOfTheHost() throws IOException, URISyntaxException {
        Map<String, Integer> sizes = new TreeMap<>();
        for (byte[] bytes : classFiles()) {
            ClassModel model = ClassFile.of().parse(bytes);
            for (MethodModel method : model.methods()) {
                if (method.methodName().stringValue().startsWith("continueAt")) {
                    String name =
                            model.thisClass().asInternalName()
                                    + "."
                                    + method.methodName().stringValue();
                    int size =
                            method.findAttribute(Attributes.code())
                                    .map(CodeAttribute::codeLength)
                                    .orElse(0);
                    sizes.merge(name, size, Math::max);
                }
            }
        }
        sizes.forEach(
                (name, size) -> System.out.println(name + ": " + size + " bytes of bytecode"));
        assertTrue(
                sizes.keySet().stream()
                        .anyMatch(name -> name.contains("CachedBytecodeNode.continueAt")),
                () -> "the interpreter loop was not found: " + sizes);
        List<String> tooLarge =
                sizes.entrySet().stream()
                        .filter(entry -> entry.getValue() >= LIMIT)
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList();
        assertEquals(List.of(), tooLarge);
    }

    /** The generated root with its nested classes, from a folder or a jar. */
    private static List<byte[]> classFiles() throws IOException, URISyntaxException {
        URL root = ContinueAtSizeTest.class.getClassLoader().getResource(ROOT + ".class");
        assertTrue(root != null, "the generated root is not on the class path");
        URI location = root.toURI();
        if (!location.getScheme().equals("jar")) {
            return read(Path.of(location).getParent());
        }
        try (FileSystem jar = FileSystems.newFileSystem(location, Map.of())) {
            return read(jar.getPath(ROOT + ".class").getParent());
        }
    }

    private static List<byte[]> read(Path folder) throws IOException {
        String prefix = ROOT.substring(ROOT.lastIndexOf('/') + 1);
        List<byte[]> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(
                            file -> {
                                String name = file.getFileName().toString();
                                return name.equals(prefix + ".class")
                                        || (name.startsWith(prefix + "$")
                                                && name.endsWith(".class"));
                            })
                    .forEach(file -> found.add(bytes(file)));
        }
        return found;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
