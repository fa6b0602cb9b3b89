package org.trufflecasm.format.crush.convert;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Program;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.crush.CapsuleWriter;
import org.trufflecasm.format.crush.CrushFormat;
import org.trufflecasm.format.crush.CrushProgram;
import org.trufflecasm.format.crush.cvm1.Cvm1Format;
import org.trufflecasm.format.crush.cvm1.Cvm1Program;
import org.trufflecasm.format.crush.cvm1.Cvm1TextWriter;
import org.trufflecasm.format.crush.cvm1.Cvm1Writer;

/** Writes capsules of Crush in any of their forms. */
public final class CrushConversion {
    /** The forms that capsules can be written in; assembling gives the first. */
    public static final List<ContainerForm> FORMS =
            List.of(
                    ContainerForm.CVM1,
                    ContainerForm.JSON,
                    ContainerForm.MESSAGE_PACK,
                    ContainerForm.TEXT,
                    ContainerForm.LISTING);

    private CrushConversion() {}

    /**
     * Writes a capsule of the IR profile in another form.
     *
     * @param content the whole file
     * @param name what it is called
     * @param to the form
     * @param signatures which capabilities give values; a conversion between profiles counts on it
     * @throws org.trufflecasm.error.LoadException if it is not a correct capsule
     * @throws ConversionException if it cannot be written in that form
     */
    public static byte[] fromIr(
            byte[] content, String name, ContainerForm to, CapabilitySignatures signatures) {
        CrushProgram program = CrushFormat.read(content);
        CrushFormat.verify(program);
        return switch (to) {
            case JSON, MESSAGE_PACK, LISTING -> writeIr(program, to);
            case CVM1, TEXT ->
                    writeCvm1(
                            ToCvm1.convert(
                                    CrushFormat.lower(program, name, signatures), signatures),
                            to);
            default -> throw new IllegalArgumentException(to.key());
        };
    }

    /**
     * Writes a capsule of the CVM1 profile in another form.
     *
     * @param content the whole file
     * @param name what it is called
     * @param to the form
     * @param signatures which capabilities give values; a conversion between profiles counts on it
     * @throws org.trufflecasm.error.LoadException if it is not a correct capsule
     * @throws ConversionException if it cannot be written in that form
     */
    public static byte[] fromCvm1(
            byte[] content, String name, ContainerForm to, CapabilitySignatures signatures) {
        Cvm1Program program = Cvm1Format.read(content, name);
        return switch (to) {
            case CVM1, TEXT -> writeCvm1(program, to);
            case JSON, MESSAGE_PACK, LISTING -> {
                CrushProgram converted = FromCvm1.convert(program, signatures);
                Program lowered = CrushFormat.lower(converted, name, signatures);
                ConversionProof.checkShared(lowered);
                yield writeIr(converted, to);
            }
            default -> throw new IllegalArgumentException(to.key());
        };
    }

    private static byte[] writeIr(CrushProgram program, ContainerForm to) {
        return switch (to) {
            case JSON -> CapsuleWriter.json(program);
            case MESSAGE_PACK -> CapsuleWriter.messagePack(program);
            default -> CrushFormat.list(program, null).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] writeCvm1(Cvm1Program program, ContainerForm to) {
        return to == ContainerForm.CVM1
                ? Cvm1Writer.write(program)
                : Cvm1TextWriter.write(program, null).getBytes(StandardCharsets.UTF_8);
    }
}
