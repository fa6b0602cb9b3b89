package org.trufflecasm.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the programs of one context have exported. They live as long as the context. Used by one
 * thread at a time.
 */
public final class Exports {
    /** Tables with something in them, that of the program that began to run last at the end. */
    private final List<ExportTable> tables = new ArrayList<>();

    Exports() {}

    /** Makes a table the newest one. */
    void moveToEnd(ExportTable table) {
        tables.remove(table);
        tables.add(table);
    }

    /** A variable in the newest table that has it; null if none has. */
    Object find(String name) {
        for (ExportTable table : tables.reversed()) {
            Object value = table.own(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Gives every exported value to {@code visitor}. */
    public void forEach(Consumer<Object> visitor) {
        tables.forEach(table -> table.forEach(visitor));
    }
}
