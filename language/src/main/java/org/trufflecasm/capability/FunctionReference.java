package org.trufflecasm.capability;

import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import org.trufflecasm.capability.spi.GuestFunction;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmFunction;

/** A provider's reference to a function. */
final class FunctionReference extends LiveReference implements GuestFunction {
    private final CasmFunction function;
    private final boolean givesReferences;

    /**
     * @param givesReferences whether results come as references, or as copies
     */
    FunctionReference(CasmFunction function, CallArena arena, boolean givesReferences) {
        super(function, arena);
        this.function = function;
        this.givesReferences = givesReferences;
    }

    @Override
    public Object call(Object... arguments) {
        return arena().access(() -> called(arguments));
    }

    private Object called(Object[] arguments) {
        Object[] values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arena().toGuest(arguments[i]);
        }
        Object result;
        try {
            result = InteropLibrary.getUncached().execute(function, values);
        } catch (ArityException wrong) {
            throw GuestException.arity(
                    function.name(), wrong.getExpectedMinArity(), wrong.getActualArity(), null);
        } catch (InteropException refused) {
            throw new IllegalArgumentException(
                    function.name() + ": " + refused.getMessage(), refused);
        }
        return givesReferences ? arena().toHost(result) : GuestValues.toJava(result, arena());
    }
}
