package org.trufflecasm.tck.reference;

import java.util.List;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.format.crush.CrushOpcode;

/** The operations on collections, maps and fields (specification §3.6). */
final class Containers {
    private Containers() {}

    static Object get(Object container, Object index) {
        checkRead(container);
        return switch (container) {
            case Sequence sequence when sequence.kind != Sequence.Kind.SET ->
                    sequence.elements.get(position(index, sequence.size()));
            case String text -> {
                List<String> characters = Strings.characters(text);
                yield characters.get(position(index, characters.size()));
            }
            case Dictionary map -> map.get(key(index));
            default -> throw GuestFailure.type("array", container);
        };
    }

    /** What another task has borrowed for writing cannot be read. */
    static void checkRead(Object value) {
        if (value instanceof Container container) {
            container.checkRead();
        }
    }

    static void set(Object container, Object index, Object value) {
        switch (container) {
            case Sequence sequence when isWritable(sequence) -> {
                sequence.checkWrite();
                sequence.elements.set(position(index, sequence.size()), value);
            }
            case Dictionary map -> {
                map.checkWrite();
                map.put(key(index), value);
            }
            default -> throw GuestFailure.type("array", container);
        }
    }

    private static boolean isWritable(Sequence sequence) {
        return switch (sequence.kind) {
            case ARRAY, LIST, VECTOR -> true;
            case TUPLE, SET -> false;
        };
    }

    /** A negative index counts from the end. */
    private static int position(Object index, int length) {
        if (!(index instanceof Long wanted)) {
            throw new GuestFailure(
                    ErrorKind.TypeError,
                    "type error: array index must be int, got " + Values.typeName(index));
        }
        long position = wanted < 0 ? wanted + length : wanted;
        if (position < 0 || position >= length) {
            throw new GuestFailure(
                    ErrorKind.IndexOutOfRange,
                    "array index out of range: " + wanted + " (len " + length + ")");
        }
        return (int) position;
    }

    private static String key(Object index) {
        if (index instanceof String key) {
            return key;
        }
        throw GuestFailure.type("str", index);
    }

    static long length(Object container) {
        return switch (container) {
            case Sequence sequence -> sequence.size();
            case Dictionary map -> map.entries.size();
            case String text -> text.codePointCount(0, text.length());
            default -> throw GuestFailure.type("array", container);
        };
    }

    /** Adds at the end; a tuple is copied. */
    static Object push(CrushOpcode op, Object container, Object value) {
        Sequence sequence = target(op, container);
        if (op == CrushOpcode.TUPLE_PUSH) {
            sequence.checkRead();
            sequence = Sequence.of(Sequence.Kind.TUPLE, sequence.elements);
        } else {
            sequence.checkWrite();
        }
        sequence.add(value);
        return sequence;
    }

    /** Adds at the end in place, also to a tuple: it is under construction. */
    static void append(CrushOpcode op, Object container, Object value) {
        Sequence sequence = target(op, container);
        sequence.checkWrite();
        sequence.add(value);
    }

    private static Sequence target(CrushOpcode op, Object container) {
        return switch (op) {
            case ARR_PUSH, ARRAY_PUSH -> indexed(container);
            default -> expect(kindOf(op), container);
        };
    }

    private static Sequence indexed(Object container) {
        if (container instanceof Sequence sequence && isWritable(sequence)) {
            return sequence;
        }
        throw GuestFailure.type("array", container);
    }

    private static Sequence.Kind kindOf(CrushOpcode op) {
        return switch (op) {
            case NEW_ARRAY -> Sequence.Kind.ARRAY;
            case TUPLE_PUSH, NEW_TUPLE -> Sequence.Kind.TUPLE;
            case LIST_PUSH, NEW_LIST -> Sequence.Kind.LIST;
            case VECTOR_PUSH, NEW_VECTOR -> Sequence.Kind.VECTOR;
            case SET_PUSH, NEW_SET -> Sequence.Kind.SET;
            default -> throw new AssertionError(op);
        };
    }

    static Sequence make(CrushOpcode op, List<Object> elements) {
        Sequence made = new Sequence(kindOf(op));
        elements.forEach(made::add);
        return made;
    }

    static Object pop(Object container) {
        Sequence array = indexed(container);
        array.checkWrite();
        return array.size() == 0 ? Nil.NIL : array.elements.removeLast();
    }

    private static Sequence expect(Sequence.Kind kind, Object value) {
        if (value instanceof Sequence sequence && sequence.kind == kind) {
            return sequence;
        }
        throw GuestFailure.type(kind.type, value);
    }

    static Sequence range(Object first, Object end) {
        long from = integer(first);
        long to = integer(end);
        if (from < to) {
            long count = to - from;
            GaveUp.checkElements(count < 0 ? Long.MAX_VALUE : count);
        }
        Sequence range = new Sequence(Sequence.Kind.ARRAY);
        for (long i = from; i < to; i++) {
            range.add(i);
        }
        return range;
    }

    private static long integer(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw GuestFailure.type("int", value);
    }

    static Dictionary expectMap(Object value) {
        if (value instanceof Dictionary map) {
            return map;
        }
        throw GuestFailure.type("map", value);
    }

    /** A map of keys and values in turn; keys by their text. */
    static Dictionary makeMap(List<Object> keysAndValues) {
        Dictionary map = new Dictionary();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            map.put(Values.text(keysAndValues.get(i)), keysAndValues.get(i + 1));
        }
        return map;
    }
}
