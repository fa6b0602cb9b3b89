package org.trufflecasm.format;

import java.util.List;
import java.util.stream.Collectors;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Limits;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crab.CrabFormat;
import org.trufflecasm.format.crush.CrushFormat;
import org.trufflecasm.format.crush.convert.CrushConversion;
import org.trufflecasm.format.crush.cvm1.Cvm1Format;

/** All formats; a file's format is recognised by its content, never by its name. */
public final class FormatRegistry {
    private static final List<Wing> WINGS =
            List.of(
                    new Wing(new CrabFormat(), CrabFormat::convert, CrabFormat.FORMS),
                    new Wing(new CrushFormat(), CrushConversion::fromIr, CrushConversion.FORMS),
                    new Wing(new Cvm1Format(), CrushConversion::fromCvm1, CrushConversion.FORMS));

    private FormatRegistry() {}

    /** Writes a capsule of one format in another form, as {@link FormatRegistry#convert}. */
    @FunctionalInterface
    private interface Converter {
        byte[] convert(
                byte[] content, String name, ContainerForm to, CapabilitySignatures signatures);
    }

    /**
     * A format and what belongs to it.
     *
     * @param format reads it
     * @param converter writes what it reads
     * @param forms the forms that it writes, first what assembling gives
     */
    private record Wing(Format format, Converter converter, List<ContainerForm> forms) {}

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
        return detect(content).format.load(content, name, signatures);
    }

    /**
     * A readable listing of a capsule of any format, also of one that this version cannot execute.
     *
     * @param content the whole file, with or without a {@code #!} line
     * @param name what the program is called in the listing
     * @throws LoadException if it is not a correct capsule
     */
    public static String disassemble(byte[] content, String name) {
        return detect(content).format.disassemble(content, name);
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
        Wing wing = detect(content);
        if (!wing.forms.contains(to)) {
            throw new ConversionException(
                    "what "
                            + wing.format.name()
                            + " reads can be written as "
                            + wing.forms.stream()
                                    .map(ContainerForm::key)
                                    .collect(Collectors.joining(", ")));
        }
        return wing.converter.convert(content, name, to, signatures);
    }

    /**
     * Whether a file is certainly a capsule in a binary form.
     *
     * @param start its first bytes, with or without a {@code #!} line
     */
    public static boolean isBinary(byte[] start) {
        return WINGS.stream().anyMatch(wing -> wing.format.isBinary(start));
    }

    /**
     * The forms in which a capsule of the same family can be written, first what assembling gives.
     *
     * @param content the whole file
     * @throws LoadException if it is no capsule
     */
    public static List<ContainerForm> forms(byte[] content) {
        return detect(content).forms;
    }

    private static Wing detect(byte[] content) {
        if (content.length > Limits.MAX_CAPSULE_BYTES) {
            throw new LoadException(
                    ErrorKind.LoadError,
                    "the capsule has more than " + Limits.MAX_CAPSULE_BYTES + " bytes",
                    LoadException.Place.UNKNOWN);
        }
        for (Wing wing : WINGS) {
            if (wing.format.detects(content)) {
                return wing;
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
