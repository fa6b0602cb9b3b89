package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;

/**
 * Reads the instructions of one body, each of which may inherit its position from the one before.
 */
final class InstructionReader {
    /** What is said about the form of one old book page, which no tool reads. */
    static final String BOOK_FORM =
            "the form with 'opcode' and 'arg' under top-level 'instructions' is not supported; a"
                    + " capsule has 'functions', and an instruction has 'op'";

    /** The key of an instruction's own language, which is never an operand. */
    private static final String LANGUAGE = "instr_lang";

    private final CapsuleCursor cursor;
    private final Map<String, Object> operands = new LinkedHashMap<>();
    private final Map<String, Object> nested = new LinkedHashMap<>();

    private SourcePosition position;

    /** Whether keys count that are no operand of any other instruction. */
    private boolean keepsAll;

    /** Whether there are such keys among those read. */
    private boolean keptOthers;

    InstructionReader(CapsuleCursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Reads the instruction at which the cursor stands and goes to its last token.
     *
     * @param index its index in the body
     * @throws Misshapen if it is not an object with a name in {@code op} and an object in {@code
     *     args}
     */
    CrushInstruction read(int index) {
        int offset = cursor.offset();
        if (cursor.token() != JsonToken.START_OBJECT) {
            throw new Misshapen(
                    ErrorKind.LoadError, "an instruction must be an object", index, offset);
        }
        operands.clear();
        nested.clear();
        Object op = RawValue.Shape.NULL;
        keepsAll = true; // as long as the opcode is not known
        keptOthers = false;
        boolean argsMisshapen = false;
        boolean bookForm = false;
        for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
            switch (key) {
                case "op" -> {
                    op = cursor.value();
                    keepsAll = keepsAll(op);
                }
                case "args" -> argsMisshapen = !readArgs();
                case "meta" -> readMeta();
                case "opcode" -> {
                    bookForm = true;
                    cursor.skip();
                }
                default -> readOperand(key, operands);
            }
        }
        if (!(op instanceof String name)) {
            throw opProblem(op, bookForm, index, offset);
        }
        if (argsMisshapen) {
            throw new Misshapen(ErrorKind.LoadError, "'args' must be an object", index, offset);
        }
        operands.putAll(nested);
        if (!keepsAll && keptOthers) {
            operands.keySet().removeIf(key -> !CrushOpcode.isOperandKey(key));
        }
        return new CrushInstruction(
                name, keepsAll ? ordered(operands) : compact(operands), position, offset);
    }

    private static Misshapen opProblem(Object op, boolean bookForm, int index, int offset) {
        if (op != RawValue.Shape.NULL) {
            return new Misshapen(ErrorKind.LoadError, "'op' must be a string", index, offset);
        }
        return bookForm
                ? new Misshapen(ErrorKind.ParseError, BOOK_FORM, index, offset)
                : new Misshapen(ErrorKind.MissingField, "missing field 'op'", index, offset);
    }

    /** Reads the nested operands; returns whether their shape is right. */
    private boolean readArgs() {
        nested.clear();
        if (cursor.token() != JsonToken.START_OBJECT) {
            boolean isNull = cursor.token() == JsonToken.VALUE_NULL;
            cursor.skip();
            return isNull;
        }
        for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
            readOperand(key, nested);
        }
        return true;
    }

    private static boolean keepsAll(Object op) {
        return op instanceof String name
                && CrushOpcode.byJsonName(name).filter(CrushOpcode::keepsAllKeys).isPresent();
    }

    private void readOperand(String key, Map<String, Object> target) {
        boolean isOperand = CrushOpcode.isOperandKey(key);
        if (isOperand || (keepsAll && !key.equals(LANGUAGE))) {
            keptOthers |= !isOperand;
            target.put(cursor.pooled(key), cursor.value());
        } else {
            cursor.skip();
        }
    }

    /** Sets the position if the meta data gives one; whatever else it holds is ignored. */
    private void readMeta() {
        if (cursor.token() != JsonToken.START_OBJECT) {
            cursor.skip();
            return;
        }
        String file = null;
        int line = 0;
        int column = 0;
        int col = 0;
        for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
            switch (key) {
                case "file" ->
                        file =
                                cursor.value() instanceof String name && !name.isEmpty()
                                        ? name
                                        : null;
                case "line" -> line = ordinal(cursor.value());
                case "column" -> column = ordinal(cursor.value());
                case "col" -> col = ordinal(cursor.value());
                default -> cursor.skip();
            }
        }
        if (file != null || line > 0) {
            column = column > 0 ? column : col;
            SourcePosition own = new SourcePosition(file, line, line > 0 ? column : 0);
            position = own.equals(position) ? position : own;
        }
    }

    private static int ordinal(Object value) {
        return value instanceof Long number && number > 0 && number <= Integer.MAX_VALUE
                ? number.intValue()
                : 0;
    }

    private static Map<String, Object> ordered(Map<String, Object> operands) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(operands));
    }

    private Map<String, Object> compact(Map<String, Object> operands) {
        if (operands.size() == 1) {
            Map.Entry<String, Object> only = operands.entrySet().iterator().next();
            return cursor.pooled(only.getKey(), only.getValue());
        }
        return Map.copyOf(operands);
    }
}
