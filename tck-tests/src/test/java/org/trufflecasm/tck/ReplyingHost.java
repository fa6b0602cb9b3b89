package org.trufflecasm.tck;

import java.util.Arrays;
import java.util.List;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityCall;
import org.trufflecasm.capability.spi.CapabilityProvider;

/**
 * Offers to tests what a host with an intelligence, a document and other capsules would: each
 * capability gives its name and arguments as text. Found as a service; nothing is granted by
 * default.
 */
public final class ReplyingHost implements CapabilityProvider {

    /** For the service loader. */
    public ReplyingHost() {}

    private record Reply(String name, boolean returnsValue) implements Capability {
        @Override
        public int arity() {
            return -1;
        }

        @Override
        public Object call(CapabilityCall call, Object[] arguments) {
            String choice = arguments.length > 0 ? cases(arguments[0]) : null;
            return choice != null ? choice : name + Arrays.toString(arguments);
        }

        /** A semantic switch is answered with the last concept. */
        private static String cases(Object argument) {
            return argument instanceof java.util.Map<?, ?> map
                            && map.get("cases") instanceof List<?> concepts
                            && !concepts.isEmpty()
                    ? String.valueOf(concepts.getLast())
                    : null;
        }
    }

    @Override
    public List<Capability> capabilities() {
        if (TestHosts.areHidden()) {
            return List.of();
        }
        return List.of(
                new Reply("ai_native.query", true),
                new Reply("ai_native.context_aware", true),
                new Reply("ai_native.goal_decl", true),
                new Reply("ai_native.progress_update", false),
                new Reply("ai_native.learning_loop", false),
                new Reply("ai_native.semantic_switch", true),
                new Reply("dom_native.mutate", true),
                new Reply("call_host.weather", true),
                new Reply("call_interface.draw", true));
    }
}
