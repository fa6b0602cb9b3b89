package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/**
 * Where the elements of a large set are, by hash: an open-addressing table of positions. Small sets
 * are searched from the front and have none.
 *
 * <p>Containers hash by their kind only, because their contents can change; a set of many
 * containers is therefore slow. Two elements that became equal after they were added both stay.
 */
final class SetElements {
    /** Up to this size sets are searched from the front. */
    private static final int SMALL = 8;

    private final CasmArray set;

    /** Position + 1 of an element, 0 where free. The length is a power of two. */
    private int[] table;

    /** How many elements, from the front, are in the table. */
    private int indexed;

    private SetElements(CasmArray set) {
        this.set = set;
        this.table = new int[4 * SMALL];
    }

    /**
     * Appends a value to a set unless an equal one is in it.
     *
     * @return whether it was appended
     */
    @TruffleBoundary
    static boolean add(CasmArray set, Object value, Semantics semantics) {
        if (set.size() < SMALL) {
            for (int i = 0; i < set.size(); i++) {
                if (semantics.equal(set.get(i), value)) {
                    return false;
                }
            }
            set.push(value);
            return true;
        }
        SetElements elements = set.setElements();
        if (elements == null) {
            elements = new SetElements(set);
            set.setElements(elements);
        }
        return elements.add(value, semantics);
    }

    private boolean add(Object value, Semantics semantics) {
        while (indexed < set.size()) {
            insert(indexed);
        }
        int mask = table.length - 1;
        for (int at = hash(value) & mask; table[at] != 0; at = (at + 1) & mask) {
            semantics.arena().work(1, null);
            if (semantics.equal(set.get(table[at] - 1), value)) {
                return false;
            }
        }
        set.push(value);
        return true;
    }

    private void insert(int position) {
        if (position >= table.length / 2) {
            rehash();
        }
        indexed = position + 1;
        Object value = set.get(position);
        if (value instanceof Double number && number.isNaN()) {
            return; // equal to nothing, and all of them would lie on one heap
        }
        int mask = table.length - 1;
        int at = hash(value) & mask;
        while (table[at] != 0) {
            at = (at + 1) & mask;
        }
        table[at] = position + 1;
    }

    private void rehash() {
        int known = indexed;
        table = new int[2 * table.length];
        for (int i = 0; i < known; i++) {
            insert(i);
        }
    }

    /** Equal values have equal hashes under every {@link Semantics}. */
    private static int hash(Object value) {
        int raw =
                switch (value) {
                    case Long number -> Double.hashCode((double) number);
                    // Adding zero unites the two zeros.
                    case Double number -> Double.hashCode(number + 0.0);
                    case Boolean truth -> truth ? 1 : 2;
                    case CasmString text -> text.hashCode();
                    case CasmArray array -> array.kind().typeName().hashCode();
                    case CasmTagged tagged -> tagged.tag().hashCode();
                    default -> 0;
                };
        int mixed = raw * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }
}
