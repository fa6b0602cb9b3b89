package org.trufflecasm.runtime;

import com.oracle.truffle.api.bytecode.ContinuationResult;
import com.oracle.truffle.api.frame.Frame;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Counts the bytes of all objects that can be reached, each once, as {@link Arena} estimates them.
 * Keeps a list of its own, so that depth and cycles do not matter. Takes time and memory in
 * proportion to what is live.
 */
final class LiveObjects {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> open = new ArrayDeque<>();
    private long bytes;

    private LiveObjects() {}

    static long bytes(Arena.Roots roots) {
        LiveObjects live = new LiveObjects();
        roots.visit(live::visit);
        while (!live.open.isEmpty()) {
            live.contents(live.open.pop());
        }
        return live.bytes;
    }

    private void visit(Object value) {
        switch (value) {
            case null -> {}
            case Long scalar -> {}
            case Double scalar -> {}
            case Boolean scalar -> {}
            case CasmString text -> string(text);
            case CasmArray array -> open(array);
            case CasmMap map -> open(map);
            case CasmTagged tagged -> open(tagged);
            case Object[] values -> open(values);
            case Frame frame -> open(frame);
            case OperandStack operands -> open(operands);
            case CasmTask task -> open(task);
            case ContinuationResult rest -> open(rest);
            case Arena.Roots others -> open(others);
            default -> {}
        }
    }

    private void open(Object container) {
        if (seen.add(container)) {
            open.push(container);
        }
    }

    private void string(CasmString text) {
        if (seen.add(text)) {
            bytes += Arena.OBJECT;
            if (seen.add(text.bufferIdentity())) {
                bytes += text.bufferBytes();
            }
        }
    }

    private void contents(Object container) {
        switch (container) {
            case CasmArray array -> {
                bytes += Arena.OBJECT + (long) Arena.SLOT * array.capacity();
                if (array.objects() != null) {
                    for (int i = 0; i < array.size(); i++) {
                        visit(array.objects()[i]);
                    }
                }
            }
            case CasmMap map -> {
                bytes += Arena.OBJECT + (long) Arena.SLOT * map.size();
                map.forEach(
                        (key, value) -> {
                            visit(key);
                            visit(value);
                        });
            }
            case CasmTagged tagged -> {
                bytes += Arena.OBJECT + Arena.SLOT;
                visit(tagged.tag());
                visit(tagged.value());
            }
            case Object[] values -> {
                for (Object value : values) {
                    visit(value);
                }
            }
            case Frame frame -> frame(frame);
            case OperandStack operands -> operands.forEach(this::visit);
            case CasmTask task -> {
                bytes += Arena.TASK;
                task.visit(this::visit);
            }
            case ContinuationResult rest -> {
                visit(rest.getFrame());
                visit(rest.getResult());
            }
            case Arena.Roots others -> others.visit(this::visit);
            default -> throw new IllegalStateException(container.getClass().getName());
        }
    }

    private void frame(Frame frame) {
        visit(frame.getArguments());
        for (int slot = 0; slot < frame.getFrameDescriptor().getNumberOfSlots(); slot++) {
            if (frame.isObject(slot)) {
                visit(frame.getObject(slot));
            }
        }
    }
}
