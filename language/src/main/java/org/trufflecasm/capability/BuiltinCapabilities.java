package org.trufflecasm.capability;

import java.util.List;
import java.util.stream.Stream;
import org.trufflecasm.capability.builtin.ArrayCapabilities;
import org.trufflecasm.capability.builtin.ClockCapabilities;
import org.trufflecasm.capability.builtin.CollectionCapabilities;
import org.trufflecasm.capability.builtin.ConversionCapabilities;
import org.trufflecasm.capability.builtin.CryptoCapabilities;
import org.trufflecasm.capability.builtin.FileCapabilities;
import org.trufflecasm.capability.builtin.JsonCapabilities;
import org.trufflecasm.capability.builtin.MathCapabilities;
import org.trufflecasm.capability.builtin.NetCapabilities;
import org.trufflecasm.capability.builtin.PathCapabilities;
import org.trufflecasm.capability.builtin.RegexCapabilities;
import org.trufflecasm.capability.builtin.StringCapabilities;
import org.trufflecasm.capability.builtin.SystemCapabilities;

/** The capabilities that need no provider. */
final class BuiltinCapabilities {
    static final List<HostFunction> ALL =
            Stream.of(
                            List.of(new IoPrint(), new IoEprint(), new IoRead(), new BenchStep()),
                            StringCapabilities.ALL,
                            ArrayCapabilities.ALL,
                            MathCapabilities.ALL,
                            ConversionCapabilities.ALL,
                            CollectionCapabilities.ALL,
                            JsonCapabilities.ALL,
                            PathCapabilities.ALL,
                            RegexCapabilities.ALL,
                            FileCapabilities.ALL,
                            SystemCapabilities.ALL,
                            NetCapabilities.ALL,
                            ClockCapabilities.ALL,
                            CryptoCapabilities.ALL)
                    .flatMap(List::stream)
                    .toList();

    private BuiltinCapabilities() {}
}
