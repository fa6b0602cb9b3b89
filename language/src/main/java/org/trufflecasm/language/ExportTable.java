package org.trufflecasm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The variables that one program has exported. What it lacks is looked up in those of the programs
 * that ran before in the same context, the latest first. Used by one thread at a time.
 */
public final class ExportTable {
    private final Exports context;
    private final Map<String, Object> values = new HashMap<>();

    ExportTable(Exports context) {
        this.context = context;
    }

    /** Notes that the program begins to run, and so is the latest. */
    @TruffleBoundary
    public void beginRun() {
        if (!values.isEmpty()) {
            context.moveToEnd(this);
        }
    }

    /** Exports a variable; one of the same name is replaced. */
    @TruffleBoundary
    public void put(String name, Object value) {
        if (values.isEmpty()) {
            context.moveToEnd(this);
        }
        values.put(name, value);
    }

    /** The variable of that name, own or of a program that ran before; null if there is none. */
    @TruffleBoundary
    public Object find(String name) {
        Object value = own(name);
        return value != null ? value : context.find(name);
    }

    /** The variable of that name that this program has exported; null if it has not. */
    Object own(String name) {
        return values.get(name);
    }

    /** The names of the variables that this program has exported. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    void forEach(Consumer<Object> visitor) {
        values.values().forEach(visitor);
    }
}
