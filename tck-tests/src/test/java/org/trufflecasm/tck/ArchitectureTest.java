package org.trufflecasm.tck;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The packages of the project know of each other what this table says and nothing else; arrows
 * never point back.
 */
class ArchitectureTest {
    private static final String BASE = "org.trufflecasm.";

    /** For each package with its sub-packages: the other ones it may use. */
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("core", Set.of()),
                    Map.entry("error", Set.of("core")),
                    Map.entry("limits", Set.of("core", "error")),
                    Map.entry("format", Set.of("core", "error")),
                    Map.entry("flow", Set.of("core", "error")),
                    Map.entry("runtime", Set.of("core", "error", "limits")),
                    Map.entry("capability", Set.of("core", "error", "limits", "runtime")),
                    Map.entry("embed", Set.of("core", "limits", "capability")),
                    Map.entry(
                            "language", Set.of("core", "error", "limits", "runtime", "capability")),
                    Map.entry(
                            "nodes",
                            Set.of("core", "error", "limits", "runtime", "capability", "language")),
                    Map.entry(
                            "compile",
                            Set.of(
                                    "core",
                                    "error",
                                    "limits",
                                    "flow",
                                    "runtime",
                                    "capability",
                                    "language",
                                    "nodes")),
                    Map.entry("coverage", Set.of()),
                    Map.entry("evaluate", Set.of("core", "error", "runtime", "language")),
                    Map.entry(
                            "pipeline",
                            Set.of(
                                    "evaluate",
                                    "core",
                                    "error",
                                    "limits",
                                    "format",
                                    "flow",
                                    "runtime",
                                    "capability",
                                    "language",
                                    "nodes",
                                    "compile")),
                    Map.entry(
                            "launcher",
                            Set.of(
                                    "core",
                                    "error",
                                    "limits",
                                    "embed",
                                    "format",
                                    "flow",
                                    "capability")));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .importPackages("org.trufflecasm")
                    .that(DescribedPredicate.not(resideInAPackage(BASE + "tck..")));

    private static String[] packages(Iterable<String> names) {
        List<String> packages = new ArrayList<>();
        names.forEach(name -> packages.add(BASE + name + ".."));
        return packages.toArray(new String[0]);
    }

    @TestFactory
    List<DynamicTest> arrowsNeverPointBack() {
        return MAY_USE.keySet().stream()
                .sorted()
                .map(
                        name ->
                                dynamicTest(
                                        name,
                                        () -> {
                                            Set<String> others = new TreeSet<>(MAY_USE.keySet());
                                            others.removeAll(MAY_USE.get(name));
                                            others.remove(name);
                                            noClasses()
                                                    .that(resideInAPackage(BASE + name + ".."))
                                                    .should()
                                                    .dependOnClassesThat(
                                                            resideInAnyPackage(packages(others)))
                                                    .check(CLASSES);
                                        }))
                .toList();
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> found = new TreeSet<>();
        for (JavaClass one : CLASSES) {
            found.add(one.getPackageName().substring(BASE.length()).split("\\.", 2)[0]);
        }
        assertEquals(new TreeSet<>(MAY_USE.keySet()), found);
        assertTrue(CLASSES.size() > 100, "the classes were not found");
    }

    @Test
    void whatComesBeforeCompilationDoesNotKnowTruffle() {
        noClasses()
                .that(resideInAnyPackage(packages(List.of("core", "format", "flow"))))
                .should()
                .dependOnClassesThat(resideInAPackage("com.oracle.truffle.."))
                .check(CLASSES);
    }

    @Test
    void theCommandAndTheApiReachTheRuntimeThroughPolyglotOnly() {
        noClasses()
                .that(resideInAnyPackage(packages(List.of("launcher", "embed"))))
                .should()
                .dependOnClassesThat(resideInAPackage("com.oracle.truffle.."))
                .check(CLASSES);
    }

    /** What the wings share must not know one of them, but for the registry. */
    @Test
    void formatsAreNamedInTheRegistryOnly() {
        noClasses()
                .that(resideInAPackage(BASE + "format"))
                .and()
                .doNotHaveSimpleName("FormatRegistry")
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + "format.*.."))
                .check(CLASSES);
    }

    /** Providers of capabilities are compiled against this package alone. */
    @Test
    void theInterfaceForProvidersStandsAlone() {
        classes()
                .that(resideInAPackage(BASE + "capability.spi"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(BASE + "capability.spi", "java.."))
                .check(CLASSES);
    }

    /** Nothing unverified can run: what is compiled has a type that only the verifier makes. */
    @Test
    void onlyTheVerifierMakesVerifiedPrograms() {
        constructors()
                .that()
                .areDeclaredIn(BASE + "flow.VerifiedProgram")
                .should()
                .notBePublic()
                .andShould()
                .notBeProtected()
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + "flow.ProgramVerifier")
                .should()
                .callConstructor(
                        BASE + "flow.VerifiedProgram", BASE + "core.Program", int[].class.getName())
                .check(CLASSES);
    }

    /**
     * A wing is a package of its own, a line in the registry, and the rules of its values. What all
     * wings share does not know which of them it works for.
     */
    @Test
    void nobodyElseKnowsTheCrab() throws IOException {
        noClasses()
                .that(resideOutsideOfPackage(BASE + "format.crab"))
                .and()
                .doNotHaveSimpleName("FormatRegistry")
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + "format.crab"))
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveSimpleName("CrabSemantics")
                .and()
                .doNotHaveFullyQualifiedName(BASE + "runtime.Semantics")
                .should()
                .dependOnClassesThat(simpleName("CrabSemantics"))
                .check(CLASSES);
        assertEquals(
                Set.of(
                        "core/Family.java",
                        "format/FormatRegistry.java",
                        "runtime/CrabSemantics.java",
                        "runtime/Semantics.java"),
                namingTheCrab());
    }

    /** The sources outside of the wing that say its name in code, not in comments or texts. */
    private static Set<String> namingTheCrab() throws IOException {
        Path root = ProjectFiles.root();
        Set<String> found = new TreeSet<>();
        for (String module : List.of("language", "launcher")) {
            Path sources = root.resolve(module).resolve("src/main/java/org/trufflecasm");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String name = sources.relativize(file).toString().replace('\\', '/');
                    String code =
                            Files.readString(file)
                                    .replaceAll(
                                            "(?s)/\\*.*?\\*/|//[^\n]*|\"(\\\\.|[^\"\\\\\n])*\"",
                                            "");
                    boolean says = Pattern.compile("(?i)crab(?!/)").matcher(code).find();
                    if (says && !name.startsWith("format/crab/")) {
                        found.add(name);
                    }
                }
            }
        }
        return found;
    }
}
