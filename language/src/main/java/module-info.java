/**
 * CASM capsules as a Truffle language.
 *
 * <p>What others may use is the interface for providers of capabilities. The command's module also
 * sees the stages that need no running language.
 */
// The launcher is compiled later; MessagePack and the matcher have no descriptors.
@SuppressWarnings({"module", "requires-automatic"})
module org.trufflecasm.language {
    requires transitive org.graalvm.polyglot;
    requires org.graalvm.truffle;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires jdk.unsupported;
    requires msgpack.core;
    requires re2j;

    exports org.trufflecasm.capability.spi;
    exports org.trufflecasm.embed;
    exports org.trufflecasm.capability to
            org.trufflecasm.launcher;
    exports org.trufflecasm.core to
            org.trufflecasm.launcher;
    exports org.trufflecasm.error to
            org.trufflecasm.launcher;
    exports org.trufflecasm.flow to
            org.trufflecasm.launcher;
    exports org.trufflecasm.format to
            org.trufflecasm.launcher;
    exports org.trufflecasm.limits to
            org.trufflecasm.launcher;

    uses org.trufflecasm.capability.spi.CapabilityProvider;
    uses org.trufflecasm.language.Frontend;

    provides org.trufflecasm.language.Frontend with
            org.trufflecasm.pipeline.Pipeline;
    provides com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider with
            org.trufflecasm.coverage.CoverageInstrumentProvider;
    provides com.oracle.truffle.api.provider.TruffleLanguageProvider with
            org.trufflecasm.language.CasmLanguageProvider;
}
