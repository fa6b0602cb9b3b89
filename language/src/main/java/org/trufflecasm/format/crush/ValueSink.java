package org.trufflecasm.format.crush;

/**
 * Takes a capsule value by value and writes it in one container. What is begun must be ended. Not
 * safe to share between threads.
 */
interface ValueSink {

    /** Begins an object of {@code size} keys; {@code lines} if each should have its own line. */
    void beginObject(int size, boolean lines);

    /** A key of the newest object; its value must follow. */
    void key(String key);

    /** Ends the newest object. */
    void endObject();

    /** Begins a list of {@code size} elements; {@code lines} if each should have its own line. */
    void beginList(int size, boolean lines);

    /** Ends the newest list. */
    void endList();

    /** A string, which must be Unicode text. */
    void string(String value);

    /** An integer. */
    void integer(long value);

    /** A finite float. */
    void real(double value);

    /** {@code true} or {@code false}. */
    void bool(boolean value);

    /** Null. */
    void nothing();

    /** Ends the file and returns it. */
    byte[] finish();
}
