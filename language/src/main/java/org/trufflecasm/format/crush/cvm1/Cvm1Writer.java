package org.trufflecasm.format.crush.cvm1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.crush.Cvm1Operand;
import org.trufflecasm.format.crush.ManifestWriter;

/**
 * Writes CVM1 binaries. Reading the file gives the same program again, but for source positions,
 * which CVM1 does not carry.
 */
public final class Cvm1Writer {
    /** What the lengths of 16 bits in the file allow. */
    private static final int MAX_SHORT = 65_535;

    private static final int SHOWN = 40;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Cvm1Program program;
    private final Map<String, Integer> constants = new LinkedHashMap<>();

    private Cvm1Writer(Cvm1Program program) {
        this.program = program;
    }

    /**
     * Writes a capsule.
     *
     * @throws ConversionException if it has more constants, a longer constant or a longer manifest
     *     than the lengths in the file can say
     */
    public static byte[] write(Cvm1Program program) {
        try {
            return new Cvm1Writer(program).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes everything
        }
    }

    private byte[] write() throws IOException {
        collectConstants();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream output = new DataOutputStream(bytes);
        output.write("CVM1".getBytes(StandardCharsets.US_ASCII));
        output.writeByte(program.version());
        writeText(output, manifest(), "the manifest");
        if (constants.size() > MAX_SHORT) {
            throw new ConversionException(
                    "the program has "
                            + constants.size()
                            + " constants; CVM1 has room for "
                            + MAX_SHORT);
        }
        output.writeShort(constants.size());
        for (String constant : constants.keySet()) {
            writeText(output, constant, "the constant " + Quotation.string(constant, SHOWN));
        }
        output.writeInt(program.codeSize());
        for (Cvm1Instruction instruction : program.instructions()) {
            write(output, instruction);
        }
        return bytes.toByteArray();
    }

    private void collectConstants() {
        for (String constant : program.constants()) {
            constants.putIfAbsent(constant, constants.size());
        }
        for (Cvm1Instruction instruction : program.instructions()) {
            if (instruction.constant() instanceof String constant) {
                constants.putIfAbsent(constant, constants.size());
            }
        }
    }

    private String manifest() throws JsonProcessingException {
        ObjectNode root = ManifestWriter.tree(program.manifest());
        if (!program.functions().isEmpty()) {
            ObjectNode functions = root.putObject("functions");
            program.functions()
                    .forEach(
                            (name, entry) -> functions.putObject(name).put("entry", offset(entry)));
        }
        if (program.entryName() != null) {
            root.put("entry", program.entryName());
        }
        return MAPPER.writeValueAsString(root);
    }

    private static void writeText(DataOutputStream output, String text, String what)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_SHORT) {
            throw new ConversionException(
                    what + " has " + bytes.length + " bytes; CVM1 has room for " + MAX_SHORT);
        }
        output.writeShort(bytes.length);
        output.write(bytes);
    }

    private int offset(int instruction) {
        return instruction == program.instructions().size()
                ? program.codeSize()
                : program.instructions().get(instruction).offset();
    }

    private void write(DataOutputStream output, Cvm1Instruction instruction) throws IOException {
        output.writeByte(instruction.opcode().code());
        switch (instruction.opcode().cvm1Operand()) {
            case NONE -> {}
            case INTEGER -> output.writeLong((Long) instruction.constant());
            case FLOAT -> output.writeDouble((Double) instruction.constant());
            case STRING, FUNCTION, CAPABILITY -> {
                output.writeShort(constants.get(instruction.text()));
                if (instruction.opcode().cvm1Operand() == Cvm1Operand.CAPABILITY) {
                    output.writeByte(instruction.number());
                }
            }
            case SLOT, COUNT -> output.writeShort(instruction.number());
            case ADDRESS -> output.writeInt(offset(instruction.number()));
        }
    }
}
