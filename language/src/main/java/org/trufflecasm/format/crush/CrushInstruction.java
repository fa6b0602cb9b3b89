package org.trufflecasm.format.crush;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.trufflecasm.core.SourcePosition;

/**
 * One instruction as the file has it, its opcode and operands not yet checked.
 *
 * @param op the opcode's name as it is spelled
 * @param operands the operands by key, flat and nested ones joined: {@code Long}, {@code Double},
 *     {@code Boolean}, {@code String}, {@link RawValue}, or {@code List}, {@code Map} by key of
 *     those
 * @param position original position, its own or that of the instruction before; null if there is
 *     none
 * @param offset where it begins in the file; see {@link CapsuleOrigin}
 */
public record CrushInstruction(
        String op, Map<String, Object> operands, SourcePosition position, int offset) {

    /** The value of an operand, under its own key or an alias; null if it is absent or null. */
    Object operand(CrushOperand operand) {
        Object value = operands.get(operand.name());
        if (isAbsent(value)) {
            value = null;
            for (int i = 0; value == null && i < operand.aliases().size(); i++) {
                Object other = operands.get(operand.aliases().get(i));
                value = isAbsent(other) ? null : other;
            }
        }
        return value;
    }

    /** Whether {@code key} is an operand of the opcode that must be an integer. */
    boolean isInteger(String key) {
        return CrushOpcode.byJsonName(op).stream()
                .flatMap(opcode -> opcode.operands().stream())
                .filter(operand -> operand.keys().anyMatch(key::equals))
                .anyMatch(operand -> operand.kind() != CrushOperand.Kind.NUMBER);
    }

    /** The operands by key; as they were written where that counts. */
    Map<String, Object> orderedOperands() {
        boolean keepsOrder =
                CrushOpcode.byJsonName(op).filter(CrushOpcode::keepsAllKeys).isPresent();
        return keepsOrder ? operands : new TreeMap<>(operands);
    }

    /** The operands that are there, in the order in which they were written. */
    Map<String, Object> presentOperands() {
        Map<String, Object> present = new LinkedHashMap<>(operands);
        present.values().removeIf(CrushInstruction::isAbsent);
        return present;
    }

    private static boolean isAbsent(Object value) {
        return value == null || value == RawValue.Shape.NULL;
    }
}
