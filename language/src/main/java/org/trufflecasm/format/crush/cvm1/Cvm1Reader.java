package org.trufflecasm.format.crush.cvm1;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.error.LoadException.Place;
import org.trufflecasm.format.ContentStart;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.format.crush.Cvm1Operand;
import org.trufflecasm.format.crush.ManifestReader;

/**
 * Reads and verifies CVM1 binaries (specification §1.8). Takes time and memory linear in the size
 * of the file; no length that stands in the file is trusted.
 */
public final class Cvm1Reader {
    private static final int MAGIC_SIZE = 4;

    /** Code of as many instructions as are allowed cannot be longer. */
    private static final long MAX_CODE = 9L * Limits.MAX_FUNCTION_INSTRUCTIONS;

    private final byte[] content;
    private final ByteBuffer input;

    /** Index of the byte of the file at which the code begins. */
    private int codeStart;

    /** For each byte of the code the index of the instruction that begins there; -1 inside one. */
    private int[] instructionAt;

    private Cvm1Reader(byte[] content, int start) {
        this.content = content;
        this.input = ByteBuffer.wrap(content).position(start);
    }

    /**
     * Reads a capsule.
     *
     * @param content the whole file, with or without a {@code #!} line, then {@code CVM1}; must not
     *     change while it is read
     * @throws LoadException if it is cut off, of another version, holds unknown instructions, or
     *     anything leads outside of what it has
     */
    public static Cvm1Program read(byte[] content) {
        return new Cvm1Reader(content, ContentStart.of(content)).read();
    }

    private Cvm1Program read() {
        need(MAGIC_SIZE + 1, "the header");
        input.position(input.position() + MAGIC_SIZE);
        int versionAt = input.position();
        int version = input.get() & 0xFF;
        if (version != 1 && version != 2) {
            throw new LoadException(
                    ErrorKind.VersionMismatch,
                    "unsupported CVM1 version: " + version,
                    Place.atByte(versionAt));
        }
        int manifestLength = unsignedShort("the length of the manifest");
        int manifestAt = input.position();
        need(manifestLength, "the manifest");
        input.position(manifestAt + manifestLength);
        JsonNode root =
                manifestLength == 0
                        ? null
                        : ManifestReader.parse(content, manifestAt, manifestLength);
        Manifest manifest =
                root == null
                        ? Manifest.EMPTY
                        : ManifestReader.read(root, problem -> loadError(problem, manifestAt));
        List<String> constants = readConstants();
        List<Cvm1Instruction> instructions = readCode(constants);
        Map<String, Integer> functions = readFunctions(root, manifestAt);
        String entryName = readEntryName(root, manifestAt);
        if (entryName != null && !functions.containsKey(entryName)) {
            throw loadError(
                    "no entry: the capsule has no function " + Quotation.name(entryName),
                    manifestAt);
        }
        return new Cvm1Program(
                version,
                manifest,
                functions,
                entryName,
                entryName == null ? 0 : functions.get(entryName),
                constants,
                instructions,
                false);
    }

    private List<String> readConstants() {
        int count = unsignedShort("the count of constants");
        if (count > input.remaining() / 2) {
            throw truncated(count + " constants");
        }
        List<String> constants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = unsignedShort("the length of constant " + i);
            need(length, "constant " + i);
            ByteBuffer bytes = input.slice(input.position(), length);
            try {
                constants.add(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
            } catch (CharacterCodingException e) {
                throw new LoadException(
                        ErrorKind.ParseError,
                        "constant " + i + " is not UTF-8",
                        Place.atByte(input.position() + bytes.position()));
            }
            input.position(input.position() + length);
        }
        return constants;
    }

    private List<Cvm1Instruction> readCode(List<String> constants) {
        need(Integer.BYTES, "the length of the code");
        int lengthAt = input.position();
        long length = Integer.toUnsignedLong(input.getInt());
        if (length > input.remaining()) {
            throw new LoadException(
                    ErrorKind.ParseError,
                    "truncated blob: the code should have "
                            + length
                            + " bytes, but only "
                            + input.remaining()
                            + " are left",
                    Place.atByte(lengthAt));
        }
        if (length > MAX_CODE) {
            throw loadError("the code has more than " + MAX_CODE + " bytes", lengthAt);
        }
        codeStart = input.position();
        input.limit(codeStart + (int) length);
        instructionAt = new int[(int) length + 1];
        Arrays.fill(instructionAt, -1);
        List<Cvm1Instruction> instructions = new ArrayList<>();
        while (input.hasRemaining()) {
            if (instructions.size() == Limits.MAX_FUNCTION_INSTRUCTIONS) {
                throw loadError(
                        "the code has more than "
                                + Limits.MAX_FUNCTION_INSTRUCTIONS
                                + " instructions",
                        input.position());
            }
            instructionAt[input.position() - codeStart] = instructions.size();
            instructions.add(readInstruction(constants, instructions.size()));
        }
        instructionAt[(int) length] = instructions.size();
        instructions.replaceAll(this::resolved);
        return instructions;
    }

