package org.trufflecasm.nodes;

import java.util.List;
import java.util.stream.IntStream;
import org.trufflecasm.runtime.CasmNull;

/**
 * The operands of a guest's frame, named {@code [0]} (the deepest), {@code [1]} and so on.
 *
 * @param values the deepest first
 */
record FrameOperands(List<Object> values) implements GuestScope.Variables {
    @Override
    public List<String> names() {
        return IntStream.range(0, values.size()).mapToObj(FrameOperands::name).toList();
    }

    private static String name(int index) {
        return "[" + index + "]";
    }

    @Override
    public Object read(String name) {
        int index = names().indexOf(name);
        if (index < 0) {
            return null;
        }
        return values.get(index) == null ? CasmNull.INSTANCE : values.get(index);
    }
}
