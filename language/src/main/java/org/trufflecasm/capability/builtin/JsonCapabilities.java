package org.trufflecasm.capability.builtin;

import java.util.List;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;

/** The capabilities {@code json.*} (specification §5). */
public final class JsonCapabilities {
    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    new PureFunction("json.parse", JsonReading::parse),
                    writer("json.stringify", false),
                    writer("json.stringify_pretty", true));

    private JsonCapabilities() {}

    private static HostFunction writer(String name, boolean pretty) {
        return new PureFunction(name, (c, v) -> JsonWriting.write(name, c, v[0], pretty));
    }
}
