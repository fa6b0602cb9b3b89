package org.trufflecasm.capability;

import org.trufflecasm.capability.spi.GuestSequence;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CollectionFunctions;
import org.trufflecasm.runtime.Semantics;

/** A provider's reference to an array, tuple, list, vector or set. */
final class SequenceReference extends LiveReference implements GuestSequence {
    private final CasmArray array;

    SequenceReference(CasmArray array, CallArena arena) {
        super(array, arena);
        this.array = array;
    }

    private Semantics semantics() {
        return arena().context().semantics();
    }

    @Override
    public Kind kind() {
        return switch (array.kind()) {
            case ARRAY -> Kind.ARRAY;
            case TUPLE -> Kind.TUPLE;
            case LIST -> Kind.LIST;
            case VECTOR -> Kind.VECTOR;
            case SET -> Kind.SET;
        };
    }

    @Override
    public int size() {
        return read(array::size);
    }

    @Override
    public Object get(int index) {
        return read(
                () ->
                        arena().toHost(
                                        array.get(
                                                CollectionFunctions.index(
                                                        index, array.size(), null))));
    }

    @Override
    public void set(int index, Object value) {
        arena().access(
                        () ->
                                CollectionFunctions.arrSet(
                                        array,
                                        (long) index,
                                        arena().toGuest(value),
                                        semantics(),
                                        null));
    }

    @Override
    public void add(Object value) {
        arena().access(
                        () -> {
                            Object element = arena().toGuest(value);
                            long growth = array.growthOfPush();
                            if (array.kind() == ArrayKind.SET) {
                                CollectionFunctions.append(
                                        ArrayKind.SET, array, element, semantics(), null);
                            } else {
                                CollectionFunctions.arrPush(array, element, semantics(), null);
                            }
                            arena().account().hold(Arena.SLOT * growth);
                            return null;
                        });
    }

    @Override
    public Object removeLast() {
        return arena().access(
                        () -> arena().toHost(CollectionFunctions.arrPop(array, semantics(), null)));
    }
}
