package org.trufflecasm.runtime;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import java.util.List;
import org.trufflecasm.error.InteropList;

/**
 * A function as a value (specification §3.7): which function, and the values it has captured.
 * Immutable, but for what the captured values refer to.
 *
 * <p>Other languages call it with values of their own; each becomes the guest's form of it. Its
 * members tell its {@code name} and its {@code parameters} (without those that are captured), and
 * {@code named} calls it with one object that has a member or hash entry for each parameter.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
public final class CasmFunction extends GuestValue {
    private static final Object[] NOTHING = {};
    private static final String NAME = "name";
    private static final String PARAMETERS = "parameters";
    private static final String NAMED = "named";

    /**
     * A function of a program in one context. There is one object for each function, so two values
     * stand for the same function if they have the same object.
     */
    public interface Code {
        /** What the capsule calls it. */
        String name();

        /** The names of its parameters, captured ones included; empty if nobody knows them. */
        List<String> parameters();

        /** How many arguments it takes, captured ones included. */
        int arity();

        /** Whether it takes so many arguments, captured ones included. */
        boolean takes(int arguments);

        /** Whether all its numbers are floats, so that whole ones are ints to others. */
        default boolean hasOneKindOfNumber() {
            return false;
        }

        /**
         * What other languages call: with the function value, and an array of their values, as many
         * as the function takes without those it has captured.
         */
        CallTarget entry();
    }

    private final Code code;
    private final Object[] captures;

    private CasmFunction(Code code, Object[] captures) {
        this.code = code;
        this.captures = captures;
    }

    /** A function that has captured nothing. */
    public static CasmFunction of(Code code) {
        return new CasmFunction(code, NOTHING);
    }

    /**
     * A function that has captured values.
     *
     * @param captures guest values, which become the first parameters; not to be changed any more
     */
    public static CasmFunction closure(Code code, Object[] captures) {
        return new CasmFunction(code, captures);
    }

    /** Which function it is. */
    public Code code() {
        return code;
    }

    /** What the function is called. */
    public String name() {
        return code.name();
    }

    /** How many values it has captured. */
    public int captureCount() {
        return captures.length;
    }

    /** The captured value that becomes parameter {@code index}. */
    public Object capture(int index) {
        return captures[index];
    }

    /**
     * Whether both are the same: the same function of the same program where neither has captured
     * anything, else the same value.
     */
    @SuppressWarnings("ReferenceEquality")
    public boolean isSame(CasmFunction other) {
        return this == other
                || (code == other.code && captures.length == 0 && other.captures.length == 0);
    }

    /** {@code <function NAME>}. */
    public String text() {
        return "<function " + name() + ">";
    }

    @ExportMessage
    boolean isExecutable() {
        return true;
    }

    /** Calls the function; see {@link Code#entry}. */
    @ExportMessage
    static final class Execute {
        static boolean fits(CasmFunction function, int arguments) {
            return function.code.takes(function.captures.length + arguments);
        }

        static boolean isOf(CasmFunction function, Code code, int captures) {
            return function.code == code && function.captures.length == captures;
        }

        @Specialization(
                guards = {"isOf(function, code, captures)", "arguments.length == count", "fits"},
                limit = "3")
        static Object doKnown(
                CasmFunction function,
                Object[] arguments,
                @Cached("function.code()") Code code,
                @Cached("function.captureCount()") int captures,
                @Cached("arguments.length") int count,
                @Cached("fits(function, count)") boolean fits,
                @Cached("create(code.entry())") DirectCallNode call) {
            return call.call(function, arguments);
        }

        @Specialization(replaces = "doKnown")
        static Object doAny(
                CasmFunction function, Object[] arguments, @Cached IndirectCallNode call)
                throws ArityException {
            return call.call(entry(function, arguments.length), function, arguments);
        }

        @TruffleBoundary
        private static CallTarget entry(CasmFunction function, int arguments)
                throws ArityException {
            if (!fits(function, arguments)) {
                int expected = Math.max(0, function.code.arity() - function.captures.length);
                throw ArityException.create(expected, expected, arguments);
            }
            return function.code.entry();
        }
    }

    @ExportMessage
    boolean hasExecutableName() {
        return true;
    }

    @ExportMessage
    Object getExecutableName() {
        return name();
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of(NAME, PARAMETERS, NAMED);
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return member.equals(NAME) || member.equals(PARAMETERS) || member.equals(NAMED);
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberInvocable(String member) {
        return member.equals(NAMED);
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        return switch (member) {
            case NAME -> name();
            case PARAMETERS -> InteropList.of(parameters().toArray());
            case NAMED -> new NamedCall(this);
            default -> throw UnknownIdentifierException.create(member);
        };
    }

    @ExportMessage
    @TruffleBoundary
    Object invokeMember(String member, Object... arguments)
            throws UnknownIdentifierException,
                    ArityException,
                    UnsupportedTypeException,
                    UnsupportedMessageException {
        if (!member.equals(NAMED)) {
            throw UnknownIdentifierException.create(member);
        }
        return new NamedCall(this).execute(arguments);
    }

    /** The names of the parameters that are not captured. */
    List<String> parameters() {
        List<String> all = code.parameters();
        return all.subList(Math.min(captures.length, all.size()), all.size());
    }

    @Override
    ValueType type() {
        return ValueType.FUNCTION;
    }

    @Override
    public String toString() {
        return text();
    }
}
