package org.trufflecasm.format.crush;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/** Instructions that are requests to the host in disguise (specification §3.11). */
public final class HostRequests {
    private HostRequests() {}

    /**
     * A request with the instruction's operands as a map.
     *
     * @param opcode one of {@code ai_…} or {@code dom_…}
     * @param operands its operands by key; an absent one is missing
     */
    public static Instruction ofOperands(CrushOpcode opcode, Map<String, Object> operands) {
        boolean input =
                switch (opcode) {
                    case AI_CONTEXT_AWARE, AI_SEMANTIC_MATCH -> true;
                    default -> false;
                };
        boolean result =
                switch (opcode) {
                    case AI_GOAL_DECL,
                            AI_PROGRESS_UPDATE,
                            AI_KNOWLEDGE_SHARE,
                            AI_CAPABILITY_DISCOVERY,
                            AI_ADAPTATION_REQUEST ->
                            false;
                    default -> true;
                };
        return new Instruction(
                Op.HOST_REQUEST,
                input ? 1 : 0,
                result ? 1 : 0,
                HostRequest.of(capability(opcode), constant(operands), input));
    }

    /** {@code ai_native.query} for {@code ai_query}. */
    public static String capability(CrushOpcode opcode) {
        String title = opcode.title().toLowerCase(Locale.ROOT);
        int prefix = title.indexOf('_');
        return title.substring(0, prefix)
                + "_native"
                + title.substring(prefix).replaceFirst("_", ".");
    }

    /** A value that was read, as a constant. Recursion is bounded by the nesting of a capsule. */
    static Object constant(Object value) {
        return switch (value) {
            case RawValue.Shape none -> HostRequest.Null.NULL;
            case RawValue.WideInteger wide ->
                    wide.nearest() == 0 ? (Object) 0L : (Object) wide.nearest();
            case List<?> list -> {
                List<Object> constants = new ArrayList<>(list.size());
                list.forEach(element -> constants.add(constant(element)));
                yield Collections.unmodifiableList(constants);
            }
            case Map<?, ?> map -> {
                Map<String, Object> constants = new LinkedHashMap<>();
                map.forEach((key, element) -> constants.put((String) key, constant(element)));
                yield Collections.unmodifiableMap(constants);
            }
            default -> value;
        };
    }
}
