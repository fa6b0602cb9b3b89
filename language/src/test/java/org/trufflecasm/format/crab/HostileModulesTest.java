package org.trufflecasm.format.crab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.FormatRegistry;

/**
 * Files that are cut, changed or lie: a program or a refusal with a name, nothing else. The system
 * property {@code casm.mutations} says how many changed files of each kind are tried.
 */
class HostileModulesTest {
    private static final int MUTATIONS = Integer.getInteger("casm.mutations", 5_000);
    private static final int LARGEST = 4_000;

    /** Everything that happens before a run; what kind of refusal it was, or null. */
    private static ErrorKind prepare(byte[] content) {
        try {
            Program program =
                    FormatRegistry.load(content, "hostile", CapabilitySignatures.NONE).program();
            VerifiedProgram verified = ProgramVerifier.verify(program);
            for (int i = 0; i < program.functions().size(); i++) {
                verified.flow(i).structure();
            }
            FormatRegistry.disassemble(content, "hostile");
            convert(content);
            return null;
        } catch (LoadException refused) {
            assertTrue(refused.kind().mayBeLoadTime(), refused::getMessage);
            assertFalse(refused.getMessage().isEmpty());
            return refused.kind();
        } catch (RuntimeException | Error defect) {
            return fail("input: " + HexFormat.of().formatHex(content), defect);
        }
    }

    private static void convert(byte[] content) {
        try {
            byte[] text =
                    FormatRegistry.convert(
                            content, "t", ContainerForm.CVM_TEXT, CapabilitySignatures.NONE);
            byte[] module =
                    FormatRegistry.convert(text, "t", ContainerForm.CVM, CapabilitySignatures.NONE);
            byte[] same =
                    FormatRegistry.convert(
                            content, "t", ContainerForm.CVM, CapabilitySignatures.NONE);
            assertTrue(Arrays.equals(same, module), "text does not give the same module");
            FormatRegistry.convert(content, "t", ContainerForm.WASM, CapabilitySignatures.NONE);
        } catch (ConversionException impossible) {
            assertTrue(impossible.getMessage().length() > 10);
        }
    }

    @Test
    void filesCutAtEachByteAreRefused() {
        for (CrabCases.Case one : CrabCases.all()) {
            byte[] content = one.content();
            if (!one.loads() || content.length > LARGEST) {
                continue;
            }
            for (int length = 0; length < content.length; length++) {
                byte[] cut = Arrays.copyOf(content, length);
                ErrorKind refused = prepare(cut);
                // What is left of a historic file may be one that ends behind its constants.
                assertTrue(refused != null || !one.isModule(), one.id() + " cut at " + length);
                if (length >= 8 && one.isModule()) {
                    assertTrue(refused == ErrorKind.Truncated, one.id() + ": " + refused);
                }
            }
        }
    }

    @Test
    void changedModulesAreProgramsOrRefused() {
        change(
                CrabCases.all().stream()
                        .map(CrabCases.Case::content)
                        .filter(content -> content.length <= LARGEST)
                        .toList(),
                false);
    }

    @Test
    void changedTextsAreProgramsOrRefused() {
        change(
                CrabCases.all().stream()
                        .filter(one -> one.isModule() && one.content().length <= LARGEST)
                        .map(
                                one ->
                                        CrabTextWriter.write(CrabReader.read(one.content()), "t")
                                                .getBytes(StandardCharsets.UTF_8))
                        .toList(),
                true);
    }

    private static void change(List<byte[]> seeds, boolean text) {
        SplittableRandom random = new SplittableRandom(text ? 11 : 12);
        Map<ErrorKind, Integer> kinds = new EnumMap<>(ErrorKind.class);
        int programs = 0;
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] changed = seeds.get(random.nextInt(seeds.size())).clone();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(changed.length);
                switch (random.nextInt(text ? 2 : 4)) {
                    case 0 -> changed[at] = (byte) random.nextInt(text ? 32 : 0, text ? 127 : 256);
                    case 1 -> changed[at] = changed[random.nextInt(changed.length)];
                    case 2 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                    default -> changed[at] = (byte) (random.nextBoolean() ? 0xFF : 0xFE);
                }
            }
            if (random.nextInt(8) == 0) {
                changed = Arrays.copyOf(changed, random.nextInt(changed.length + 8));
            }
            ErrorKind refused = prepare(changed);
            if (refused == null) {
                programs++;
            } else {
                kinds.merge(refused, 1, Integer::sum);
            }
        }
        System.out.println((text ? "texts" : "modules") + ": " + programs + " load, " + kinds);
        assertTrue(programs > MUTATIONS / 100, "hardly any of them is a program any more");
        assertTrue(kinds.size() > (text ? 3 : 12), kinds::toString);
    }

    @Test
    void lyingSizesAllocateNothing() {
        byte[] header = HexFormat.of().parseHex("4352414200010000ffffffff");
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        for (int i = 0; i < 1_000; i++) {
            assertTrue(prepare(header) == ErrorKind.Truncated);
        }
        long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertTrue(after - before < 200L << 20, () -> "bytes: " + (after - before));
    }

    /** A large module is read, verified and lowered in a time that grows with its size. */
    @Test
    void tenMegabytesLoadInTime() {
        StringBuilder text = new StringBuilder(".crab 1\n");
        // In 300 functions, since one of them has at most four million instructions.
        for (int f = 0; f < 300; f++) {
            text.append(".func 0 0 1\n");
            for (int i = 0; i < 3_400; i++) {
                text.append("x")
                        .append(i)
                        .append(":\nLOAD_CONST =1\nSTORE_LOCAL 0\nLOAD_LOCAL 0\n");
                text.append("JUMP_IF @x").append(i / 2).append('\n');
            }
        }
        byte[] module =
                CrabWriter.write(
                        CrabAssembler.assemble(text.toString().getBytes(StandardCharsets.UTF_8)));
        assertTrue(module.length > 10_000_000, () -> "only " + module.length);
        long start = System.nanoTime();
        FormatRegistry.load(module, "large", CapabilitySignatures.NONE);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println("10 MB module read and verified in " + millis + " ms");
        assertTrue(millis < 20_000, () -> "it took " + millis + " ms");
    }
}
