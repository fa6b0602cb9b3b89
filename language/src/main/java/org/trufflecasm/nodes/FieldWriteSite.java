package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.Arrays;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.FieldAddition;
import org.trufflecasm.runtime.FieldAddition.Kind;
import org.trufflecasm.runtime.FieldCodes;

/** What a {@link SetFieldNode} knows. */
final class FieldWriteSite extends FieldSite {
    /** How many cases of maps without the field are told apart. */
    private static final int MOST_ADDITIONS = 4;

    /** How often a case is learnt, those included that were of no use or are not any more. */
    private static final int MOST_LESSONS = 8;

    private static final FieldAddition[] NO_ADDITIONS = {};

    @Children private FieldAddition[] additions = NO_ADDITIONS;
    @CompilationFinal private boolean full;
    private int lessons;

    private FieldWriteSite(FieldKey key) {
        super(key.name());
    }

    static FieldWriteSite create(FieldKey key) {
        return new FieldWriteSite(key);
    }

    /** Adds the field, an int. */
    @ExplodeLoop
    void addLong(CasmMap map, long value) {
        for (FieldAddition addition : additions) {
            if (addition.accepts(map, Kind.LONG)) {
                addition.addLong(map, name(), value);
                return;
            }
        }
        addOther(map, value);
    }

    /** Adds the field, a float. */
    @ExplodeLoop
    void addDouble(CasmMap map, double value) {
        for (FieldAddition addition : additions) {
            if (addition.accepts(map, Kind.DOUBLE)) {
                addition.addDouble(map, name(), value);
                return;
            }
        }
        addOther(map, value);
    }

    /** Adds the field, neither an int nor a float. */
    @ExplodeLoop
    void addReference(CasmMap map, Object value) {
        for (FieldAddition addition : additions) {
            if (addition.accepts(map, Kind.REFERENCE)) {
                addition.addReference(map, name(), value);
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

    private synchronized void learnAddition(CasmMap map, Object value) {
        FieldAddition learned = FieldAddition.perform(map, name(), value);
        FieldAddition[] next = Arrays.copyOf(additions, additions.length + 1);
        int count = 0;
        for (FieldAddition addition : additions) {
            if (addition.isValid()) {
                next[count++] = addition;
            }
        }
        if (learned != null) {
            next[count++] = learned;
            additions = insert(Arrays.copyOf(next, count));
        }
        full = ++lessons == MOST_LESSONS || count == MOST_ADDITIONS;
    }

    /** Sets a field that has no code of its own, or one for another kind of value. */
    void writeOther(CasmMap map, int code, Object value) {
        if (code == FieldCodes.ELSEWHERE) {
            map.putField(library(), name(), value);
        } else {
            map.putField(name(), value);
        }
    }
}
