package org.trufflecasm.tck.nativeimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Everything on a fast path is compiled together with the guest's code, and must be part of a
 * native image in a form that can be. What the JDK offers beyond arithmetic, boxes and array access
 * is too large for that, or is refused there; it belongs behind a boundary.
 */
class FastPathTest {
    /** Methods of Java that must not be reached. */
    private static final Pattern DENIED =
            Pattern.compile(
                    String.join(
                            "|",
                            // Containers, streams, texts, input and output, big numbers.
                            "java/util/(?!function/).*",
                            "java/(io|net|nio|text|time|math|security|sql)/.*",
                            "java/util/function/(?!Function\\.apply).*",
                            "(javax|jdk|sun|org/graalvm)/.*",
                            "java/lang/(Abstract)?String(Buffer|Builder|Latin1)?\\..*",
                            "java/lang/invoke/(StringConcatFactory|LambdaMetafactory)\\..*",
                            "java/lang/runtime/.*",
                            "java/lang/(Iterable|Comparable|CharSequence|Character)\\.(?!charValue|valueOf).*",
                            // What depends on classes that the image does not know.
                            "java/lang/(Class|ClassLoader|Module|Package)\\..*",
                            "java/lang/reflect/.*",
                            "java/lang/Object\\.(?!<init>|getClass).*",
                            // The process, its threads, locks and clocks.
                            "java/lang/(Thread|ThreadLocal|Runtime|Process|ProcessBuilder)\\..*",
                            "java/lang/System\\.(?!arraycopy|identityHashCode).*",
                            // Numbers to texts and back.
                            "java/lang/(Long|Integer|Double|Float|Boolean)\\.(to.*String|parse.*|decode)",
                            // A failure is made behind a boundary, or after the transfer to the
                            // interpreter. javac makes MatchException, and it is never reached.
                            "java/lang/(?!Match)\\w*Exception\\..*",
                            "java/lang/Throwable\\..*",
                            "com/fasterxml/.*",
                            "org/msgpack/.*",
                            "com/google/re2j/.*"));

    private final LanguageClasses classes;

    FastPathTest() throws Exception {
        classes = LanguageClasses.read();
    }

    @Test
    void noFastPathReachesWhatIsDenied() {
        FastPaths paths = FastPaths.walk(classes, called -> DENIED.matcher(called).matches());
        assertEquals(List.of(), List.copyOf(paths.violations().values()));
        // A walk that lost its way would find nothing either.
        assertTrue(
                paths.reaches(
                        "org/trufflecasm/nodes/CoreRootNodeGen$CachedBytecodeNode.continueAt"),
                "the interpreter loop was not reached");
        assertTrue(paths.size() > 500, () -> "only " + paths.size() + " methods were reached");
    }

    @Test
    void theWalkSeesWhatIsCalled() {
        FastPaths paths =
                FastPaths.walk(classes, called -> called.equals("java/lang/Math.floorDiv"));
        assertEquals(1, paths.violations().size());
        String way = paths.violations().values().iterator().next();
        assertTrue(way.startsWith("java/lang/Math.floorDiv\n    from org/trufflecasm/"), way);
    }

    @Test
    void theWalkStopsAtBoundariesAndTransfers() {
        FastPaths paths = FastPaths.walk(classes, called -> false);
        assertTrue(
                !paths.reaches("org/trufflecasm/runtime/Borrows.failure"),
                "it walked through a boundary");
    }
}
