package org.trufflecasm.launcher.conformance;

/** The form in which a case holds its capsule. */
public enum CapsuleForm {
    /** A JSON object of the case file; the capsule is its text, byte for byte. */
    JSON("json"),
    /** A string that is the text of a capsule file. */
    RAW("raw"),
    /** A string of hexadecimal digits: a MessagePack file. */
    MSGPACK_HEX("msgpack-hex"),
    /** A string of hexadecimal digits: a CVM1 file. */
    CVM1_HEX("cvm1-hex"),
    /** A string of text assembly. */
    TEXT("text"),
    /** A string of hexadecimal digits: a file of whatever format. */
    HEX("hex"),
    /** A file of its own, beside {@code expect.json}. */
    FILE("file");

    private final String key;

    CapsuleForm(String key) {
        this.key = key;
    }

    /** How a case file spells it. */
    public String key() {
        return key;
    }
}
