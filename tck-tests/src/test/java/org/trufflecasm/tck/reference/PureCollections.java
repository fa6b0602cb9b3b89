package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The capabilities {@code collections.*} (specification §5). */
final class PureCollections {
    private PureCollections() {}

    /** The result; null if there is no such capability. */
    static Object call(String name, PureArguments v) {
        return switch (name) {
            case "collections.len" -> Containers.length(v.exactly(1).value(0));
            case "collections.reverse" -> {
                List<Object> reversed = new ArrayList<>(v.exactly(1).elements(0));
                Collections.reverse(reversed);
                yield array(reversed);
            }
            case "collections.includes" ->
                    v.exactly(2).elements(0).stream()
                            .anyMatch(element -> Values.equal(element, v.value(1)));
            case "collections.flatten" -> {
                Sequence flat = new Sequence(Sequence.Kind.ARRAY);
                for (Object element : v.exactly(1).elements(0)) {
                    if (element instanceof Sequence inner) {
                        List.copyOf(inner.elements).forEach(flat::add);
                    } else {
                        flat.add(element);
                    }
                }
                yield flat;
            }
            case "collections.chunk" -> chunk(v.exactly(2));
            case "collections.zip" -> {
                Sequence pairs = new Sequence(Sequence.Kind.ARRAY);
                List<Object> first = v.exactly(2).elements(0);
                List<Object> second = v.elements(1);
                for (int i = 0; i < first.size() && i < second.size(); i++) {
                    pairs.add(array(List.of(first.get(i), second.get(i))));
                }
                yield pairs;
            }
            case "collections.unique" -> {
                Sequence set = new Sequence(Sequence.Kind.SET);
                v.exactly(1).elements(0).forEach(set::add);
                yield array(set.elements);
            }
            default -> null;
        };
    }

    private static Sequence array(List<Object> elements) {
        return Sequence.of(Sequence.Kind.ARRAY, elements);
    }

    private static Sequence chunk(PureArguments v) {
        List<Object> elements = v.elements(0);
        long size = v.integer(1);
        if (size < 1) {
            throw v.failure("the size must be 1 or more, not " + size);
        }
        Sequence chunks = new Sequence(Sequence.Kind.ARRAY);
        for (long from = 0; from < elements.size(); from += Math.min(size, elements.size())) {
            long to = Math.min(from + Math.min(size, elements.size()), elements.size());
            chunks.add(array(elements.subList((int) from, (int) to)));
        }
        return chunks;
    }
}
