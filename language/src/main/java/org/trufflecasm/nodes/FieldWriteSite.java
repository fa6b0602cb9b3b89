package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.Arrays;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.FieldAddition;
import org.trufflecasm.runtime.FieldCodes;

/** What a {@link SetFieldNode} knows. */
final class FieldWriteSite extends FieldSite {
    /** How many shapes of maps without the field are told apart. */
    private static final int MOST_ADDITIONS = 4;

    private static final FieldAddition[] NONE = {};

    @Children private FieldAddition[] additions = NONE;
    @CompilationFinal private boolean full;

    private FieldWriteSite(FieldKey key) {
        super(key.name());
    }

    static FieldWriteSite create(FieldKey key) {
        return new FieldWriteSite(key);
    }

    @ExplodeLoop
    void addLong(CasmMap map, long value) {
        for (FieldAddition addition : additions) {
            if (addition.accepts(map)) {
                addition.addLong(map, name(), value);
                return;
            }
        }
        addOther(map, value);
    }

    @ExplodeLoop
    void addDouble(CasmMap map, double value) {
        for (FieldAddition addition : additions) {
            if (addition.accepts(map)) {
                addition.addDouble(map, name(), value);
                return;
            }
        }
        addOther(map, value);
    }

    @ExplodeLoop
    void add(CasmMap map, Object value) {
        for (FieldAddition addition : additions) {
            if (addition.accepts(map)) {
                addition.add(map, name(), value);
                return;
            }
        }
        addOther(map, value);
    }

    private void addOther(CasmMap map, Object value) {
        if (full) {
            map.putField(name(), value);
        } else {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            learnAddition(map, value);
        }
    }

    /** Sets a field that has no code of its own, or one for another kind of value. */
    void writeOther(CasmMap map, int code, Object value) {
        if (code == FieldCodes.ELSEWHERE) {
            map.putField(library(), name(), value);
        } else {
            map.putField(name(), value);
        }
    }

    private synchronized void learnAddition(CasmMap map, Object value) {
        FieldAddition learned = FieldAddition.perform(map, name(), value);
        FieldAddition[] next = new FieldAddition[additions.length + 1];
        int count = 0;
        for (FieldAddition addition : additions) {
            if (addition.isValid()) {
                next[count++] = addition;
            }
        }
        if (learned == null || count == MOST_ADDITIONS) {
            full = true;
            return;
        }
        next[count++] = learned;
        additions = insert(Arrays.copyOf(next, count));
    }
}