    private Cvm1Instruction readInstruction(List<String> constants, int index) {
        int at = input.position();
        int code = input.get() & 0xFF;
        CrushOpcode opcode =
                CrushOpcode.byCode(code)
                        .orElseThrow(
                                () ->
                                        failure(
                                                ErrorKind.UnknownOpcode,
                                                String.format("unknown opcode 0x%02X", code),
                                                index,
                                                at));
        if (opcode.cvm1Operand().size() > input.remaining()) {
            throw failure(
                    ErrorKind.ParseError,
                    "truncated instruction: " + opcode.mnemonic() + " is cut off",
                    index,
                    at);
        }
        Object constant = null;
        int number = 0;
        switch (opcode.cvm1Operand()) {
            case NONE -> {}
            case INTEGER -> constant = input.getLong();
            case FLOAT -> constant = input.getDouble();
            case STRING, FUNCTION, CAPABILITY -> {
                int which = Short.toUnsignedInt(input.getShort());
                if (which >= constants.size()) {
                    throw failure(
                            ErrorKind.LoadError,
                            "constant " + which + " does not exist, there are " + constants.size(),
                            index,
                            at);
                }
                constant = constants.get(which);
                if (opcode.cvm1Operand().size() > Short.BYTES) {
                    number = Byte.toUnsignedInt(input.get());
                }
            }
            case SLOT, COUNT -> number = Short.toUnsignedInt(input.getShort());
            case ADDRESS -> number = input.getInt(); // resolved when all instructions are known
        }
        return new Cvm1Instruction(opcode, at - codeStart, constant, number, null);
    }

    private Cvm1Instruction resolved(Cvm1Instruction instruction) {
        if (instruction.opcode().cvm1Operand() != Cvm1Operand.ADDRESS) {
            return instruction;
        }
        int target = target(Integer.toUnsignedLong(instruction.number()));
        if (target < 0) {
            throw failure(
                    ErrorKind.LoadError,
                    instruction.opcode().mnemonic()
                            + " leads to offset "
                            + Integer.toUnsignedString(instruction.number())
                            + ", where no instruction begins",
                    instructionAt[instruction.offset()],
                    codeStart + instruction.offset());
        }
        return new Cvm1Instruction(
                instruction.opcode(), instruction.offset(), null, target, instruction.position());
    }

    /** Index of the instruction at an offset of the code; -1 if none begins there. */
    private int target(long offset) {
        return offset < 0 || offset >= instructionAt.length ? -1 : instructionAt[(int) offset];
    }

    private Map<String, Integer> readFunctions(JsonNode root, int manifestAt) {
        Map<String, Integer> functions = new LinkedHashMap<>();
        JsonNode node = root == null ? null : root.get("functions");
        if (node == null || node.isNull()) {
            return functions;
        }
        if (!node.isObject()) {
            throw loadError("manifest: 'functions' must be an object", manifestAt);
        }
        for (Map.Entry<String, JsonNode> function : node.properties()) {
            JsonNode offset = function.getValue().get("entry");
            if (offset == null || !offset.isIntegralNumber()) {
                throw loadError(
                        "manifest: function "
                                + Quotation.name(function.getKey())
                                + " must be an object with an integer 'entry'",
                        manifestAt);
            }
            int entry = offset.canConvertToLong() ? target(offset.longValue()) : -1;
            if (entry < 0) {
                throw loadError(
                        "manifest: function "
                                + Quotation.name(function.getKey())
                                + " begins at offset "
                                + Quotation.plain(offset.asText(), 40)
                                + ", where no instruction begins",
                        manifestAt);
            }
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(function.getKey())) {
                throw loadError("manifest: half a surrogate pair in a string", manifestAt);
            }
            functions.put(function.getKey(), entry);
        }
        return functions;
    }

    private String readEntryName(JsonNode root, int manifestAt) {
        JsonNode node = root == null ? null : root.get("entry");
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw loadError("manifest: 'entry' must be the name of a function", manifestAt);
        }
        return node.textValue();
    }

    private int unsignedShort(String what) {
        need(Short.BYTES, what);
        return Short.toUnsignedInt(input.getShort());
    }

    private void need(int bytes, String what) {
        if (input.remaining() < bytes) {
            throw truncated(what);
        }
    }

    private LoadException truncated(String what) {
        return new LoadException(
                ErrorKind.ParseError,
                "truncated blob: the file ends inside " + what,
                Place.atByte(input.position()));
    }

    private static LoadException loadError(String problem, int at) {
        return new LoadException(ErrorKind.LoadError, problem, Place.atByte(at));
    }

    private static LoadException failure(ErrorKind kind, String problem, int index, int at) {
        return new LoadException(kind, problem, new Place(null, index, 0, 0, at));
    }
}
