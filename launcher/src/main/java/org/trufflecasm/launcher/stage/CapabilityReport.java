package org.trufflecasm.launcher.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.capability.CapabilityResolver;
import org.trufflecasm.capability.Decision;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.launcher.report.JsonLines;

/**
 * What a capsule asks for, what its code can reach, and what a host with a given policy would
 * allow.
 */
public final class CapabilityReport {
    private static final int NAMED_FUNCTIONS = 3;

    private final Manifest manifest;
    private final Map<String, CapabilityUses.Use> uses;
    private final Map<String, List<String>> spellings;
    private final GrantPolicy policy;
    private final CapabilityRegistry registry;

    /** One line of the table. */
    private record Row(String name, String manifest, String code, String host) {}

    /**
     * @param program the capsule
     * @param policy what the host would allow
     * @param registry what the host has
     */
    public CapabilityReport(Program program, GrantPolicy policy, CapabilityRegistry registry) {
        this.manifest = program.manifest();
        this.uses = CapabilityUses.of(program, program.entry()).byName();
        this.spellings =
                uses.keySet().stream().collect(Collectors.groupingBy(CapabilityNames::canonical));
        this.policy = policy;
        this.registry = registry;
    }

    /** The table and the remarks below it, line by line. */
    public List<String> lines() {
        List<Row> rows = rows();
        if (rows.isEmpty()) {
            return List.of("The manifest asks for no capability, and the code calls none.");
        }
        List<String> lines = new ArrayList<>(table(rows));
        List<String> unused = unusedRequests();
        if (!unused.isEmpty()) {
            lines.add("");
            lines.add("Asked for but never used: " + String.join(", ", unused) + ".");
        }
        List<String> refused = refusedCalls();
        lines.add("");
        lines.add(
                refused.isEmpty()
                        ? "This host would allow every call that the code can reach."
                        : "This host would refuse calls of: " + String.join(", ", refused) + ".");
        lines.add("");
        lines.add("The least manifest: " + JsonLines.manifest(leastPermissions()));
        return lines;
    }

    /**
     * The shortest list of permissions with which every call that the code can reach is asked for.
     * Scopes that the manifest sets for them are kept.
     */
    public List<String> leastPermissions() {
        Set<String> least = new TreeSet<>();
        for (String name : uses.keySet()) {
            if (isReached(name) && mustAsk(name)) {
                String canonical = CapabilityNames.canonical(name);
                List<String> scopes = manifest.permissions().getOrDefault(canonical, List.of());
                if (scopes.isEmpty()) {
                    least.add(canonical);
                }
                scopes.forEach(scope -> least.add(canonical + ":" + scope));
            }
        }
        return List.copyOf(least);
    }

    /** The same as {@link #lines()} for tools, as one line of JSON. */
    public String json() {
        return JsonLines.capabilities(
                rows().stream()
                        .map(
                                row -> {
                                    Map<String, Object> shown = new LinkedHashMap<>();
                                    shown.put("capability", row.name());
                                    shown.put(
                                            "asked",
                                            manifest.permissions().containsKey(row.name()));
                                    shown.put(
                                            "scopes",
                                            manifest.permissions()
                                                    .getOrDefault(row.name(), List.of()));
                                    shown.put(
                                            "functions",
                                            uses.containsKey(row.name())
                                                    ? List.copyOf(uses.get(row.name()).functions())
                                                    : List.of());
                                    shown.put("covers", List.copyOf(reachedNames(row.name())));
                                    shown.put("host", row.host());
                                    return shown;
                                })
                        .toList(),
                unusedRequests(),
                refusedCalls(),
                leastPermissions());
    }

