package org.trufflecasm.capability;

import org.trufflecasm.error.ErrorKind;

/** Whether a capsule may call a capability. */
public sealed interface Decision {

    /**
     * It may.
     *
     * @param function what is called
     */
    record Allowed(HostFunction function) implements Decision {}

    /**
     * It may not.
     *
     * @param kind the error that the call ends in
     * @param message its complete text
     */
    record Refused(ErrorKind kind, String message) implements Decision {}
}
