package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.lang.invoke.MethodHandle;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmNull;

/**
 * A function of a C library as a capability. What it does nobody can check: it may end the whole
 * process. So it is there only where the host names a file of signatures, and must be granted.
 */
final class NativeFunction extends HostFunction {
    private final NativeSignature signature;
    private final MethodHandle handle;

    NativeFunction(NativeSignature signature, MethodHandle handle) {
        super(signature.name(), signature.parameters().size(), signature.result() != null);
        this.signature = signature;
        this.handle = handle;
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(CapabilityContext context, Object[] arguments) {
        Object[] passed = new Object[arguments.length];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = passed(context, arguments[i], i);
        }
        Object result;
        try {
            result = handle.invokeWithArguments(passed);
        } catch (Throwable failure) { // a downcall itself throws nothing
            throw CapabilityFailures.failure(name(), String.valueOf(failure.getMessage()));
        }
        return switch (result) {
            case Double number -> number;
            case Float number -> (double) number;
            case Long number -> number;
            case Integer number -> (long) number;
            case null, default -> CasmNull.INSTANCE;
        };
    }

    private Object passed(CapabilityContext context, Object value, int index) {
        NativeSignature.Type type = signature.parameters().get(index);
        Object passed =
                switch (type) {
                    case F64 ->
                            value instanceof Double || value instanceof Long
                                    ? (Object) ((Number) value).doubleValue()
                                    : null;
                    case F32 ->
                            value instanceof Double || value instanceof Long
                                    ? (Object) ((Number) value).floatValue()
                                    : null;
                    case I64 -> value instanceof Long ? value : null;
                    case I32 ->
                            value instanceof Long number && number == number.intValue()
                                    ? (Object) number.intValue()
                                    : null;
                };
        if (passed == null) {
            throw new GuestException(
                    ErrorKind.TypeError,
                    "type error: argument "
                            + (index + 1)
                            + " of "
                            + name()
                            + " is no "
                            + type.key()
                            + ": "
                            + context.typeName(value),
                    null);
        }
        return passed;
    }
}
