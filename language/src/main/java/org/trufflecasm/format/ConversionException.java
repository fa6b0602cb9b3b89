package org.trufflecasm.format;

/**
 * A correct capsule cannot be written in the form that was asked for. The message is one sentence
 * that names the function, the instruction and the reason.
 */
public final class ConversionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason the whole message
     */
    public ConversionException(String reason) {
        super(reason, null, false, false);
    }
}
