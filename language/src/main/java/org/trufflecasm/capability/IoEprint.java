package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.io.IOException;
import org.trufflecasm.runtime.CasmNull;

/**
 * {@code io.eprint}: the texts of all arguments and a line feed on standard error. What was printed
 * on standard output before it is passed on first, so that somebody who watches both sees them in
 * order.
 */
final class IoEprint extends HostFunction {

    IoEprint() {
        super(KnownCapabilities.find("io.eprint"));
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(CapabilityContext context, Object[] arguments) {
        try {
            context.output().flush();
            context.errorOutput().line(context, arguments);
        } catch (IOException failure) {
            throw CapabilityFailures.failure(name(), failure);
        }
        return CasmNull.INSTANCE;
    }
}
