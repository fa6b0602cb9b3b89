package org.trufflecasm.capability.builtin;

import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CollectionFunctions;

/**
 * The capabilities {@code collections.*} (specification §5). They take arrays, tuples, lists,
 * vectors and sets, change none, and give new arrays.
 */
public final class CollectionCapabilities {
    /** Elements of an array that a capability makes. */
    private static final long MOST_ELEMENTS = 256L << 20;

    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    new PureFunction(
                            "collections.len",
                            (c, v) -> CollectionFunctions.arrLen(v[0], c.semantics(), null)),
                    new PureFunction("collections.reverse", CollectionCapabilities::reverse),
                    new PureFunction("collections.includes", CollectionCapabilities::includes),
                    new PureFunction("collections.flatten", CollectionCapabilities::flatten),
                    new PureFunction("collections.chunk", CollectionCapabilities::chunk),
                    new PureFunction("collections.zip", CollectionCapabilities::zip),
                    new PureFunction("collections.unique", CollectionCapabilities::unique));

    private CollectionCapabilities() {}

    /** Accounts for an array before it is made. */
    private static void reserve(CapabilityContext context, long elements) {
        context.arena().work(elements, null);
        context.arena().reserveObject(Arena.OBJECT + Arena.SLOT * elements, null);
    }

    private static Object reverse(CapabilityContext context, Object[] v) {
        CasmArray array = new Arguments(context, v).array(0);
        reserve(context, array.size());
        CasmArray result = new CasmArray(ArrayKind.ARRAY, array.size());
        for (int i = array.size() - 1; i >= 0; i--) {
            context.arena().work(1, null);
            result.push(array.get(i));
        }
        return result;
    }

    private static Object includes(CapabilityContext context, Object[] v) {
        CasmArray array = new Arguments(context, v).array(0);
        for (int i = 0; i < array.size(); i++) {
            context.arena().work(1, null);
            if (context.semantics().equal(array.get(i), v[1])) {
                return true;
            }
        }
        return false;
    }

    /** One level only. What is no collection stays as it is. */
    private static Object flatten(CapabilityContext context, Object[] v) {
        CasmArray array = new Arguments(context, v).array(0);
        long size = 0;
        for (int i = 0; i < array.size(); i++) {
            context.arena().work(1, null);
            context.arena().borrows().checkRead(array.get(i), null);
            size += array.get(i) instanceof CasmArray inner ? inner.size() : 1;
        }
        if (size > MOST_ELEMENTS) { // An array may hold the same large array many times.
            throw GuestException.outOfMemory(null);
        }
        reserve(context, size);
        CasmArray result = new CasmArray(ArrayKind.ARRAY, (int) size);
        for (int i = 0; i < array.size(); i++) {
            context.arena().work(1, null);
            if (array.get(i) instanceof CasmArray inner) {
                context.arena().work(inner.size(), null);
                for (int k = 0; k < inner.size(); k++) {
                    result.push(inner.get(k));
                }
            } else {
                result.push(array.get(i));
            }
        }
        return result;
    }

    private static Object chunk(CapabilityContext context, Object[] v) {
        Arguments arguments = new Arguments(context, v);
        CasmArray array = arguments.array(0);
        long size = arguments.integer(1);
        if (size < 1) {
            throw Arguments.failure("collections.chunk", "the size must be 1 or more, not " + size);
        }
        reserve(context, 2L * (array.size() / size + 1));
        List<Object> chunks = new ArrayList<>();
        CasmArray chunk = null;
        for (int i = 0; i < array.size(); i++) {
            if (i % size == 0) {
                int length = (int) Math.min(size, array.size() - i);
                reserve(context, length);
                chunk = new CasmArray(ArrayKind.ARRAY, length);
                chunks.add(chunk);
            }
            chunk.push(array.get(i));
        }
        return CasmArray.of(ArrayKind.ARRAY, chunks.toArray());
    }

    private static Object zip(CapabilityContext context, Object[] v) {
        Arguments arguments = new Arguments(context, v);
        CasmArray first = arguments.array(0);
        CasmArray second = arguments.array(1);
        Object[] pairs = new Object[Math.min(first.size(), second.size())];
        reserve(context, 5L * pairs.length);
        for (int i = 0; i < pairs.length; i++) {
            context.arena().work(1, null);
            pairs[i] = CasmArray.of(ArrayKind.ARRAY, new Object[] {first.get(i), second.get(i)});
        }
        return CasmArray.of(ArrayKind.ARRAY, pairs);
    }

    private static Object unique(CapabilityContext context, Object[] v) {
        CasmArray array = new Arguments(context, v).array(0);
        reserve(context, array.size()); // the list, and then the result
        Object[] elements = new Object[array.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = array.get(i);
        }
        CasmArray set =
                CollectionFunctions.newCollection(ArrayKind.SET, elements, context.semantics());
        CasmArray result = new CasmArray(ArrayKind.ARRAY, set.size());
        for (int i = 0; i < set.size(); i++) {
            result.push(set.get(i));
        }
        return result;
    }
}
