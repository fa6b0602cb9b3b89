package org.trufflecasm.capability;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.io.IOException;
import org.trufflecasm.runtime.CasmString;

/**
 * {@code io.read}: the next line of standard input without its end; the empty str at the end of the
 * input. What was printed before is passed on first, so that a prompt is seen.
 */
final class IoRead extends HostFunction {

    IoRead() {
        super(KnownCapabilities.find("io.read"));
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object call(CapabilityContext context, Object[] arguments) {
        try {
            context.flush();
            return CasmString.of(context.input().readLine());
        } catch (IOException failure) {
            throw CapabilityFailures.failure(name(), failure);
        }
    }
}
