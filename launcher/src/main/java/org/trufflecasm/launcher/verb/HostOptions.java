package org.trufflecasm.launcher.verb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trufflecasm.capability.CapabilityConfigurationException;
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.launcher.policy.PolicyFile;
import picocli.CommandLine.Option;

/** The options that say how capabilities work, as options of the language. */
final class HostOptions {

    @Option(
            names = "--fs-root",
            paramLabel = "DIR",
            description =
                    "Where the paths of fs.* begin, and beyond what they cannot lead (default: the"
                            + " working directory).")
    private Path fileRoot;

    @Option(
            names = "--net-max-response-bytes",
            paramLabel = "N",
            converter = Choices.Counts.class,
            description = "Bytes that an answer to net.* may have (default: 1 MiB).")
    private Long maxResponseBytes;

    @Option(
            names = "--capability-timeout",
            paramLabel = "MS",
            converter = Choices.Counts.class,
            description = "Milliseconds that one call of a capability may take (default: 30 000).")
    private Long capabilityTimeout;

    @Option(
            names = "--deterministic",
            description =
                    "Let nothing depend on when and where the run happens: time.now counts its"
                            + " calls, random numbers start from 0; crypto.random, net.*, sys.exec"
                            + " and polyglot.* are denied.")
    private boolean deterministic;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "Write a line of JSON to FILE for each decision about a capability call.")
    private Path audit;

    @Option(
            names = "--native-symbols",
            paramLabel = "FILE",
            description =
                    "Offer C functions as capabilities; they must be granted too. A line of FILE is"
                            + " NAME = LIBRARY SYMBOL (TYPE,TYPE)->TYPE with f64, f32, i64, i32 or"
                            + " void; LIBRARY - stands for what Java itself has loaded.")
    private Path nativeSymbols;

    /**
     * The options of the language that follow from these and from a policy file.
     *
     * @throws IllegalArgumentException if one is wrong; the message is for the user
     */
    Map<String, String> ofLanguage(PolicyFile policy) {
        Map<String, String> options = new LinkedHashMap<>();
        String root = fileRoot != null ? fileRoot.toString() : policy.fileRoot();
        if (root != null) {
            if (!Files.isDirectory(Path.of(root))) {
                throw new IllegalArgumentException("the root of files is no folder: " + root);
            }
            options.put("casm.FileRoot", root);
        }
        put(options, "casm.MaxResponseBytes", maxResponseBytes, policy.maxResponseBytes());
        put(options, "casm.CapabilityTimeout", capabilityTimeout, policy.capabilityTimeout());
        if (deterministic || policy.deterministic()) {
            options.put("casm.Deterministic", "true");
        }
        if (audit != null) {
            Path folder = audit.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(audit)) {
                throw new IllegalArgumentException("the audit file cannot be written: " + audit);
            }
            options.put("casm.Audit", audit.toString());
        }
        if (nativeSymbols != null) {
            try {
                CapabilityRegistry.standard().withNativeSymbols(nativeSymbols.toString());
            } catch (CapabilityConfigurationException wrong) {
                throw new IllegalArgumentException(wrong.getMessage(), wrong);
            }
            options.put("casm.NativeSymbols", nativeSymbols.toString());
        }
        if (!policy.scopes().isEmpty()) {
            options.put("casm.Restrict", String.join(",", policy.scopes()));
        }
        return options;
    }

    private static void put(Map<String, String> options, String name, Long given, Long written) {
        Long value = given != null ? given : written;
        if (value != null) {
            options.put(name, value.toString());
        }
    }
}
