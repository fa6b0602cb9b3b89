package org.trufflecasm.format.crush.cvm1;

import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.format.crush.CrushOpcode;

/**
 * One instruction of a {@link Cvm1Program}, checked. Which components count says {@link
 * CrushOpcode#cvm1Operand()}.
 *
 * @param opcode what it does
 * @param offset where it begins, in bytes from the start of the code
 * @param constant a {@code Long} for {@code INTEGER}, a {@code Double} for {@code FLOAT}, a {@code
 *     String} for {@code STRING}, {@code FUNCTION} and {@code CAPABILITY}; null for the others
 * @param number the slot for {@code SLOT} and the count for {@code COUNT} (0 to 65535), the count
 *     of arguments for {@code CAPABILITY} (0 to 255), for {@code ADDRESS} the index of the
 *     instruction, or the count of instructions for the end of the code; 0 for the others
 * @param position where it comes from; null if that is not known. See {@link
 *     Cvm1Program#ownLines()}
 */
public record Cvm1Instruction(
        CrushOpcode opcode, int offset, Object constant, int number, SourcePosition position) {

    /** The constant, which must be a string. */
    public String text() {
        return (String) constant;
    }

    /** How many bytes it takes. */
    public int size() {
        return 1 + opcode.cvm1Operand().size();
    }
}
