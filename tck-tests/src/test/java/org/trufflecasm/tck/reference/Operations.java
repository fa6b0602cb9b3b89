package org.trufflecasm.tck.reference;

import org.trufflecasm.format.crush.CrushOpcode;

/** The instructions that work on the operand stack only (specification §3.1, §3.3 and §3.6). */
final class Operations {
    private Operations() {}

    /**
     * Executes an instruction.
     *
     * @return whether it is one of these
     */
    static boolean execute(Step step, Frame frame, Task task) {
        CrushOpcode op = step.opcode();
        switch (op) {
            case NOP, LABEL, GC -> {}
            case PUSH_INT, PUSH_FLOAT, PUSH_STR, PUSH_BOOL -> frame.push(step.value());
            case PUSH_NULL -> frame.push(Nil.NIL);
            case POP -> frame.pop();
            case DUP -> frame.push(frame.peek(0));
            case SWAP -> frame.push(frame.remove(1));
            case ROT -> {
                Object deepest = frame.remove(2);
                if (frame.capsule.flat()) {
                    Object top = frame.pop();
                    frame.push(deepest);
                    frame.push(top);
                } else {
                    frame.push(deepest);
                }
            }
            case PICK -> frame.push(frame.peek(step.number()));
            case ROLL -> frame.push(frame.remove(step.number()));

            case ADD,
                    SUB,
                    MUL,
                    DIV,
                    MOD,
                    LT,
                    GT,
                    LE,
                    GE,
                    BIT_AND,
                    BIT_OR,
                    BIT_XOR,
                    SHL,
                    SHR,
                    MATH_POW -> {
                Object right = frame.pop();
                frame.push(Arithmetic.binary(op, frame.pop(), right));
            }
            case NEG, BIT_NOT, MATH_SQRT, MATH_ABS, MATH_ROUND, MATH_FLOOR, MATH_CEIL ->
                    frame.push(Arithmetic.unary(op, frame.pop()));
            case EQ -> frame.push(Values.equal(frame.pop(), frame.pop()));
            case NE -> frame.push(!Values.equal(frame.pop(), frame.pop()));
            case AND, OR -> {
                boolean right = Values.truth(frame.pop());
                boolean left = Values.truth(frame.pop());
                frame.push(op == CrushOpcode.AND ? left && right : left || right);
            }
            case NOT -> frame.push(!Values.truth(frame.pop()));
            case VEC_ADD, VEC_DOT, MAT_MUL -> {
                Object right = frame.pop();
                Object left = frame.pop();
                Containers.checkRead(left);
                Containers.checkRead(right);
                frame.push(
                        switch (op) {
                            case VEC_ADD -> Vectors.add(left, right);
                            case VEC_DOT -> Vectors.dot(left, right);
                            default -> Vectors.multiply(left, right);
                        });
            }
            default -> {
                return onContainers(step, frame, task) || onTexts(step, frame);
            }
        }
        return true;
    }

    private static boolean onContainers(Step step, Frame frame, Task task) {
        CrushOpcode op = step.opcode();
        switch (op) {
            case NEW_ARRAY, NEW_TUPLE, NEW_LIST, NEW_VECTOR, NEW_SET -> {
                int size = step.special() ? 0 : Math.max(0, step.number());
                frame.push(Containers.make(op, frame.pop(size)));
            }
            case NEW_OBJ, NEW_STRUCT -> frame.push(new Dictionary());
            case MAKE_MAP -> frame.push(Containers.makeMap(frame.pop(2 * step.number())));
            case MAKE_RANGE -> {
                Object end = frame.pop();
                frame.push(Containers.range(frame.pop(), end));
            }
            case ARR_GET -> {
                Object index = frame.pop();
                frame.push(Containers.get(frame.pop(), index));
            }
            case ARR_SET -> {
                Object value = frame.pop();
                Object index = frame.pop();
                Object container = frame.pop();
                Containers.set(container, index, value);
                frame.push(container);
            }
            case ARR_LEN -> {
                Object container = frame.pop();
                Containers.checkRead(container);
                frame.push(Containers.length(container));
            }
            case ARR_POP -> {
                Object array = frame.pop();
                Object value = Containers.pop(array);
                frame.push(array);
                frame.push(value);
            }
            case ARRAY_POP -> frame.push(Containers.pop(frame.pop()));
            case ARR_PUSH, ARRAY_PUSH, TUPLE_PUSH, LIST_PUSH, VECTOR_PUSH, SET_PUSH -> {
                Object value = frame.pop();
                Object container = frame.pop();
                if (step.special()) {
                    Containers.append(op, container, value);
                } else {
                    frame.push(Containers.push(op, container, value));
                }
            }
            case SET_FIELD -> {
                Object value = frame.pop();
                Dictionary map = Containers.expectMap(frame.pop());
                map.checkWrite();
                map.put(step.name(), value);
                frame.push(map);
            }
            case GET_FIELD -> {
                Dictionary map = Containers.expectMap(frame.pop());
                map.checkRead();
                frame.push(map.get(step.name()));
            }
            case TYPE_OF -> frame.push(Values.typeName(frame.pop()));
            case CAST -> frame.push(Casts.cast(step.name(), frame.pop()));
            case BORROW, BORROW_MUT, RELEASE, RELEASE_MUT -> borrow(op, frame.peek(0), task);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void borrow(CrushOpcode op, Object value, Task task) {
        if (value instanceof String) {
            return; // it cannot change
        }
        if (!(value instanceof Container container)) {
            throw GuestFailure.type("reference", value);
        }
        switch (op) {
            case BORROW -> container.borrow();
            case BORROW_MUT -> container.borrowMutably(task);
            case RELEASE -> container.release();
            default -> container.releaseMutably();
        }
    }

    private static boolean onTexts(Step step, Frame frame) {
        CrushOpcode op = step.opcode();
        switch (op) {
            case STR_CONTAINS, STR_STARTS_WITH, STR_ENDS_WITH, STR_SPLIT -> {
                String part = Values.text(frame.pop());
                String text = Values.text(frame.pop());
                frame.push(
                        switch (op) {
                            case STR_CONTAINS -> text.contains(part);
                            case STR_STARTS_WITH -> text.startsWith(part);
                            case STR_ENDS_WITH -> text.endsWith(part);
                            default -> Strings.split(text, part);
                        });
            }
            case STR_REPLACE -> {
                String replacement = Values.text(frame.pop());
                String old = Values.text(frame.pop());
                frame.push(Strings.replace(Values.text(frame.pop()), old, replacement));
            }
            case STR_JOIN -> {
                String delimiter = Values.text(frame.pop());
                Object array = frame.pop();
                Containers.checkRead(array);
                frame.push(Strings.join(array, delimiter));
            }
            case STR_TO_UPPER -> frame.push(Strings.upper(Values.text(frame.pop())));
            case STR_TO_LOWER -> frame.push(Strings.lower(Values.text(frame.pop())));
            case STR_TRIM -> frame.push(Strings.trim(Values.text(frame.pop())));
            default -> {
                return false;
            }
        }
        return true;
    }
}
