package org.trufflecasm.format.crab;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContentStart;

/** Reads historic files: {@code CRAB1Y}, little-endian (specification of CVM, §7). */
final class LegacyReader {
    private static final byte[] MAGIC = {'C', 'R', 'A', 'B', '1', 'Y'};
    private static final int VERSION = 1;

    private LegacyReader() {}

    /** Whether a file begins as a historic one does. */
    static boolean isLegacy(byte[] content) {
        int start = ContentStart.of(content);
        for (int i = 0; i < MAGIC.length; i++) {
            if (start + i >= content.length || content[start + i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a historic file.
     *
     * @param content the whole file, which {@link #isLegacy}
     * @throws LoadException if it is not correct
     */
    static LegacyProgram read(byte[] content) {
        int start = ContentStart.of(content) + MAGIC.length;
        ByteCursor file = new ByteCursor(content, start, ByteOrder.LITTLE_ENDIAN);
        int version = file.u8("the version");
        if (version != VERSION) {
            throw ByteCursor.refused(
                    ErrorKind.BadVersion,
                    "version " + version + " is not version " + VERSION,
                    start);
        }
        List<CrabConstant> constants = file.constants(false);
        // The historic writer never writes instructions.
        long count = file.remaining() == 0 ? 0 : file.u32("the count of instructions");
        List<LegacyInstruction> code = file.listOf(count);
        for (long i = 0; i < count; i++) {
            code.add(instruction(file, "instruction " + i));
        }
        if (file.remaining() > 0) {
            throw ByteCursor.refused(
                    ErrorKind.TrailingBytes,
                    file.remaining()
                            + (file.remaining() == 1 ? " byte follows" : " bytes follow")
                            + " the program",
                    file.position());
        }
        return new LegacyProgram(constants, code);
    }

    private static LegacyInstruction instruction(ByteCursor file, String what) {
        int start = file.position();
        int number = file.u8(what);
        LegacyOpcode opcode = LegacyOpcode.of(number);
        if (opcode == null) {
            throw ByteCursor.refused(
                    ErrorKind.BadOpcode,
                    String.format(Locale.ROOT, "unknown opcode 0x%02X", number),
                    start);
        }
        return switch (opcode) {
            case LOAD_CONST -> new LegacyInstruction(opcode, file.u32(what), null);
            case LOAD_VAR, STORE_VAR ->
                    new LegacyInstruction(opcode, 0, file.text("the variable of " + what));
            default -> new LegacyInstruction(opcode, 0, null);
        };
    }
}
