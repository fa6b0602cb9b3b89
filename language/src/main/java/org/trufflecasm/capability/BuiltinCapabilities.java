package org.trufflecasm.capability;

import java.util.List;

/** The capabilities that need no provider. */
final class BuiltinCapabilities {
    static final List<HostFunction> ALL =
            List.of(new IoPrint(), new IoEprint(), new IoRead(), new BenchStep());

    private BuiltinCapabilities() {}
}
