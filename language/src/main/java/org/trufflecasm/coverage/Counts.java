package org.trufflecasm.coverage;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * How often lines and functions were executed, by source. Counters are found by any thread; where
 * several contexts run at the same time in code that they share, a count may lose some.
 */
final class Counts {
    /** The type of all sources of capsules that tools see. */
    static final String MIME_TYPE = "application/x-casm+json";

    /** How often something was executed. */
    static final class Counter {
        private final String name;
        private long count;

        Counter(String name) {
            this.name = name;
        }

        /** What it is called; empty for a statement. */
        String name() {
            return name;
        }

        void add() {
            count++;
        }

        long count() {
            return count;
        }
    }

    /** The counters of one source, by first line. */
    private record OfSource(
            SortedMap<Integer, Counter> statements, SortedMap<Integer, Counter> functions) {}

    private final Map<Source, OfSource> sources = new LinkedHashMap<>();

    private OfSource of(Source source) {
        return sources.computeIfAbsent(
                source, any -> new OfSource(new TreeMap<>(), new TreeMap<>()));
    }

    /** The counter of all statements that begin in a line. */
    synchronized Counter statement(SourceSection section) {
        return of(section.getSource())
                .statements()
                .computeIfAbsent(section.getStartLine(), line -> new Counter(""));
    }

    /** The counter of the function that begins in a line. */
    synchronized Counter function(SourceSection section, String name) {
        return of(section.getSource())
                .functions()
                .computeIfAbsent(section.getStartLine(), line -> new Counter(name));
    }

    /** Hands the lines of each source to a visitor. */
    synchronized void forEachSource(BiConsumer<Source, SortedMap<Integer, Counter>> visitor) {
        sources.forEach((source, counters) -> visitor.accept(source, counters.statements()));
    }

    /** The functions of a source by the lines in which they begin. */
    synchronized SortedMap<Integer, Counter> functions(Source source) {
        return of(source).functions();
    }
}
