package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.io.IOException;
import org.trufflecasm.runtime.CasmNull;

/** {@code io.print}: the texts of all arguments and a line feed on standard output. */
final class IoPrint extends HostFunction implements PartialLine {

    IoPrint() {
        super(KnownCapabilities.find("io.print"));
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public void print(CapabilityContext context, Object value) {
        try {
            context.output().text(context, value);
        } catch (IOException failure) {
            throw CapabilityFailures.failure(name(), failure);
        }
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(CapabilityContext context, Object[] arguments) {
        try {
            context.output().line(context, arguments);
        } catch (IOException failure) {
            throw CapabilityFailures.failure(name(), failure);
        }
        return CasmNull.INSTANCE;
    }
}
