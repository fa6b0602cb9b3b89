package org.trufflecasm.compile;

import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.nodes.CoreRootNodeGen;
import org.trufflecasm.nodes.FieldKey;

/**
 * The operations that loops run hot: each has an operation of its own in the bytecode, and differs
 * from the others only in the names of the generated builder's methods.
 */
final class HotOperations {
    private HotOperations() {}

    /**
     * Emits an operation, if it is one of these.
     *
     * @param instruction the instruction it comes from
     * @param operands emits its operands
     * @return whether it is one of these
     */
    static boolean emit(
            CoreRootNodeGen.Builder builder, Op op, Instruction instruction, Runnable operands) {
        switch (op) {
            case ADD -> {
                builder.beginAdd();
                operands.run();
                builder.endAdd();
            }
            case SUB -> {
                builder.beginSub();
                operands.run();
                builder.endSub();
            }
            case MUL -> {
                builder.beginMul();
                operands.run();
                builder.endMul();
            }
            case DIV -> {
                builder.beginDiv();
                operands.run();
                builder.endDiv();
            }
            case MOD -> {
                builder.beginMod();
                operands.run();
                builder.endMod();
            }
            case NEG -> {
                builder.beginNeg();
                operands.run();
                builder.endNeg();
            }
            case EQ -> {
                builder.beginEq();
                operands.run();
                builder.endEq();
            }
            case NE -> {
                builder.beginNe();
                operands.run();
                builder.endNe();
            }
            case LT -> {
                builder.beginLt();
                operands.run();
                builder.endLt();
            }
            case LE -> {
                builder.beginLe();
                operands.run();
                builder.endLe();
            }
            case GT -> {
                builder.beginGt();
                operands.run();
                builder.endGt();
            }
            case GE -> {
                builder.beginGe();
                operands.run();
                builder.endGe();
            }
            case AND -> {
                builder.beginAnd();
                operands.run();
                builder.endAnd();
            }
            case OR -> {
                builder.beginOr();
                operands.run();
                builder.endOr();
            }
            case NOT -> {
                builder.beginNot();
                operands.run();
                builder.endNot();
            }
            case BIT_AND -> {
                builder.beginBitAnd();
                operands.run();
                builder.endBitAnd();
            }
            case BIT_OR -> {
                builder.beginBitOr();
                operands.run();
                builder.endBitOr();
            }
            case BIT_XOR -> {
                builder.beginBitXor();
                operands.run();
                builder.endBitXor();
            }
            case BIT_NOT -> {
                builder.beginBitNot();
                operands.run();
                builder.endBitNot();
            }
            case SHL -> {
                builder.beginShl();
                operands.run();
                builder.endShl();
            }
            case SHR -> {
                builder.beginShr();
                operands.run();
                builder.endShr();
            }
            case ARR_GET -> {
                builder.beginArrGet();
                operands.run();
                builder.endArrGet();
            }
            case ARR_SET -> {
                builder.beginArrSet();
                operands.run();
                builder.endArrSet();
            }
            case ARR_LEN -> {
                builder.beginArrLen();
                operands.run();
                builder.endArrLen();
            }
            case ARR_PUSH -> {
                builder.beginArrPush();
                operands.run();
                builder.endArrPush();
            }
            case GET_FIELD -> {
                builder.beginGetField(FieldKey.of(instruction.name()));
                operands.run();
                builder.endGetField();
            }
            case SET_FIELD -> {
                builder.beginSetField(FieldKey.of(instruction.name()));
                operands.run();
                builder.endSetField();
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
