package org.trufflecasm.capability;

import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.capability.spi.GuestMap;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CollectionFunctions;

/** A provider's reference to a map or an object. */
final class MapReference extends LiveReference implements GuestMap {
    private final CasmMap map;

    MapReference(CasmMap map, CallArena arena) {
        super(map, arena);
        this.map = map;
    }

    @Override
    public int size() {
        return read(map::size);
    }

    @Override
    public List<String> keys() {
        return read(
                () -> {
                    List<String> keys = new ArrayList<>(map.size());
                    map.forEach((key, value) -> keys.add(key.toString()));
                    return keys;
                });
    }

    @Override
    public boolean containsKey(String key) {
        return read(() -> map.containsKey(CasmString.of(key)));
    }

    @Override
    public Object get(String key) {
        return read(
                () -> {
                    Object value = map.get(CasmString.of(key));
                    return value == null ? null : arena().toHost(value);
                });
    }

    @Override
    public void put(String key, Object value) {
        arena().access(
                        () -> {
                            Object element = arena().toGuest(value);
                            CasmString text = CasmString.of(key);
                            boolean grows = !map.containsKey(text);
                            if (grows) {
                                arena().account().reserveObject(text.accountedBytes(), null);
                            }
                            CollectionFunctions.arrSet(
                                    map, text, element, arena().context().semantics(), null);
                            if (grows) {
                                arena().account().hold(Arena.SLOT);
                            }
                            return null;
                        });
    }

    @Override
    public String language() {
        return arena().access(map::language);
    }

    @Override
    public String className() {
        return arena().access(() -> map.className() == null ? null : map.className().toString());
    }
}
