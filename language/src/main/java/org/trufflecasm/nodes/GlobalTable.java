package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The variables of one program that all its functions share. Each run begins without a value for
 * any of them. Used by one thread at a time.
 */
final class GlobalTable {
    private final Map<String, Global> globals = new HashMap<>();

    /** One variable; its value is null until the run has stored one. */
    static final class Global {
        private final String name;
        private Object value;

        private Global(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        Object value() {
            return value;
        }

        void set(Object stored) {
            value = stored;
        }
    }

    /** The variable of that name, which is the same for all who ask. */
    @TruffleBoundary
    Global named(String name) {
        return globals.computeIfAbsent(name, Global::new);
    }

    /** Forgets all values. */
    @TruffleBoundary
    void beginRun() {
        globals.values().forEach(global -> global.value = null);
    }

    /** Hands all values to a visitor. */
    void forEach(Consumer<Object> visitor) {
        for (Global global : globals.values()) {
            if (global.value != null) {
                visitor.accept(global.value);
            }
        }
    }
}
