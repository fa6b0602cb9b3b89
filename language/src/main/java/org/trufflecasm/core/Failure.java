package org.trufflecasm.core;

import java.util.Objects;

/**
 * How an instruction fails of which it is known before the run that it does.
 *
 * @param kind the name of the kind of failure, one of {@code error.ErrorKind}
 * @param message the complete text
 */
public record Failure(String kind, String message) {
    public Failure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }
}
