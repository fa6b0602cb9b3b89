package org.trufflecasm.format.crush;

import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Writes MessagePack. */
final class MessagePackSink extends MemorySink {
    private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();

    @Override
    public void beginObject(int size, boolean lines) {
        write(() -> packer.packMapHeader(size));
    }

    @Override
    public void key(String key) {
        string(key);
    }

    @Override
    public void endObject() {
        // Its size was said at its beginning.
    }

    @Override
    public void beginList(int size, boolean lines) {
        write(() -> packer.packArrayHeader(size));
    }

    @Override
    public void endList() {
        // Its size was said at its beginning.
    }

    @Override
    public void string(String value) {
        write(() -> packer.packString(value));
    }

    @Override
    public void integer(long value) {
        write(() -> packer.packLong(value));
    }

    @Override
    public void real(double value) {
        write(() -> packer.packDouble(value));
    }

    @Override
    public void bool(boolean value) {
        write(() -> packer.packBoolean(value));
    }

    @Override
    public void nothing() {
        write(packer::packNil);
    }

    @Override
    public byte[] finish() {
        write(packer::close);
        return packer.toByteArray();
    }
}
