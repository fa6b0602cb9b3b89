package org.trufflecasm.capability;

import java.util.List;
import java.util.stream.Stream;

/** The capabilities that need no provider. */
final class BuiltinCapabilities {
    static final List<HostFunction> ALL =
            Stream.of(
                            List.of(new IoPrint(), new IoEprint(), new IoRead(), new BenchStep()),
                            StringCapabilities.ALL,
                            ArrayCapabilities.ALL)
                    .flatMap(List::stream)
                    .toList();

    private BuiltinCapabilities() {}
}
