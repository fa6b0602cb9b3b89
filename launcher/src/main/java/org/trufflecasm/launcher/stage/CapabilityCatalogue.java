package org.trufflecasm.launcher.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.KnownCapabilities;
import org.trufflecasm.capability.KnownCapabilities.Signature;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.launcher.report.JsonLines;

/** Every capability that the specification describes or the host offers. */
public final class CapabilityCatalogue {
    private final CapabilityRegistry registry;
    private final GrantPolicy policy;

    /**
     * @param registry what the host has
     * @param policy what it allows
     */
    public CapabilityCatalogue(CapabilityRegistry registry, GrantPolicy policy) {
        this.registry = registry;
        this.policy = policy;
    }

    /** One capability, as it is shown. */
    private record Entry(
            String name,
            List<String> aliases,
            String arguments,
            String result,
            String scope,
            boolean allowed,
            boolean offered,
            String summary) {}

    private List<Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Signature signature : KnownCapabilities.all()) {
            entries.put(signature.name(), entry(signature));
        }
        for (String name : registry.names()) {
            entries.computeIfAbsent(name, this::entryOfProvider);
        }
        return List.copyOf(entries.values());
    }

    private Entry entry(Signature signature) {
        return new Entry(
                signature.name(),
                aliases(signature.name()),
                signature.parameters().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", ")),
                signature.result(),
                signature.scope().shown(),
                policy.allows(signature.name()) || CapabilityNames.isIntrinsic(signature.name()),
                registry.find(signature.name()) != null,
                signature.summary());
    }

    private Entry entryOfProvider(String name) {
        HostFunction function = registry.find(name);
        return new Entry(
                name,
                aliases(name),
                function.shownArity() + " argument(s)",
                function.returnsValue() ? "any" : "null",
                "",
                policy.allows(name),
                true,
                "of a provider");
    }

    private static List<String> aliases(String name) {
        return CapabilityNames.aliases().entrySet().stream()
                .filter(alias -> alias.getValue().equals(name))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A table, a line for each. */
    public List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("CAPABILITY", "RESULT", "SCOPE", "WITHOUT A GRANT", "WHAT IT DOES"));
        for (Entry entry : entries()) {
            rows.add(
                    List.of(
                            entry.name + "(" + entry.arguments + ")",
                            entry.result,
                            entry.scope.isEmpty() ? "-" : entry.scope,
                            entry.allowed ? "allowed" : "refused",
                            entry.summary
                                    + (entry.aliases.isEmpty()
                                            ? ""
                                            : "; also " + String.join(", ", entry.aliases))
                                    + (entry.offered ? "" : " (not offered by this host)")));
        }
        return TextTable.lines(rows);
    }

    /** For tools: a line of JSON for each. */
    public List<String> json() {
        return entries().stream()
                .map(
                        entry -> {
                            Map<String, Object> shown = new LinkedHashMap<>();
                            shown.put("capability", entry.name);
                            shown.put("aliases", entry.aliases);
                            shown.put("arguments", entry.arguments);
                            shown.put("result", entry.result);
                            shown.put("scope", entry.scope.isEmpty() ? null : entry.scope);
                            shown.put("allowed", entry.allowed);
                            shown.put("offered", entry.offered);
                            shown.put("summary", entry.summary);
                            return JsonLines.object(shown);
                        })
                .toList();
    }
}
