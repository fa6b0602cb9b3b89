package org.trufflecasm.tck.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The class files of the language, with who extends whom. Names are those of class files. */
final class LanguageClasses {
    private static final String KNOWN = "org/trufflecasm/nodes/CoreRootNode.class";
    private static final String ROOT = "org/trufflecasm";

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Map<String, List<String>> subtypes = new HashMap<>();

    private LanguageClasses(List<ClassModel> models) {
        for (ClassModel model : models) {
            String name = model.thisClass().asInternalName();
            classes.put(name, model);
            supertypes(model)
                    .forEach(
                            type ->
                                    subtypes.computeIfAbsent(type, key -> new ArrayList<>())
                                            .add(name));
        }
    }

    /** Reads them where the class loader finds them, in a folder or a jar. */
    static LanguageClasses read() throws IOException, URISyntaxException {
        URL known = LanguageClasses.class.getClassLoader().getResource(KNOWN);
        if (known == null) {
            throw new IllegalStateException("the language is not on the class path");
        }
        URI location = known.toURI();
        if (!location.getScheme().equals("jar")) {
            return below(Path.of(location).getParent().getParent());
        }
        try (FileSystem jar = FileSystems.newFileSystem(location, Map.of())) {
            return below(jar.getPath(ROOT));
        }
    }

    private static LanguageClasses below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new LanguageClasses(
                    files.filter(file -> file.toString().endsWith(".class"))
                            .map(LanguageClasses::parse)
                            .toList());
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> supertypes(ClassModel model) {
        return Stream.concat(model.superclass().stream(), model.interfaces().stream())
                .map(ClassEntry::asInternalName);
    }

    /** All classes. */
    Iterable<ClassModel> all() {
        return classes.values();
    }

    /** Whether a class belongs to the language. */
    boolean has(String type) {
        return classes.containsKey(type);
    }

    /** Whether a class of the language extends or implements a type, directly or not. */
    boolean is(String type, String supertype) {
        if (type.equals(supertype)) {
            return true;
        }
        ClassModel model = classes.get(type);
        return model != null && supertypes(model).anyMatch(above -> is(above, supertype));
    }

    /** The method that a name means in a class: its own or one that it inherits. */
    Optional<MethodModel> find(String type, String name, String descriptor) {
        ClassModel model = classes.get(type);
        if (model == null) {
            return Optional.empty();
        }
        return own(model, name, descriptor)
                .or(
                        () ->
                                supertypes(model)
                                        .flatMap(above -> find(above, name, descriptor).stream())
                                        .findFirst());
    }

    /** The methods that a virtual call may reach: those of the class and of all below it. */
    List<MethodModel> targets(String type, String name, String descriptor) {
        Set<String> below = new HashSet<>();
        collect(type, below);
        List<MethodModel> targets = new ArrayList<>();
        find(type, name, descriptor).ifPresent(targets::add);
        for (String subtype : below) {
            ClassModel model = classes.get(subtype);
            if (model != null) {
                own(model, name, descriptor).ifPresent(targets::add);
            }
        }
        return targets;
    }

    private void collect(String type, Set<String> below) {
        if (below.add(type)) {
            subtypes.getOrDefault(type, List.of()).forEach(subtype -> collect(subtype, below));
        }
    }

    private static Optional<MethodModel> own(ClassModel model, String name, String descriptor) {
        return model.methods().stream()
                .filter(
                        method ->
                                method.methodName().equalsString(name)
                                        && method.methodType().equalsString(descriptor))
                .findFirst();
    }

    /** Whether a method has an annotation that can be seen at run time. */
    static boolean hasAnnotation(MethodModel method, String descriptor) {
        return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .anyMatch(annotation -> annotation.className().equalsString(descriptor));
    }
}
