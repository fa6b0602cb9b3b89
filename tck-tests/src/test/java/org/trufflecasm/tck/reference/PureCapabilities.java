package org.trufflecasm.tck.reference;

import java.util.List;
import org.trufflecasm.error.ErrorKind;

/**
 * The capabilities that only compute (specification §5), of one run; the array functions without a
 * namespace stand here.
 */
final class PureCapabilities {
    private final PureNumbers numbers = new PureNumbers();

    /** Calls one of them; there is a failure if there is none of that name. */
    Object call(String name, List<Object> values) {
        PureArguments arguments = new PureArguments(name, values);
        Object result =
                switch (name.substring(0, name.indexOf('.') + 1)) {
                    case "str." -> PureStrings.call(name, arguments);
                    case "math.", "conv." -> numbers.call(name, arguments);
                    case "collections." -> PureCollections.call(name, arguments);
                    case "json." -> PureJson.call(name, arguments);
                    case "path.", "regex." -> PureTexts.call(name, arguments);
                    case "" -> array(name, values);
                    default -> null;
                };
        if (result == null) {
            throw new GuestFailure(ErrorKind.UnknownCapability, null);
        }
        return result;
    }

    private static Object array(String name, List<Object> v) {
        return switch (name) {
            case "append", "push" -> {
                expect(name, 2, v);
                array(v.get(0)).add(v.get(1));
                yield v.get(0);
            }
            case "arr_set" -> {
                expect(name, 3, v);
                yield set(v.get(0), v.get(1), v.get(2));
            }
            case "arr_get" -> {
                expect(name, 2, v);
                yield get(v.get(0), v.get(1));
            }
            case "arr_slice" -> slice(v);
            case "make_range" -> range(v);
            default -> null;
        };
    }

    private static void expect(String name, int count, List<Object> arguments) {
        if (arguments.size() != count) {
            throw GuestFailure.arity(name, count, arguments.size());
        }
    }

    private static Object set(Object container, Object index, Object value) {
        if (container instanceof Dictionary map) {
            map.put(key(index), value);
            return map;
        }
        Sequence array = array(container);
        long position = integer(index);
        if (position >= 0 && position < array.size()) {
            array.elements.set((int) position, value);
        }
        return array;
    }

    private static Object get(Object container, Object index) {
        if (container instanceof Dictionary map) {
            return map.get(key(index));
        }
        Sequence array = array(container);
        long position = integer(index);
        return position >= 0 && position < array.size()
                ? array.elements.get((int) position)
                : Nil.NIL;
    }

    private static Object slice(List<Object> v) {
        new PureArguments("arr_slice", v).between(2, 3);
        Sequence array = array(v.get(0));
        int start = bound(v.get(1), 0, array.size());
        int end = v.size() == 3 ? bound(v.get(2), array.size(), array.size()) : array.size();
        return Sequence.of(Sequence.Kind.ARRAY, array.elements.subList(Math.min(start, end), end));
    }

    private static int bound(Object value, int absent, int size) {
        return value == Nil.NIL ? absent : (int) Math.clamp(integer(value), 0L, (long) size);
    }

    private static Object range(List<Object> v) {
        return switch (v.size()) {
            case 0 -> Containers.range(0L, 100L);
            case 1 -> Containers.range(0L, v.get(0));
            case 2 -> Containers.range(v.get(0), v.get(1));
            default -> throw new PureArguments("make_range", v).between(0, 2).failure("");
        };
    }

    private static Sequence array(Object value) {
        if (value instanceof Sequence sequence && sequence.kind == Sequence.Kind.ARRAY) {
            return sequence;
        }
        throw GuestFailure.type("array", value);
    }

    private static String key(Object value) {
        if (value instanceof String key) {
            return key;
        }
        throw GuestFailure.type();
    }

    private static long integer(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw GuestFailure.type();
    }
}
