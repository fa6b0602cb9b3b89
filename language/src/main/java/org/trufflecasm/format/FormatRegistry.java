package org.trufflecasm.format;

import java.util.List;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Limits;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crush.CrushFormat;
import org.trufflecasm.format.crush.convert.CrushConversion;
import org.trufflecasm.format.crush.cvm1.Cvm1Format;

/** All formats; a file's format is recognised by its content, never by its name. */
public final class FormatRegistry {
    private static final List<Format> FORMATS = List.of(new CrushFormat(), new Cvm1Format());

    private FormatRegistry() {}

    /**
     * Reads, verifies and lowers a capsule of any format.
     *
     * @param content the whole file, with or without a {@code #!} line; must not change afterwards
     * @param name what the program is called in messages, usually the file name
     * @param signatures which host capabilities give values
     * @throws LoadException if it is not a correct capsule, or needs what this version does not
     *     offer
     */
    public static LoadedCapsule load(byte[] content, String name, CapabilitySignatures signatures) {
        return detect(content).load(content, name, signatures);
    }

    /**
     * A readable listing of a capsule of any format, also of one that this version cannot execute.
     *
     * @param content the whole file, with or without a {@code #!} line
     * @param name what the program is called in the listing
     * @throws LoadException if it is not a correct capsule
     */
    public static String disassemble(byte[] content, String name) {
        return detect(content).disassemble(content, name);
    }

    /**
     * Writes a capsule of any format in another form.
     *
     * @param content the whole file, with or without a {@code #!} line
     * @param name what the program is called in messages
     * @param to the form
     * @param signatures which host capabilities give values; where a capability gives none, the two
     *     profiles of Crush differ
     * @throws LoadException if it is not a correct capsule
     * @throws ConversionException if it cannot be written in that form
     */
    public static byte[] convert(
            byte[] content, String name, ContainerForm to, CapabilitySignatures signatures) {
        return detect(content) instanceof Cvm1Format
                ? CrushConversion.fromCvm1(content, name, to, signatures)
                : CrushConversion.fromIr(content, name, to, signatures);
    }

    private static Format detect(byte[] content) {
        if (content.length > Limits.MAX_CAPSULE_BYTES) {
            throw new LoadException(
                    ErrorKind.LoadError,
                    "the capsule has more than " + Limits.MAX_CAPSULE_BYTES + " bytes",
                    LoadException.Place.UNKNOWN);
        }
        for (Format format : FORMATS) {
            if (format.detects(content)) {
                return format;
            }
        }
        throw new LoadException(
                ErrorKind.ParseError,
                ContentStart.isBlank(content)
                        ? "the file is empty"
                        : "this is not a capsule of any known format",
                LoadException.Place.UNKNOWN);
    }
}
