package org.trufflecasm.format.crab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a WebAssembly module, with its numbers of variable length. */
final class WasmBytes {
    static final int I32 = 0x7F;
    static final int F64 = 0x7C;
    static final int EMPTY = 0x40;

    static final int UNREACHABLE = 0x00;
    static final int BLOCK = 0x02;
    static final int LOOP = 0x03;
    static final int IF = 0x04;
    static final int END = 0x0B;
    static final int BR = 0x0C;
    static final int BR_IF = 0x0D;
    static final int BR_TABLE = 0x0E;
    static final int RETURN = 0x0F;
    static final int CALL = 0x10;
    static final int LOCAL_GET = 0x20;
    static final int LOCAL_SET = 0x21;
    static final int GLOBAL_GET = 0x23;
    static final int GLOBAL_SET = 0x24;
    static final int I32_CONST = 0x41;
    static final int F64_CONST = 0x44;
    static final int I32_EQZ = 0x45;
    static final int I32_EQ = 0x46;
    static final int I32_NE = 0x47;
    static final int I32_GE_S = 0x4E;
    static final int I32_ADD = 0x6A;
    static final int I32_SUB = 0x6B;
    static final int F64_EQ = 0x61;
    static final int F64_NE = 0x62;
    static final int F64_LT = 0x63;
    static final int F64_GT = 0x64;
    static final int F64_LE = 0x65;
    static final int F64_GE = 0x66;
    static final int F64_ABS = 0x99;
    static final int F64_NEG = 0x9A;
    static final int F64_SQRT = 0x9F;
    static final int F64_ADD = 0xA0;
    static final int F64_SUB = 0xA1;
    static final int F64_MUL = 0xA2;
    static final int F64_DIV = 0xA3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An instruction or another byte. */
    WasmBytes add(int... bytes) {
        for (int one : bytes) {
            out.write(one);
        }
        return this;
    }

    /** An unsigned number. */
    WasmBytes u32(int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return this;
    }

    /** A signed number. */
    WasmBytes s32(int value) {
        int rest = value;
        while (rest < -64 || rest > 63) {
            out.write((rest & 0x7F) | 0x80);
            rest >>= 7;
        }
        out.write(rest & 0x7F);
        return this;
    }

    /** The bits of a float. */
    WasmBytes f64(long bits) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            out.write((int) (bits >>> shift) & 0xFF);
        }
        return this;
    }

    /** A name. */
    WasmBytes name(String name) {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        u32(encoded.length);
        out.writeBytes(encoded);
        return this;
    }

    /** Other bytes, behind their count. */
    WasmBytes sized(WasmBytes part) {
        u32(part.out.size());
        out.writeBytes(part.out.toByteArray());
        return this;
    }

    /** Other bytes. */
    WasmBytes all(WasmBytes part) {
        out.writeBytes(part.out.toByteArray());
        return this;
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
