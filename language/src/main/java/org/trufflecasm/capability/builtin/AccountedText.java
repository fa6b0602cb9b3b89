package org.trufflecasm.capability.builtin;

import java.io.Writer;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmString;

/**
 * Collects a text that a capability makes. Each piece is accounted before it is added, so that no
 * limit of memory or time can be passed by more than a piece.
 */
final class AccountedText extends Writer {
    private final Arena arena;
    private final StringBuilder text = new StringBuilder();

    AccountedText(Arena arena) {
        this.arena = arena;
    }

    /**
     * Adds a piece of a text.
     *
     * @throws GuestException (MemoryQuota) if there is no room for it; (Timeout) if the run's time
     *     is over
     */
    void add(CharSequence piece, int from, int to) {
        account(to - from);
        text.append(piece, from, to);
    }

    @Override
    public void write(char[] characters, int from, int length) {
        account(length);
        text.append(characters, from, length);
    }

    private void account(int more) {
        Arguments.checkLength((long) text.length() + more);
        arena.work(more + 1L, null);
        arena.reserve(more, null);
    }

    /** The text so far as a value. */
    CasmString value() {
        CasmString value = CasmString.of(text.toString());
        // Its bytes are accounted already, but for those of a wider form.
        arena.reserveObject(Math.max(Arena.OBJECT, value.accountedBytes() - text.length()), null);
        return value;
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
