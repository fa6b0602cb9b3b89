package org.trufflecasm.tck.reference;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.format.crush.CrushOpcode;

/**
 * The account of {@code max_memory} (specification §4): what is allocated is added up; when that
 * passes the limit, what is alive is counted. The next count has to wait until an eighth of the
 * limit has been allocated (docs/rulings.md).
 */
final class Memory {
    private static final int PER_OBJECT = 32;
    static final int PER_SLOT = 16;
    private static final int LEAST_SLACK = 1024;

    private final long limit;
    private final Scheduler scheduler;
    private final List<Capsule> linked;
    private final Capsule capsule;
    private long allocated;

    /** What may be allocated before something is counted. */
    private long threshold;

    /**
     * @param limit in bytes; negative if there is none
     */
    Memory(long limit, Scheduler scheduler, List<Capsule> linked, Capsule capsule) {
        this.limit = limit;
        this.scheduler = scheduler;
        this.linked = linked;
        this.capsule = capsule;
        this.threshold = limit;
    }

    /** The bytes that a run may have where what is beyond them is too big to be made as well. */
    long room() {
        return isKept() ? limit : 0;
    }

    /** Whether something that is too big for this interpreter is also beyond the limit. */
    boolean isBeyond(GaveUp tooBig) {
        return tooBig.reason() == GaveUp.Reason.SIZE
                && (isKept() || (limit < 0 && tooBig.isBeyondHeap()));
    }

    private boolean isKept() {
        return limit >= 0 && limit <= GaveUp.MAX_MEMORY;
    }

    GuestFailure exceeded() {
        String text = "memory quota exceeded" + (limit < 0 ? "" : " (" + limit + ")");
        return new GuestFailure(ErrorKind.MemoryQuota, text);
    }

    /** Counts what an instruction has left on top of the stack as new. */
    void charge(CrushOpcode opcode, Frame frame) {
        if (limit < 0) {
            return;
        }
        switch (opcode) {
            case ARR_PUSH, ARRAY_PUSH, LIST_PUSH, VECTOR_PUSH, SET_PUSH, SET_FIELD, ARR_SET ->
                    allocated += PER_SLOT;
            case POP, DUP, SWAP, ROT, PICK, ROLL, LOAD, STORE, RET, PUSH_STR -> {}
            case STR_SPLIT -> {
                Object made = frame.topOrNull();
                allocated += size(made);
                parts(made).forEach(part -> allocated += size(part));
            }
            default -> allocated += size(frame.topOrNull());
        }
        if (allocated > threshold) {
            allocated = alive();
            if (allocated > limit) {
                throw exceeded();
            }
            threshold = Math.max(limit, allocated + limit / 8 + LEAST_SLACK);
        }
    }

    private static long size(Object value) {
        return switch (value) {
            case String text ->
                    PER_OBJECT
                            + (text.chars().allMatch(c -> c < 256)
                                    ? text.length()
                                    : Containers.length(text) * Integer.BYTES);
            case Sequence sequence -> PER_OBJECT + (long) PER_SLOT * sequence.size();
            case Dictionary map -> PER_OBJECT + (long) PER_SLOT * map.entries.size();
            case FunctionValue function -> PER_OBJECT + (long) PER_SLOT * function.captured.size();
            default -> 0;
        };
    }

    private long alive() {
        Deque<Object> todo = new ArrayDeque<>();
        linked.forEach(other -> todo.addAll(other.exports().values()));
        todo.addAll(capsule.exports().values());
        todo.addAll(scheduler.alive());
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        long size = 0;
        while (!todo.isEmpty()) {
            Object value = todo.pop();
            if (seen.add(value)) {
                size += size(value);
                todo.addAll(parts(value));
            }
        }
        return size;
    }

    private static Collection<Object> parts(Object value) {
        return switch (value) {
            case Sequence sequence -> sequence.elements;
            case Dictionary map -> map.entries.values();
            case FunctionValue function -> function.captured;
            case Task task -> {
                Deque<Object> parts = new ArrayDeque<>(task.shared);
                for (Frame frame : task.frames) {
                    parts.addAll(frame.operands());
                    parts.addAll(frame.variables.values());
                }
                if (task.result != null) {
                    parts.add(task.result);
                }
                yield parts;
            }
            default -> List.of();
        };
    }
}
