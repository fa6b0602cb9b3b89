package org.trufflecasm.format.crush.cvm1;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContentStart;
import org.trufflecasm.format.Format;
import org.trufflecasm.format.LoadedCapsule;

/** CASM capsules of the CVM1 profile: binaries, and text assembly. */
public final class Cvm1Format implements Format {
    private static final byte[] MAGIC = "CVM1".getBytes(StandardCharsets.US_ASCII);

    /** How much of a text is looked at to tell it from binary data. */
    private static final int LOOKED_AT = 4096;

    @Override
    public String name() {
        return "cvm1";
    }

    @Override
    public boolean detects(byte[] content) {
        return hasMagic(content) || isText(content);
    }

    /**
     * Reads and verifies a capsule.
     *
     * @param content the whole file
     * @param name what it is called in positions; null if it has no name
     * @throws LoadException if it is not a correct capsule
     */
    public static Cvm1Program read(byte[] content, String name) {
        return hasMagic(content) ? Cvm1Reader.read(content) : TextAssembler.assemble(content, name);
    }

    @Override
    public LoadedCapsule load(byte[] content, String name, CapabilitySignatures signatures) {
        Cvm1Lowering.Lowered lowered = Cvm1Lowering.lower(read(content, name), name, signatures);
        return new LoadedCapsule(
                lowered.program(),
                name(),
                lowered.capabilities(),
                () -> disassemble(content, name),
                () -> disassemble(content, name),
                lowered.program().manifest().permissions().isEmpty());
    }

    @Override
    public String disassemble(byte[] content, String name) {
        return Cvm1TextWriter.write(read(content, null), name);
    }

    @Override
    public boolean isBinary(byte[] content) {
        return hasMagic(content);
    }

    /** Whether it begins as a binary does. */
    private static boolean hasMagic(byte[] content) {
        int start = ContentStart.of(content);
        return start + MAGIC.length <= content.length
                && Arrays.equals(MAGIC, 0, MAGIC.length, content, start, start + MAGIC.length);
    }

    /**
     * Whether it begins as assembly can begin, with a word, a directive or a comment, and has no
     * control characters outside of strings.
     */
    static boolean isText(byte[] content) {
        int start = ContentStart.significant(content);
        if (start == content.length) {
            return false;
        }
        byte first = content[start];
        boolean letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
        if (!letter && "_.;#".indexOf(first) < 0) {
            return false;
        }
        boolean quoted = false;
        boolean comment = false;
        for (int i = start; i < Math.min(content.length, start + LOOKED_AT); i++) {
            byte b = content[i];
            if (b == '\n') {
                quoted = false;
                comment = false;
            } else if (quoted) {
                i += b == '\\' ? 1 : 0;
                quoted = b != '"';
            } else if (b >= 0 && b < ' ' && "\t\r\f".indexOf(b) < 0) {
                return false;
            } else {
                comment |= b == ';' || b == '#';
                quoted = b == '"' && !comment;
            }
        }
        return true;
    }
}
