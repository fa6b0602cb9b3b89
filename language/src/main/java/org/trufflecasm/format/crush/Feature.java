package org.trufflecasm.format.crush;

/** What a capsule may use by the specification and this version does not execute. */
public enum Feature {
    AI("AI operations");

    private final String text;

    Feature(String text) {
        this.text = text;
    }

    /** What it is, as a plural noun. */
    public String text() {
        return text;
    }

    /** The sentence with which it is refused. */
    public String refusal() {
        return text + " are not available in this version";
    }

    /** The sentence with which an instruction that needs it is refused. */
    public String refusal(String instruction) {
        return text + " (" + instruction + ") are not available in this version";
    }
}
