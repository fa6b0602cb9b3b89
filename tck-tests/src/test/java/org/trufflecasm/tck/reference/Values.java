package org.trufflecasm.tck.reference;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Types, truth, text and equality of values (specification §2). Nothing recurses over the depth of
 * a value.
 */
final class Values {
    private Values() {}

    static String typeName(Object value) {
        return switch (value) {
            case Nil nil -> "null";
            case Boolean bool -> "bool";
            case Long number -> "int";
            case Double number -> "float";
            case String text -> "str";
            case Sequence sequence -> sequence.kind.type;
            case Dictionary map -> "map";
            case FunctionValue function -> "function";
            case Task task -> "handle";
            default -> throw new AssertionError("not a value: " + value);
        };
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Nil nil -> false;
            case Boolean bool -> bool;
            case Long number -> number != 0;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case Sequence sequence -> {
                sequence.checkRead();
                yield sequence.size() > 0;
            }
            case Dictionary map -> {
                map.checkRead();
                yield !map.entries.isEmpty();
            }
            case FunctionValue function -> true;
            case Task task -> true;
            default -> throw new AssertionError("not a value: " + value);
        };
    }

    static boolean isNumeric(Object value) {
        return value instanceof Long || value instanceof Double;
    }

    static String text(Object value) {
        return switch (value) {
            case Nil nil -> "null";
            case Double number -> FloatText.of(number);
            case Sequence sequence -> new Printer().print(sequence);
            case Dictionary map -> new Printer().print(map);
            default -> value.toString();
        };
    }

    /** Writes containers; what is still being written and comes again is a cycle. */
    private static final class Printer {
        private record Level(Object container, Iterator<?> rest, String close) {}

        private final StringBuilder out = new StringBuilder();
        private final Deque<Level> levels = new ArrayDeque<>();
        private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

        String print(Object value) {
            add(value);
            boolean first = true;
            while (!levels.isEmpty()) {
                Level level = levels.peek();
                if (!level.rest.hasNext()) {
                    out.append(level.close);
                    open.remove(levels.pop().container);
                    first = false;
                    continue;
                }
                out.append(first ? "" : ", ");
                Object next = level.rest.next();
                if (next instanceof Map.Entry<?, ?> entry) {
                    out.append(entry.getKey()).append(": ");
                    next = entry.getValue();
                }
                int depth = levels.size();
                add(next);
                first = levels.size() > depth;
                GaveUp.checkText(out.length());
            }
            return out.toString();
        }

        private void add(Object value) {
            switch (value) {
                case Sequence sequence ->
                        enter(
                                sequence,
                                sequence.elements.iterator(),
                                sequence.kind.open,
                                sequence.kind.close,
                                "[...]");
                case Dictionary map ->
                        enter(map, map.entries.entrySet().iterator(), "{", "}", "{...}");
                default -> out.append(text(value));
            }
        }

        private void enter(
                Container container,
                Iterator<?> elements,
                String opening,
                String closing,
                String cycle) {
            container.checkRead();
            if (!open.add(container)) {
                out.append(cycle);
                return;
            }
            out.append(opening);
            levels.push(new Level(container, elements, closing));
        }
    }

    /** A pair of containers under comparison, by identity. */
    private record Pair(Object left, Object right) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Pair pair && pair.left == left && pair.right == right;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(left) + System.identityHashCode(right);
        }
    }

    /** Whether two values are equal: unless a difference can be found, they are. */
    static boolean equal(Object left, Object right) {
        Deque<Pair> todo = new ArrayDeque<>();
        Set<Pair> seen = new HashSet<>();
        todo.push(new Pair(left, right));
        while (!todo.isEmpty()) {
            Pair pair = todo.pop();
            Containers.checkRead(pair.left);
            Containers.checkRead(pair.right);
            if (pair.left instanceof Sequence a && pair.right instanceof Sequence b) {
                if (a.kind != b.kind || a.size() != b.size()) {
                    return false;
                }
                if (seen.add(pair)) {
                    for (int i = 0; i < a.size(); i++) {
                        todo.push(new Pair(a.elements.get(i), b.elements.get(i)));
                    }
                }
            } else if (pair.left instanceof Dictionary a && pair.right instanceof Dictionary b) {
                if (!a.entries.keySet().equals(b.entries.keySet())) {
                    return false;
                }
                if (seen.add(pair)) {
                    a.entries.forEach(
                            (key, value) -> todo.push(new Pair(value, b.entries.get(key))));
                }
            } else if (!equalScalars(pair.left, pair.right)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalScalars(Object left, Object right) {
        if (isNumeric(left) && isNumeric(right)) {
            if (left instanceof Long a && right instanceof Long b) {
                return a.longValue() == b.longValue();
            }
            return ((Number) left).doubleValue() == ((Number) right).doubleValue();
        }
        return switch (left) {
            case Nil nil -> right == Nil.NIL;
            case Boolean bool -> bool.equals(right);
            case String text -> text.equals(right);
            case FunctionValue function ->
                    right instanceof FunctionValue other && FunctionValue.same(function, other);
            case Task task -> task == right;
            default -> false;
        };
    }
}
