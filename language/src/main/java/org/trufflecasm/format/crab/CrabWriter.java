package org.trufflecasm.format.crab;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a module (specification of CVM, §5). */
final class CrabWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private CrabWriter() {}

    /** The file of a module; reading it gives an equal module. */
    static byte[] write(CrabModule module) {
        CrabWriter writer = new CrabWriter();
        try {
            writer.module(module);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return writer.bytes.toByteArray();
    }

    private void module(CrabModule module) throws IOException {
        out.writeInt(CrabReader.MAGIC);
        out.writeShort(CrabReader.VERSION);
        out.writeShort(0);
        out.writeInt(module.constants().size());
        for (CrabConstant constant : module.constants()) {
            constant(constant);
        }
        out.writeInt(module.functions().size());
        for (CrabFunction function : module.functions()) {
            out.writeShort(function.arity());
            out.writeByte(function.results());
            out.writeShort(function.locals());
            byte[] code = code(function.code());
            out.writeInt(code.length);
            out.write(code);
        }
        out.writeInt(module.symbols().size());
        for (CrabSymbol symbol : module.symbols()) {
            out.writeByte(symbol.kind().number());
            text(symbol.name());
            out.writeInt((int) symbol.argument());
        }
        out.writeInt(module.entry());
    }

    private void constant(CrabConstant constant) throws IOException {
        switch (constant) {
            case CrabConstant.Numeral(long bits) -> {
                out.writeByte(1);
                out.writeLong(bits);
            }
            case CrabConstant.Text(String text) -> {
                out.writeByte(2);
                text(text);
            }
            case CrabConstant.Truth(boolean value) -> {
                out.writeByte(3);
                out.writeByte(value ? 1 : 0);
            }
            case CrabConstant.Nil none -> out.writeByte(4);
        }
    }

    private void text(String text) throws IOException {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    private static byte[] code(List<CrabInstruction> code) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (CrabInstruction instruction : code) {
            if (instruction.wide()) {
                out.writeByte(CrabOpcode.WIDE);
            }
            out.writeByte(instruction.opcode().code());
            if (instruction.wide()) {
                out.writeInt((int) instruction.operand());
            } else if (instruction.opcode().hasOperand()) {
                out.writeShort((int) instruction.operand());
            }
        }
        return bytes.toByteArray();
    }
}
