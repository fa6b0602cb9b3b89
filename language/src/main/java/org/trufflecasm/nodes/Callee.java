package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.Semantics;

/**
 * What a called value turned out to be, and how its function is called from one site. Immutable; a
 * constant of the code that calls it.
 */
final class Callee {
    /** The name by which the function was called; null where the value is a function. */
    private final CasmString name;

    private final CasmFunction.Code code;
    private final int captures;
    private final CallSite site;

    /** Whether the function is of another family, so that its arguments must become its values. */
    private final boolean isForeign;

    private Callee(
            CasmString name,
            CasmFunction.Code code,
            int captures,
            CallSite site,
            boolean isForeign) {
        this.isForeign = isForeign;
        this.name = name;
        this.code = code;
        this.captures = captures;
        this.site = site;
    }

    /**
     * What a site calls.
     *
     * @param site the site
     * @param value the called value
     * @param program the program that calls
     * @param location where a wrong number of arguments is reported
     * @return null if the value is neither a function nor the name of one
     */
    @TruffleBoundary(transferToInterpreterOnException = false)
    static Callee of(ValueCallSite site, Object value, LinkedProgram program, Node location) {
        return switch (value) {
            case CasmFunction function ->
                    of(
                            site,
                            null,
                            (GuestFunction) function.code(),
                            function.captureCount(),
                            program,
                            location);
            case CasmString name -> {
                GuestFunction named = program.functionNamed(name.toString());
                yield named == null ? null : of(site, name, named, 0, program, location);
            }
            default -> null;
        };
    }

    private static Callee of(
            ValueCallSite site,
            CasmString name,
            GuestFunction function,
            int captures,
            LinkedProgram program,
            Node location) {
        int given = captures + site.argumentCount();
        GuestFunction target = function.program().under(program).variant(function, given);
        if (target == null) {
            // A function without parameters takes as many arguments as its own capsule passes.
            throw GuestException.arity(
                    function.name(),
                    Math.max(0, function.arity() - captures),
                    site.argumentCount(),
                    location);
        }
        return new Callee(
                name,
                function,
                captures,
                new CallSite(target, given, site.operandsBelow()),
                function.program().program().family() != program.program().family());
    }

    /** Whether a value is called in the same way. */
    boolean matches(Object value) {
        if (name != null) {
            return value instanceof CasmString other && name.contentEquals(other);
        }
        return value instanceof CasmFunction function
                && function.code() == code
                && function.captureCount() == captures;
    }

    /** The call of the function with captured values and arguments. */
    CallSite site() {
        return site;
    }

    /**
     * All arguments in the order in which the function takes them: where it finds them on its
     * operand stack because it stores its parameters first, the captured values lie on top, the
     * first of them topmost; else they come before those that are passed.
     *
     * @param value the called value, which {@link #matches}
     */
    @ExplodeLoop
    Object[] arguments(Object value, Object[] passed) {
        if (captures == 0) {
            return isForeign ? accepted(passed) : passed;
        }
        CasmFunction function = (CasmFunction) value;
        int count = site.argumentCount() - captures;
        boolean onTop = site.function().storesParameters();
        Object[] all = new Object[captures + count];
        for (int i = 0; i < captures; i++) {
            all[onTop ? count + captures - 1 - i : i] = function.capture(i);
        }
        for (int i = 0; i < count; i++) {
            all[onTop ? i : captures + i] = passed[i];
        }
        return all;
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private Object[] accepted(Object[] passed) {
        Object[] values = passed.clone();
        Semantics semantics = site.function().program().semantics();
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    semantics.accept(
                            values[i], "an argument of '" + site.function().name() + "'", null);
        }
        return values;
    }
}
