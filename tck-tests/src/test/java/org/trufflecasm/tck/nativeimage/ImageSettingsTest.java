package org.trufflecasm.tck.nativeimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trufflecasm.launcher.CasmCommandLine;
import org.trufflecasm.launcher.Console;
import picocli.CommandLine;

/** The settings of native images, in {@code META-INF/native-image}, fit the classes. */
class ImageSettingsTest {
    private static final String FOLDER = "/META-INF/native-image/";

    /** What must not be part of an image's heap: it belongs to one process. */
    private static final Pattern OF_A_PROCESS =
            Pattern.compile(
                    "java/lang/Thread|java/security/SecureRandom|java/util/(Random|Timer)"
                            + "|java/util/concurrent/.*Executor|java/io/.*(Stream|File)"
                            + "|java/net/.*|org/trufflecasm/.*Thread");

    private static final Pattern REFLECTION =
            Pattern.compile(
                    "java/lang/Class\\.(forName|newInstance|get(Declared)?(Field|Method|Constructor)s?)"
                            + "|java/lang/reflect/(Proxy|Method|Constructor)\\..*"
                            + "|java/lang/Class\\.getResource(AsStream)?");

    /** Reaches for Unsafe, and only where there is no image. */
    private static final Set<String> REFLECTS = Set.of("org/trufflecasm/runtime/NumberFields");

    private final LanguageClasses classes;

    ImageSettingsTest() throws Exception {
        classes = LanguageClasses.read();
    }

    @Test
    void thePackagesOfTheLanguageAreInitialisedInTheImage() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (ClassModel type : classes.all()) {
            String name = type.thisClass().asInternalName();
            if (!name.endsWith("module-info")) {
                packages.add("org.trufflecasm." + name.split("/", -1)[2]);
            }
        }
        assertEquals(
                packages,
                setting("build-time").stream()
                        .filter(name -> name.startsWith("org.trufflecasm."))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whatBelongsToAProcessIsInitialisedThere() throws IOException {
        Set<String> found = new TreeSet<>();
        for (ClassModel type : classes.all()) {
            for (MethodModel method : type.methods()) {
                if (method.methodName().equalsString("<clinit>")) {
                    // With the methods that fill its constants, such as create().
                    Stream.concat(Stream.of(method), called(type, method).stream())
                            .flatMap(ImageSettingsTest::code)
                            .filter(NewObjectInstruction.class::isInstance)
                            .map(made -> ((NewObjectInstruction) made).className())
                            .filter(made -> OF_A_PROCESS.matcher(made.asInternalName()).matches())
                            .forEach(made -> found.add(dotted(type)));
                }
            }
        }
        assertEquals(found, new TreeSet<>(setting("run-time")));
    }

    @Test
    void theLanguageUsesNoReflection() {
        Set<String> found = new TreeSet<>();
        for (ClassModel type : classes.all()) {
            for (MethodModel method : type.methods()) {
                if (code(method)
                        .anyMatch(
                                element ->
                                        element instanceof InvokeInstruction call
                                                && REFLECTION
                                                        .matcher(
                                                                call.owner().asInternalName()
                                                                        + "."
                                                                        + call.name())
                                                        .matches())) {
                    found.add(type.thisClass().asInternalName());
                }
            }
        }
        assertEquals(REFLECTS, found);
    }

    /** What picocli reads and sets by reflection. */
    @Test
    void allVerbsAreDescribed() throws IOException {
        Set<String> described = new TreeSet<>();
        try (InputStream settings =
                resource("picocli-generated/org.trufflecasm/casm-launcher/reflect-config.json")) {
            for (JsonNode entry : new JsonMapper().readTree(settings)) {
                described.add(entry.get("name").asText());
            }
        }
        CommandLine casm =
                CasmCommandLine.create(
                        new Console(
                                InputStream.nullInputStream(),
                                OutputStream.nullOutputStream(),
                                OutputStream.nullOutputStream()));
        Set<String> verbs = new TreeSet<>();
        verbs.add(casm.getCommand().getClass().getName());
        casm.getSubcommands()
                .values()
                .forEach(verb -> verbs.add(verb.getCommand().getClass().getName()));
        verbs.removeIf(verb -> !verb.startsWith("org.trufflecasm."));
        assertTrue(verbs.size() > 5, verbs::toString);
        verbs.removeAll(described);
        assertEquals(Set.of(), verbs);
    }

    private List<MethodModel> called(ClassModel type, MethodModel method) {
        return code(method)
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast)
                .filter(call -> call.owner().equals(type.thisClass()))
                .flatMap(
                        call ->
                                classes
                                        .find(
                                                type.thisClass().asInternalName(),
                                                call.name().stringValue(),
                                                call.type().stringValue())
                                        .stream())
                .toList();
    }

    private static Stream<CodeElement> code(MethodModel method) {
        return method.code().stream().flatMap(code -> code.elementStream());
    }

    private static String dotted(ClassModel type) {
        return type.thisClass().asInternalName().replace('/', '.');
    }

    /** The names behind {@code --initialize-at-…}. */
    private static List<String> setting(String when) throws IOException {
        Properties properties = new Properties();
        try (InputStream settings =
                resource("org.trufflecasm/casm-language/native-image.properties")) {
            properties.load(settings);
        }
        Matcher found =
                Pattern.compile("--initialize-at-" + when + "=(\\S+)")
                        .matcher(properties.getProperty("Args"));
        assertTrue(found.find(), when);
        return List.of(found.group(1).split(",", -1));
    }

    private static InputStream resource(String name) {
        InputStream found = ImageSettingsTest.class.getResourceAsStream(FOLDER + name);
        assertTrue(found != null, () -> FOLDER + name + " is missing");
        return found;
    }
}
