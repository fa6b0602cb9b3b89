package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.List;

/** An array, tuple, list, vector or set of the guest. */
final class Sequence extends Container {

    /** The five kinds, with what their text begins and ends with. */
    enum Kind {
        ARRAY("array", "[", "]"),
        TUPLE("tuple", "(", ")"),
        LIST("list", "List[", "]"),
        VECTOR("vector", "Vector[", "]"),
        SET("set", "Set{", "}");

        final String type;
        final String open;
        final String close;

        Kind(String type, String open, String close) {
            this.type = type;
            this.open = open;
            this.close = close;
        }
    }

    final Kind kind;
    final List<Object> elements = new ArrayList<>();

    Sequence(Kind kind) {
        this.kind = kind;
    }

    static Sequence of(Kind kind, List<?> elements) {
        Sequence sequence = new Sequence(kind);
        sequence.elements.addAll(elements);
        return sequence;
    }

    int size() {
        return elements.size();
    }

    /** Adds at the end; a set keeps the first of equal values. */
    void add(Object value) {
        if (kind == Kind.SET && elements.stream().anyMatch(old -> Values.equal(old, value))) {
            return;
        }
        GaveUp.checkElements(elements.size() + 1L);
        elements.add(value);
    }
}
