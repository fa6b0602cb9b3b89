package org.trufflecasm.examples.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.CapabilityException;

/** {@code demo.log}: writes its arguments, any number, to standard error. Gives no value. */
final class Log implements Capability {

    @Override
    public String name() {
        return "demo.log";
    }

    @Override
    public int arity() {
        return -1;
    }

    @Override
    public boolean returnsValue() {
        return false;
    }

    @Override
    public Object call(CapabilityCall call, Object[] arguments) throws CapabilityException {
        String line = "[demo] " + Arrays.toString(arguments) + "\n";
        try {
            call.errorOutput().write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new CapabilityException("cannot write", failure);
        }
        return null;
    }
}
