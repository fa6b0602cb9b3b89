package org.trufflecasm.capability;

import java.util.function.Supplier;
import org.trufflecasm.capability.spi.GuestReference;
import org.trufflecasm.capability.spi.Tagged;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CasmTagged;

/** A provider's reference to an object of the capsule, of a kind without operations of its own. */
class LiveReference implements GuestReference {
    private final Object target;
    private final CallArena arena;

    LiveReference(Object target, CallArena arena) {
        this.target = target;
        this.arena = arena;
    }

    /** What a provider that takes references sees of a value. */
    static Object of(Object value, CallArena arena) {
        return switch (value) {
            case Long number -> number;
            case Double number -> number;
            case Boolean bool -> bool;
            case CasmString text -> text.toString();
            case CasmNull _ -> null;
            case CasmTagged tagged ->
                    new Tagged(tagged.tag().toString(), of(tagged.value(), arena));
            case CasmArray array -> new SequenceReference(array, arena);
            case CasmMap map -> new MapReference(map, arena);
            case CasmFunction function -> new FunctionReference(function, arena, true);
            default ->
                    arena.context()
                            .hostObject(value)
                            .orElseGet(() -> new LiveReference(value, arena));
        };
    }

    final Object target() {
        return target;
    }

    final CallArena arena() {
        return arena;
    }

    /** Reads from the object, if that is allowed now. */
    final <T> T read(Supplier<T> action) {
        return arena.access(
                () -> {
                    arena.account().borrows().checkRead(target, null);
                    return action.get();
                });
    }

    @Override
    public final String type() {
        return arena.access(() -> arena.context().typeName(target));
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public final boolean equals(Object other) {
        return other instanceof LiveReference reference && reference.target == target;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(target);
    }

    @Override
    public final String toString() {
        return "reference to " + arena.context().typeName(target);
    }
}
