package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.format.crush.CrushOpcode;

/** The instructions that ask the host (specification §3.8 and §3.11). */
final class HostRequests {
    private static final Set<String> WRITING = Set.of("append", "push", "arr_set");

    private HostRequests() {}

    static void execute(Step step, Frame frame, Host host) {
        CrushOpcode op = step.opcode();
        switch (op) {
            case CAP_CALL -> {
                List<Object> arguments = frame.pop(Math.max(0, step.number()));
                Object result = call(step.name(), arguments, host);
                if (step.special()) {
                    frame.push(result);
                }
            }
            case PRINT -> host.printText(frame.pop());
            case CALL_HOST -> {
                List<Object> arguments = frame.pop(step.number());
                List<Object> all = new ArrayList<>();
                all.add(step.operands().get("method"));
                all.add(step.operands().get("ic_id"));
                all.addAll(arguments);
                frame.push(call("call_host." + step.operands().get("capsule"), all, host));
            }
            case CALL_INTERFACE -> {
                List<Object> arguments = frame.pop(step.number());
                Object handle = frame.variables.get(step.operands().get("handle"));
                if (handle == null) {
                    throw GuestFailure.uninitialized(step.operands().get("handle"));
                }
                List<Object> all = new ArrayList<>();
                all.add(handle);
                all.addAll(arguments);
                frame.push(call("call_interface." + step.operands().get("method"), all, host));
            }
            case EXEC_LANG -> {
                String capability =
                        "polyglot."
                                + String.valueOf(step.operands().get("lang"))
                                        .toLowerCase(Locale.ROOT);
                if (!host.isGranted(capability)) {
                    throw new GuestFailure(
                            ErrorKind.CapabilityDenied, "capability denied by host: " + capability);
                }
                throw new GaveUp("a block of another language");
            }
            default -> ask(step, frame, host);
        }
    }

    static Object call(String name, List<Object> arguments, Host host) {
        for (Object argument : arguments) {
            Containers.checkRead(argument);
        }
        if (WRITING.contains(name)
                && !arguments.isEmpty()
                && arguments.getFirst() instanceof Container container) {
            container.checkWrite();
        }
        return host.call(name, arguments);
    }

    /** An instruction for an intelligence or a document: a capability that gets the operands. */
    private static void ask(Step step, Frame frame, Host host) {
        String title = step.opcode().title().toLowerCase(Locale.ROOT);
        int split = title.indexOf('_');
        Dictionary operands = new Dictionary();
        step.operands().forEach(operands::put);
        boolean replaces =
                step.opcode() == CrushOpcode.AI_CONTEXT_AWARE
                        || step.opcode() == CrushOpcode.AI_SEMANTIC_MATCH;
        if (replaces) {
            operands.put("input", frame.pop());
        }
        Object result =
                call(
                        title.substring(0, split) + "_native" + "." + title.substring(split + 1),
                        List.of(operands),
                        host);
        switch (step.opcode()) {
            case AI_GOAL_DECL,
                    AI_PROGRESS_UPDATE,
                    AI_KNOWLEDGE_SHARE,
                    AI_CAPABILITY_DISCOVERY,
                    AI_ADAPTATION_REQUEST -> {}
            case AI_SEMANTIC_SWITCH ->
                    throw new GaveUp("a switch that the host decides: " + result);
            default -> frame.push(result);
        }
    }
}
