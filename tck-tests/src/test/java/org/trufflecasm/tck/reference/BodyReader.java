package org.trufflecasm.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.format.crush.CrushOperand;

/** Reads one body, and finds what its instructions mean together (specification §3.6 to §3.8). */
final class BodyReader {
    private static final Set<String> RESERVED = Set.of("op", "args", "meta", "instr_lang");

    private final List<JsonNode> body = new ArrayList<>();
    private final List<CrushOpcode> opcodes = new ArrayList<>();
    private final List<Map<String, JsonNode>> operands = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final Set<CrushOpcode> present = EnumSet.noneOf(CrushOpcode.class);
    private final CapabilitySignatures signatures;
    private final boolean appends;

    BodyReader(JsonNode instructions, CapabilitySignatures signatures) {
        this.signatures = signatures;
        for (JsonNode instruction : instructions) {
            CrushOpcode opcode =
                    CrushOpcode.byJsonName(instruction.get("op").asText()).orElseThrow();
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            instruction.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            RESERVED.forEach(fields::remove);
            instruction
                    .path("args")
                    .properties()
                    .forEach(field -> fields.put(field.getKey(), field.getValue()));
            if (opcode == CrushOpcode.LABEL) {
                labels.put(fields.get("name").asText(), body.size());
            }
            body.add(instruction);
            opcodes.add(opcode);
            present.add(opcode);
            operands.add(fields);
        }
        appends = appends();
    }

    Routine read(String name, List<String> params) {
        List<Step> code = new ArrayList<>();
        SourcePosition position = null;
        for (int i = 0; i < body.size(); i++) {
            SourcePosition own = position(body.get(i).path("meta"));
            position = own == null ? position : own;
            code.add(step(i, position));
        }
        Set<String> variables = new HashSet<>(params);
        for (Step step : code) {
            if (step.opcode() == CrushOpcode.LOAD || step.opcode() == CrushOpcode.STORE) {
                variables.add(step.name());
            }
        }
        return new Routine(name, params, prologue(params, code), variables, code, 0);
    }

    /** The names that the first instructions store to, if these are exactly the parameters. */
    private static List<String> prologue(List<String> params, List<Step> code) {
        List<String> stored = new ArrayList<>();
        for (Step step : code) {
            if (stored.size() == params.size() || step.opcode() != CrushOpcode.STORE) {
                break;
            }
            stored.add(step.name());
        }
        List<String> missing = new ArrayList<>(params);
        stored.forEach(missing::remove);
        return missing.isEmpty() ? stored : List.of();
    }

    private Step step(int index, SourcePosition position) {
        CrushOpcode opcode = opcodes.get(index);
        Object value = null;
        int number = -1;
        List<String> captures = List.of();
        for (CrushOperand operand : opcode.operands()) {
            JsonNode node = operand(index, operand);
            if (node == null) {
                continue;
            }
            switch (operand.kind()) {
                case INTEGER -> value = node.asLong();
                case NUMBER -> value = number(node);
                case STRING, NAME -> value = value == null ? node.asText() : value;
                case BOOLEAN -> value = node.asBoolean();
                case NAMES -> {
                    captures = new ArrayList<>();
                    for (JsonNode name : node) {
                        captures.add(name.asText());
                    }
                }
                case TARGET -> number = target(node);
                case COUNT, SIZE -> number = (int) Math.min(node.asLong(), Integer.MAX_VALUE);
                default -> {}
            }
        }
        return new Step(
                opcode,
                value,
                number,
                captures,
                asValues(operands.get(index)),
                opcode == CrushOpcode.AI_SEMANTIC_SWITCH ? cases(index) : List.of(),
                isSpecial(index),
                position);
    }

    /** The zero with a sign is a float here; everywhere else it is an int. */
    private static double number(JsonNode node) {
        return node.asDouble();
    }

    private JsonNode operand(int index, CrushOperand operand) {
        return operand.keys()
                .map(operands.get(index)::get)
                .filter(node -> !CapsuleReader.isAbsent(node))
                .findFirst()
                .orElse(null);
    }

    private int target(JsonNode node) {
        return node.isTextual() ? labels.get(node.asText()) : node.asInt();
    }

    private List<Integer> cases(int index) {
        List<Integer> targets = new ArrayList<>();
        JsonNode cases = operands.get(index).get("cases");
        if (cases != null) {
            cases.forEach(one -> targets.add(target(one.get("target_pc"))));
        }
        JsonNode fallback = operands.get(index).get("fallback_target");
        targets.add(CapsuleReader.isAbsent(fallback) ? index + 1 : target(fallback));
        return targets;
    }

    private static Map<String, Object> asValues(Map<String, JsonNode> fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, node) -> values.put(name, asValue(node)));
        return values;
    }

    private static Object asValue(JsonNode node) {
        if (node.isArray()) {
            Sequence array = new Sequence(Sequence.Kind.ARRAY);
            node.forEach(element -> array.add(asValue(element)));
            return array;
        }
        if (node.isObject()) {
            Dictionary map = new Dictionary();
            node.properties().forEach(field -> map.put(field.getKey(), asValue(field.getValue())));
            return map;
        }
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isTextual() ? node.asText() : Nil.NIL;
    }

    private boolean isSpecial(int index) {
        CrushOpcode opcode = opcodes.get(index);
        return switch (opcode) {
            case NEW_ARRAY -> present.contains(CrushOpcode.ARRAY_PUSH);
            case NEW_TUPLE -> present.contains(CrushOpcode.TUPLE_PUSH);
            case NEW_LIST -> present.contains(CrushOpcode.LIST_PUSH);
            case NEW_VECTOR -> present.contains(CrushOpcode.VECTOR_PUSH);
            case NEW_SET -> present.contains(CrushOpcode.SET_PUSH);
            case TUPLE_PUSH, LIST_PUSH, VECTOR_PUSH, SET_PUSH -> appends;
            case CALL, CAP_CALL -> {
                CrushOperand name = opcode.operands().getFirst();
                yield signatures.returnsValue(operand(index, name).asText())
                        || takesValue(index + 1);
            }
            default -> false;
        };
    }

    private boolean appends() {
        for (int i = 1; i < opcodes.size(); i++) {
            if (opcodes.get(i) == CrushOpcode.DUP) {
                switch (opcodes.get(i - 1)) {
                    case NEW_TUPLE, NEW_LIST, NEW_VECTOR, NEW_SET -> {
                        return true;
                    }
                    default -> {}
                }
            }
        }
        return false;
    }

    /** Whether the next instruction that does something takes one value to do something with it. */
    private boolean takesValue(int start) {
        int index = start;
        Set<Integer> seen = new HashSet<>();
        while (index < opcodes.size() && seen.add(index)) {
            switch (opcodes.get(index)) {
                case NOP, LABEL -> index++;
                case JMP, BREAK, CONTINUE ->
                        index = target(operand(index, CrushOpcode.JMP.operands().getFirst()));
                case POP, STORE, DUP, EXPORT_VAR -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    /** The position that an instruction's own meta data give; null if they give none. */
    private static SourcePosition position(JsonNode meta) {
        JsonNode name = meta.path("file");
        String file = name.isTextual() && !name.asText().isEmpty() ? name.asText() : null;
        int line = ordinal(meta.path("line"));
        if (file == null && line == 0) {
            return null;
        }
        int column = ordinal(meta.path("column"));
        column = column > 0 ? column : ordinal(meta.path("col"));
        return new SourcePosition(file, line, line > 0 ? column : 0);
    }

    private static int ordinal(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() ? Math.max(0, node.asInt()) : 0;
    }
}
