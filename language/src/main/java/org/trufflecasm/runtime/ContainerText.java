package org.trufflecasm.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.trufflecasm.error.GuestException;

/**
 * Writes the text of a value with all that it contains. It keeps a stack of its own, so that
 * neither depth nor cycles hurt; a container inside itself is written as {@code [...]} or {@code
 * {...}}.
 */
final class ContainerText {
    /**
     * The most code points of a container's text. A few containers can share each other so often
     * that their text would fill any memory.
     */
    static final int MAX_LENGTH = 256 << 20;

    /** The most code points that tools are shown. */
    private static final int MAX_DISPLAY = 1 << 16;

    private static final CasmString ELLIPSIS = CasmString.literal("\u2026");

    private final TextBuilder out;
    private final Arena arena;

    /** Containers that are open, the innermost first. */
    private final ArrayDeque<Open> stack = new ArrayDeque<>();

    /** The values of {@link #stack}. */
    private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());

    private ContainerText(TextBuilder out, Arena arena) {
        this.out = out;
        this.arena = arena;
    }

    /** A container whose text has begun. */
    private static final class Open {
        final Object container;

        /** Keys and values in turn, for a map; the value of a tagged one; null for others. */
        final List<Object> entries;

        int next;

        Open(Object container) {
            this.container = container;
            this.entries =
                    switch (container) {
                        case CasmMap map -> entriesOf(map);
                        case CasmTagged tagged -> List.of(tagged.value());
                        default -> null;
                    };
        }

        private static List<Object> entriesOf(CasmMap map) {
            List<Object> entries = new ArrayList<>(2 * map.size());
            map.forEach(
                    (key, value) -> {
                        entries.add(key);
                        entries.add(value);
                    });
            return entries;
        }

        boolean hasNext() {
            return entries != null ? next < entries.size() : next < ((CasmArray) container).size();
        }

        String close() {
            return closeOf(container);
        }
    }

    /**
     * The complete text.
     *
     * @param arena pays for it
     * @throws GuestException (MemoryQuota) if it is longer than {@link #MAX_LENGTH} or the arena
     *     allows; (BorrowError) if another task mutably borrows something in it
     */
    static CasmString of(Object container, Arena arena) {
        TextBuilder out = new TextBuilder(MAX_LENGTH, arena);
        new ContainerText(out, arena).write(container);
        return out.finish();
    }

    /** The text for tools: cut where it is very long. Never fails. */
    static CasmString display(Object container) {
        TextBuilder out = new TextBuilder(MAX_DISPLAY, null);
        boolean complete = true;
        try {
            new ContainerText(out, null).write(container);
        } catch (GuestException full) {
            complete = false;
        }
        CasmString text = out.finish();
        return complete ? text : text.concat(ELLIPSIS);
    }

    private void write(Object container) {
        value(container);
        while (!stack.isEmpty()) {
            Open open = stack.peek();
            if (!open.hasNext()) {
                out.appendAscii(open.close());
                path.remove(open.container);
                stack.pop();
                continue;
            }
            if (open.next > 0) {
                out.appendAscii(", ");
            }
            if (open.container instanceof CasmTagged tagged) {
                open.next++;
                value(tagged.value());
            } else if (open.entries != null) {
                out.append((CasmString) open.entries.get(open.next)).appendAscii(": ");
                open.next += 2;
                value(open.entries.get(open.next - 1));
            } else {
                value(((CasmArray) open.container).get(open.next++));
            }
        }
    }

    /** Writes a scalar, or opens a container. */
    private void value(Object value) {
        if (!(value instanceof CasmArray)
                && !(value instanceof CasmMap)
                && !(value instanceof CasmTagged)) {
            scalar(value);
        } else if (path.add(value)) {
            if (arena != null) {
                arena.borrows().checkRead(value, null);
            }
            open(value);
            stack.push(new Open(value));
        } else {
            // A tagged value cannot change, so it is in itself only through something that can.
            out.appendAscii(
                    switch (value) {
                        case CasmMap map -> "{...}";
                        case CasmTagged tagged -> "(...)";
                        default -> "[...]";
                    });
        }
    }

    private void open(Object container) {
        switch (container) {
            case CasmArray array -> out.appendAscii(array.kind().open());
            case CasmTagged tagged -> out.append(tagged.tag()).appendAscii("(");
            default -> out.appendAscii("{");
        }
    }

    private static String closeOf(Object container) {
        return switch (container) {
            case CasmArray array -> array.kind().close();
            case CasmTagged tagged -> ")";
            default -> "}";
        };
    }

    private void scalar(Object value) {
        switch (value) {
            case CasmString text -> out.append(text);
            case Long number -> out.appendAscii(Long.toString(number));
            case Double number -> out.appendAscii(FloatText.of(number));
            case Boolean truth -> out.appendAscii(truth ? "true" : "false");
            case CasmNull none -> out.appendAscii("null");
            case CasmTask task -> out.appendAscii(task.toString());
            case CasmFunction function -> out.append(CasmString.of(function.text()));
            default -> out.appendAscii("<foreign>");
        }
    }
}
