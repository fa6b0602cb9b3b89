package org.trufflecasm.tck.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.trufflecasm.tck.JavaSources;
import org.trufflecasm.tck.ProjectFiles;

/**
 * The examples compile against what programs may use, and their own tests succeed. That their Maven
 * projects find what they need is not asked here, since they would build this one.
 */
@Timeout(300)
class ExampleProjectsTest {
    @TempDir Path folder;

    private static List<File> sources(Path project) throws IOException {
        List<File> sources = new ArrayList<>();
        for (String part : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(project.resolve(part))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::toFile)
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    /** The class files of a project, with its resources beside them. */
    private URLClassLoader compile(Path project) throws IOException {
        List<File> sources = sources(project);
        JavaSources.compile(folder, files -> files.getJavaFileObjectsFromFiles(sources));
        URL[] places = {
            folder.toUri().toURL(), project.resolve("src/main/resources").toUri().toURL()
        };
        return new URLClassLoader(places, ExampleProjectsTest.class.getClassLoader());
    }

    private static void test(ClassLoader loader, String name) throws Exception {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(loader.loadClass(name)))
                        .build();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        assertEquals(
                "",
                summary.getFailures().stream()
                        .map(
                                failure ->
                                        failure.getTestIdentifier().getDisplayName()
                                                + ": "
                                                + failure.getException())
                        .collect(Collectors.joining("\n")));
        assertFalse(summary.getTestsSucceededCount() == 0, "no tests in " + name);
    }

    private static String printed(ClassLoader loader, String name) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(all, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            loader.loadClass(name)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Test
    void embedding() throws Exception {
        Path project = ProjectFiles.root().resolve("examples/embedding");
        try (URLClassLoader loader = compile(project.resolve("shop"))) {
            test(loader, "org.trufflecasm.examples.shop.ShopTest");
            String page = Files.readString(project.resolve("README.md"));
            String shown = "```\n" + printed(loader, "org.trufflecasm.examples.shop.Shop") + "```";
            assertTrue(page.contains(shown), shown);
        }
    }

    @Test
    void server() throws Exception {
        try (URLClassLoader loader = compile(ProjectFiles.root().resolve("examples/server"))) {
            test(loader, "org.trufflecasm.examples.server.CapsuleServerTest");
        }
    }
}
