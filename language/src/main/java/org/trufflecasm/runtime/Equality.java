package org.trufflecasm.runtime;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Structural equality of containers. Pairs of containers that have been met count as equal: this
 * ends cycles, and it is right, because one difference anywhere decides. It keeps a list of its
 * own, so that depth does not matter.
 */
final class Equality {
    private final Set<Pair> met = new HashSet<>();
    private final ArrayDeque<Pair> open = new ArrayDeque<>();

    /** Bytes that remembering a pair takes. */
    private static final int PAIR = 96;

    private final Arena arena;

    private Equality(Arena arena) {
        this.arena = arena;
    }

    /** Two containers by identity. */
    private record Pair(Object left, Object right) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Pair(Object otherLeft, Object otherRight)
                    && left == otherLeft
                    && right == otherRight;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(left) + System.identityHashCode(right);
        }
    }

    /**
     * Whether two values, containers or not, are equal.
     *
     * @param arena whose objects they are
     */
    static boolean of(Object left, Object right, Arena arena) {
        if (!isContainer(left) || !isContainer(right)) {
            return scalars(left, right);
        }
        Equality equality = new Equality(arena);
        if (!equality.values(left, right)) {
            return false;
        }
        while (!equality.open.isEmpty()) {
            Pair pair = equality.open.pop();
            if (!equality.contents(pair)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isContainer(Object value) {
        return value instanceof CasmArray
                || value instanceof CasmMap
                || value instanceof CasmTagged;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean scalars(Object left, Object right) {
        return switch (left) {
            case Long a ->
                    switch (right) {
                        case Long b -> (long) a == b;
                        case Double b -> (double) a == b;
                        default -> false;
                    };
            case Double a ->
                    switch (right) {
                        case Double b -> (double) a == b;
                        case Long b -> a == (double) b;
                        default -> false;
                    };
            case Boolean a -> right instanceof Boolean b && (boolean) a == b;
            case CasmString a -> right instanceof CasmString b && a.contentEquals(b);
            case CasmFunction a -> right instanceof CasmFunction b && a.isSame(b);
            default -> left == right;
        };
    }

    /** Compares scalars and shapes; the contents of containers are left for later. */
    private boolean values(Object left, Object right) {
        if (left instanceof CasmArray a && right instanceof CasmArray b) {
            if (a.kind() != b.kind() || a.size() != b.size()) {
                return false;
            }
        } else if (left instanceof CasmMap a && right instanceof CasmMap b) {
            if (a.size() != b.size()) {
                return false;
            }
        } else if (left instanceof CasmTagged a && right instanceof CasmTagged b) {
            if (!a.tag().contentEquals(b.tag())) {
                return false;
            }
        } else {
            return scalars(left, right);
        }
        Pair pair = new Pair(left, right);
        if (met.add(pair)) {
            arena.reserve(PAIR, null);
            arena.borrows().checkRead(left, null);
            arena.borrows().checkRead(right, null);
            open.push(pair);
        }
        return true;
    }

    private boolean contents(Pair pair) {
        if (pair.left() instanceof CasmArray left) {
            arena.work(left.size() + 1L, null);
            return elements(left, (CasmArray) pair.right());
        }
        if (pair.left() instanceof CasmTagged left) {
            arena.work(1, null);
            return values(left.value(), ((CasmTagged) pair.right()).value());
        }
        CasmMap right = (CasmMap) pair.right();
        arena.work(right.size() + 1L, null);
        boolean[] equal = {true};
        ((CasmMap) pair.left())
                .forEach(
                        (key, value) -> {
                            Object other = equal[0] ? right.get(key) : null;
                            equal[0] = other != null && values(value, other);
                        });
        return equal[0];
    }

    private boolean elements(CasmArray left, CasmArray right) {
        int size = left.size();
        if (left.ints() != null && right.ints() != null) {
            return Arrays.equals(left.ints(), 0, size, right.ints(), 0, size);
        }
        if (left.longs() != null && right.longs() != null) {
            return Arrays.equals(left.longs(), 0, size, right.longs(), 0, size);
        }
        if (left.doubles() != null && right.doubles() != null) {
            return floats(left.doubles(), right.doubles(), size);
        }
        for (int i = 0; i < size; i++) {
            if (!values(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean floats(double[] left, double[] right, int size) {
        for (int i = 0; i < size; i++) {
            if (left[i] != right[i]) {
                return false;
            }
        }
        return true;
    }
}
