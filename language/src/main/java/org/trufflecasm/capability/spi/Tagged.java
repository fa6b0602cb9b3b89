package org.trufflecasm.capability.spi;

import java.util.Objects;

/**
 * A value with a tag: a value of the capsule's type {@code tagged}. It cannot change.
 *
 * @param tag what the value is marked with
 * @param value null or in any form that the place it stands in allows
 */
public record Tagged(String tag, Object value) {

    /** Marks a value. */
    public Tagged {
        Objects.requireNonNull(tag, "tag");
    }
}
