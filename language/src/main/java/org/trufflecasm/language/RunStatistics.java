package org.trufflecasm.language;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trufflecasm.error.InteropList;

/**
 * What a run has used, as far as it was counted; for hosts an object with a member for each number.
 * Immutable.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public final class RunStatistics implements TruffleObject {
    /** Of a context that has run nothing. */
    public static final RunStatistics NONE = new RunStatistics(0, 0, 0, 0, 0, 0);

    private final Map<String, Long> numbers = new LinkedHashMap<>();

    /**
     * What one run has used.
     *
     * @param steps executed instructions
     * @param stack most operand slots of all frames, as the stack limit counts them
     * @param depth most frames, the entry included
     * @param calls calls of functions
     * @param objects objects made
     * @param bytes bytes of these, as the memory limit counts them
     */
    public RunStatistics(long steps, long stack, long depth, long calls, long objects, long bytes) {
        numbers.put("steps", steps);
        numbers.put("stack", stack);
        numbers.put("depth", depth);
        numbers.put("calls", calls);
        numbers.put("objects", objects);
        numbers.put("bytes", bytes);
    }

    /** Executed instructions. */
    public long steps() {
        return numbers.get("steps");
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of(numbers.keySet().toArray());
    }

    @ExportMessage
    boolean isMemberReadable(String member) {
        return numbers.containsKey(member);
    }

    @ExportMessage
    Object readMember(String member) throws UnknownIdentifierException {
        Long number = numbers.get(member);
        if (number == null) {
            throw UnknownIdentifierException.create(member);
        }
        return number;
    }

    @ExportMessage
    String toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return toString();
    }

    @Override
    public String toString() {
        return numbers.toString();
    }
}
