package org.trufflecasm.format.crab;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.ContentStart;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.Format;
import org.trufflecasm.format.LoadedCapsule;

/** Modules of the Crab virtual machine: {@code .cvm}, historic {@code .cby}, and text. */
public final class CrabFormat implements Format {
    /** The forms that modules can be written in, the usual one first. */
    public static final List<ContainerForm> FORMS =
            List.of(ContainerForm.CVM, ContainerForm.CVM_TEXT, ContainerForm.WASM);

    /** Version 1 and no flags: then it is a module, whatever its first letters are. */
    private static final int USUAL_HEADER = 0x0001_0000;

    @Override
    public String name() {
        return "crab";
    }

    @Override
    public boolean detects(byte[] content) {
        int start = ContentStart.of(content);
        boolean module =
                content.length - start >= 8
                        && (word(content, start) == CrabReader.MAGIC
                                || (isCapital(content[start])
                                        && word(content, start + 4) == USUAL_HEADER));
        boolean begun =
                content.length - start >= 4
                        && content.length - start < 8
                        && word(content, start) == CrabReader.MAGIC;
        return module || begun || CrabAssembler.isText(content);
    }

    @Override
    public boolean isBinary(byte[] start) {
        int at = ContentStart.of(start);
        return start.length - at >= 4 && word(start, at) == CrabReader.MAGIC;
    }

    private static boolean isCapital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private static int word(byte[] content, int at) {
        int word = 0;
        for (int i = 0; i < 4; i++) {
            word = word << 8 | (content[at + i] & 0xFF);
        }
        return word;
    }

    @Override
    public LoadedCapsule load(byte[] content, String name, CapabilitySignatures signatures) {
        CrabLowering.Lowered lowered;
        if (LegacyReader.isLegacy(content)) {
            lowered = LegacyLowering.lower(LegacyReader.read(content), name);
        } else {
            CrabModule module = read(content);
            CrabVerifier.verify(module);
            lowered = CrabLowering.lower(module, name);
        }
        return new LoadedCapsule(
                lowered.program(),
                name(),
                lowered.capabilities(),
                () -> disassemble(content, name),
                () -> disassemble(content, name));
    }

    /**
     * Reads a module or its text; it is not yet verified.
     *
     * @param content the whole file
     * @throws LoadException if it is none
     */
    public static CrabModule read(byte[] content) {
        return CrabAssembler.isText(content)
                ? CrabAssembler.assemble(content)
                : CrabReader.read(content);
    }

    @Override
    public String disassemble(byte[] content, String name) {
        return LegacyReader.isLegacy(content)
                ? LegacyListing.write(LegacyReader.read(content), name)
                : CrabTextWriter.write(read(content), name);
    }

    /**
     * Writes a module in another form.
     *
     * @param content the whole file
     * @param name what the program is called in messages
     * @param to one of {@link #FORMS}
     * @param signatures not used: a module says itself what its natives give
     * @throws LoadException if it is not a correct module
     * @throws ConversionException if it cannot be written in that form
     */
    public static byte[] convert(
            byte[] content,
            String name,
            ContainerForm to,
            @SuppressWarnings("unused") CapabilitySignatures signatures) {
        if (LegacyReader.isLegacy(content)) {
            throw new ConversionException("historic files can only be read, run and listed");
        }
        CrabModule module = read(content);
        CrabVerifier.verify(module);
        return switch (to) {
            case CVM -> CrabWriter.write(module);
            case CVM_TEXT -> CrabTextWriter.write(module, name).getBytes(StandardCharsets.UTF_8);
            case WASM -> WasmTranslator.translate(module);
            default ->
                    throw new ConversionException(
                            "CVM modules have no " + to.title() + "; write one of cvm, cvm-text");
        };
    }
}
