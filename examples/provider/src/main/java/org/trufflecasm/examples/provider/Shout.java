package org.trufflecasm.examples.provider;

import java.util.Locale;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.CapabilityException;

/** {@code demo.shout}: a str in capital letters and with an exclamation mark. Gives a value. */
final class Shout implements Capability {

    @Override
    public String name() {
        return "demo.shout";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public boolean returnsValue() {
        return true;
    }

    @Override
    public Object call(CapabilityCall call, Object[] arguments) throws CapabilityException {
        // The number of arguments is checked before a call, their types are not.
        if (arguments[0] instanceof String text) {
            return text.toUpperCase(Locale.ROOT) + "!";
        }
        throw new CapabilityException("can only shout a str");
    }
}
