package org.trufflecasm.format.crush;

import java.nio.charset.StandardCharsets;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContentStart;
import org.trufflecasm.format.Format;
import org.trufflecasm.format.LoadedCapsule;

/**
 * CASM capsules of the IR profile of Crush: in JSON, in MessagePack, and as listings. Encrypted
 * ones are recognised and refused by name.
 */
public final class CrushFormat implements Format {
    /** What kind of file the first bytes announce. */
    private enum Container {
        JSON,
        MESSAGE_PACK,
        LISTING,
        ENCRYPTED,
        NONE
    }

    @Override
    public String name() {
        return "crush";
    }

    @Override
    public boolean detects(byte[] content) {
        return container(content) != Container.NONE;
    }

    @Override
    public LoadedCapsule load(byte[] content, String name, CapabilitySignatures signatures) {
        CrushProgram model = read(content);
        CrushLowering.Lowered lowered =
                CrushLowering.lower(CrushVerifier.verify(model), name, signatures);
        return new LoadedCapsule(
                lowered.program(),
                name(),
                lowered.capabilities(),
                () -> ModelPrinter.print(read(content)),
                () -> disassemble(content, name));
    }

    @Override
    public String disassemble(byte[] content, String name) {
        CrushProgram program = read(content);
        CrushVerifier.verify(program);
        return ListingWriter.write(program, name);
    }

    /**
     * Reads a capsule of any container of the IR profile.
     *
     * @param content the whole file
     * @throws LoadException if it is not one, or has the wrong shape or version
     */
    public static CrushProgram read(byte[] content) {
        return switch (container(content)) {
            case JSON -> CrushReader.read(content);
            case LISTING -> ListingReader.read(content);
            case MESSAGE_PACK -> CrushReader.readMessagePack(content);
            case ENCRYPTED -> throw refusal(ErrorKind.LoadError, "encrypted capsule");
            case NONE -> throw refusal(ErrorKind.ParseError, "this is not a capsule");
        };
    }

    /**
     * Checks a capsule.
     *
     * @throws LoadException if an instruction, an operand, a target or the entry is wrong
     */
    public static void verify(CrushProgram program) {
        CrushVerifier.verify(program);
    }

    /**
     * Checks and lowers a capsule.
     *
     * @param name what the program is called in messages
     * @param signatures which capabilities give values
     * @throws LoadException if it is not correct, or needs what this version does not offer
     */
    public static Program lower(
            CrushProgram program, String name, CapabilitySignatures signatures) {
        return CrushLowering.lower(CrushVerifier.verify(program), name, signatures).program();
    }

    /**
     * Lists a capsule that was verified.
     *
     * @param title what is said in a comment; null for nothing
     */
    public static String list(CrushProgram program, String title) {
        return ListingWriter.write(program, title);
    }

    private static LoadException refusal(ErrorKind kind, String problem) {
        return new LoadException(kind, problem, LoadException.Place.UNKNOWN);
    }

    private static Container container(byte[] content) {
        int start = ContentStart.of(content);
        int significant = ContentStart.significant(content);
        if (significant == content.length) {
            return Container.NONE;
        }
        if (content[significant] == '{') {
            return Container.JSON;
        }
        if (startsWith(content, start, "ECSM")) {
            return Container.ENCRYPTED;
        }
        int first = content[start] & 0xFF;
        if ((first >= 0x80 && first <= 0x9F) || (first >= 0xDC && first <= 0xDF)) {
            return Container.MESSAGE_PACK;
        }
        return ListingReader.isListing(content, significant) ? Container.LISTING : Container.NONE;
    }

    private static boolean startsWith(byte[] content, int start, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < expected.length; i++) {
            if (start + i >= content.length || content[start + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
