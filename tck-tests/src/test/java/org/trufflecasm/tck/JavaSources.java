package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java sources that programs of users would have, compiled against what tests see. */
public final class JavaSources {
    private JavaSources() {}

    /**
     * Compiles; a warning is a failure of the test.
     *
     * @param folder where the class files go
     * @param sources finds them with the manager it is given
     */
    public static void compile(
            Path folder,
            Function<StandardJavaFileManager, Iterable<? extends JavaFileObject>> sources)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of(
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        "-proc:none",
                        "-Xlint:all,-path",
                        "-Werror");
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled =
                    compiler.getTask(messages, files, null, options, null, sources.apply(files))
                            .call();
            assertTrue(compiled, messages::toString);
        }
    }
}
