package org.trufflecasm.launcher.report;

import java.util.List;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.error.ErrorKind;

/** What a user can do about a failure. */
public final class Hints {
    private static final String NOT_DECLARED = "capability not declared in manifest: ";
    private static final String DENIED = "capability denied by host: ";
    private static final String UNKNOWN = "unknown capability: ";

    private final List<String> grants;
    private final List<String> denials;
    private final List<String> policyDenials;
    private final List<String> capabilities;

    /**
     * @param grants what the user granted, on the command line or in a policy file
     * @param denials what the user denied on the command line
     * @param policyDenials what the policy file denies
     * @param capabilities the names of all registered capabilities
     */
    public Hints(
            List<String> grants,
            List<String> denials,
            List<String> policyDenials,
            List<String> capabilities) {
        this.grants = List.copyOf(grants);
        this.denials = List.copyOf(denials);
        this.policyDenials = List.copyOf(policyDenials);
        this.capabilities = List.copyOf(capabilities);
    }

    /** The failure with its hint, if there is one for it. */
    public Diagnostic addTo(Diagnostic diagnostic) {
        if (diagnostic.hint() != null || diagnostic.code() == Diagnostic.Code.IO) {
            return diagnostic;
        }
        return diagnostic.withHint(
                hint(ErrorKind.valueOf(diagnostic.kind()), diagnostic.message()));
    }

    private String hint(ErrorKind kind, String message) {
        return switch (kind) {
            case CapabilityDenied -> denied(message);
            case UnknownCapability -> unknown(message);
            case StepQuota -> quota("--max-steps", "max_steps");
            case StackQuota -> quota("--max-stack", "max_stack");
            case OutputQuota -> quota("--max-output", "max_output");
            case CallDepthQuota ->
                    message.contains("(")
                            ? quota("--max-call-depth", "max_call_depth")
                            : "the capsule calls without end, or deeper than the stack of this"
                                    + " host";
            case MemoryQuota ->
                    message.contains("(")
                            ? quota("--max-memory", "max_memory")
                            : "give the process more memory with --vm.Xmx, for example --vm.Xmx4g";
            case VersionMismatch -> "capsules of the versions 0.x and 1.x load";
            case CapabilityTimeout, Timeout -> "the work took longer than the host allows";
            default -> null;
        };
    }

    private String denied(String message) {
        if (message.startsWith(NOT_DECLARED)) {
            return "the capsule's manifest must list \""
                    + message.substring(NOT_DECLARED.length())
                    + "\" under permissions; a grant is not enough";
        }
        if (message.startsWith(DENIED)) {
            String name = message.substring(DENIED.length());
            if (isDenied(denials, name)) {
                return "it is denied with --deny, which beats every grant";
            }
            if (isDenied(policyDenials, name)) {
                return "the policy file denies it, which beats every grant, also those of the"
                        + " command line";
            }
            if (GrantPolicy.of(grants, List.of()).allows(name)) {
                return "it is granted, but a deterministic run must do without it";
            }
            return "add --grant " + name + (grants.isEmpty() ? "" : " to what is granted already");
        }
        return null;
    }

    private static boolean isDenied(List<String> denials, String name) {
        return !GrantPolicy.NONE.grant(List.of("*")).deny(denials).allows(name);
    }

    private String unknown(String message) {
        if (!message.startsWith(UNKNOWN)) {
            return null;
        }
        return Nearest.to(message.substring(UNKNOWN.length()), capabilities)
                .map(name -> "this host has no such capability; the nearest is " + name)
                .orElse("this host has no such capability");
    }

    private static String quota(String option, String field) {
        return "raise the limit with "
                + option
                + " N (0 = none); a manifest's "
                + field
                + " can only lower it";
    }
}
