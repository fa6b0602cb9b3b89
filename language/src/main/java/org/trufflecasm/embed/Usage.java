package org.trufflecasm.embed;

import java.time.Duration;

/**
 * What one execution has used. The figures but the time are counted only where a limit needs them
 * or {@link CapsuleRun.Builder#metered()} asks for them, and are 0 otherwise; they are 0 after a
 * cancellation, too.
 *
 * @param steps executed instructions
 * @param operands most operand slots of all frames at a time
 * @param frames most frames at a time, the entry's included
 * @param calls calls of functions
 * @param objects objects made
 * @param bytes bytes of these, as the memory limit counts them
 * @param time how long it took, by the clock
 */
public record Usage(
        long steps,
        long operands,
        long frames,
        long calls,
        long objects,
        long bytes,
        Duration time) {
    static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, Duration.ZERO);
}