    private List<Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        manifest.permissions()
                .forEach(
                        (name, scopes) ->
                                rows.put(
                                        name,
                                        new Row(
                                                name,
                                                scopes.isEmpty()
                                                        ? "asks"
                                                        : "asks, only for "
                                                                + String.join(", ", scopes),
                                                isPattern(name)
                                                        ? usesOf(name)
                                                        : code(uses.get(name)),
                                                isPattern(name) ? "-" : host(name))));
        uses.forEach(
                (name, use) ->
                        rows.computeIfAbsent(
                                name,
                                absent -> new Row(name, covered(name), code(use), host(name))));
        return List.copyOf(rows.values());
    }

    private static boolean isPattern(String permission) {
        return permission.endsWith("*");
    }

    private String covered(String name) {
        if (!mustAsk(name)) {
            return "need not ask";
        }
        return CapabilityResolver.isRequested(name, manifest)
                ? "asks by another name"
                : "does not ask";
    }

    private String usesOf(String pattern) {
        Set<String> names = reachedNames(pattern);
        return names.isEmpty() ? "never called" : "calls " + String.join(", ", names);
    }

    /** The reached capabilities that a permission is about. */
    private Set<String> reachedNames(String permission) {
        Set<String> names = new TreeSet<>();
        if (isPattern(permission)) {
            Manifest alone = new Manifest(Map.of(permission, List.of()), Map.of(), Map.of());
            uses.keySet().stream()
                    .filter(name -> !CapabilityNames.isIntrinsic(name) && isReached(name))
                    .filter(name -> CapabilityResolver.isRequested(name, alone))
                    .forEach(names::add);
        } else {
            spellings.getOrDefault(CapabilityNames.canonical(permission), List.of()).stream()
                    .filter(this::isReached)
                    .forEach(names::add);
        }
        return names;
    }

    private boolean mustAsk(String name) {
        return !CapabilityNames.isIntrinsic(name) && !isForBlocks(name);
    }

    private boolean isForBlocks(String name) {
        return uses.containsKey(name) && uses.get(name).isForBlocks();
    }

    private boolean isReached(String name) {
        return uses.containsKey(name) && !uses.get(name).functions().isEmpty();
    }

    private static String code(CapabilityUses.Use use) {
        if (use == null) {
            return "never called";
        }
        List<String> functions = List.copyOf(use.functions());
        if (functions.isEmpty()) {
            return "only in code that never runs";
        }
        int more = functions.size() - NAMED_FUNCTIONS;
        return "called in "
                + (more > 0
                        ? String.join(", ", functions.subList(0, NAMED_FUNCTIONS))
                                + " and "
                                + more
                                + " more"
                        : String.join(", ", functions));
    }

    private String host(String name) {
        if (decide(name) instanceof Decision.Refused(ErrorKind kind, String message)) {
            if (!isForBlocks(name) && !CapabilityResolver.isRequested(name, manifest)) {
                return "refuses, the manifest does not ask";
            }
            if (!policy.allows(name)) {
                return "denies, unless granted: --grant " + name;
            }
            return kind == ErrorKind.UnknownCapability ? "does not have it" : "refuses: " + message;
        }
        return "allows";
    }

    /** The decision for all reached calls: the first refusal, if there is one. */
    private Decision decide(String name) {
        Decision decision = CapabilityResolver.access(name, manifest, policy, registry);
        CapabilityUses.Use use = uses.get(name);
        if (use == null) {
            return decision;
        }
        if (use.isForBlocks()) {
            return policy.allows(name)
                    ? new Decision.Allowed(null)
                    : new Decision.Refused(
                            ErrorKind.CapabilityDenied, "capability denied by host: " + name);
        }
        for (int count : use.argumentCounts()) {
            decision = CapabilityResolver.resolve(name, count, manifest, policy, registry);
            if (decision instanceof Decision.Refused) {
                return decision;
            }
        }
        return decision;
    }

    private List<String> unusedRequests() {
        return manifest.permissions().keySet().stream()
                .filter(permission -> reachedNames(permission).isEmpty())
                .toList();
    }

    private List<String> refusedCalls() {
        return uses.keySet().stream()
                .filter(name -> isReached(name) && decide(name) instanceof Decision.Refused)
                .toList();
    }

    private static List<String> table(List<Row> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of("CAPABILITY", "MANIFEST", "CODE", "HOST"));
        rows.forEach(row -> all.add(List.of(row.name, row.manifest, row.code, row.host)));
        return TextTable.lines(all);
    }
}
