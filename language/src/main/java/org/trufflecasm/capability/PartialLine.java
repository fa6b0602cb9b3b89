package org.trufflecasm.capability;

/** A capability that can print a text without ending the line. */
public interface PartialLine {
    /**
     * Prints the text of a value, and no line end.
     *
     * @param context the context that the calling capsule runs in
     * @param value a guest value
     */
    void print(CapabilityContext context, Object value);
}
