package org.trufflecasm.tck.containers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.ProgramPrinter;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.launcher.conformance.Bytes;
import org.trufflecasm.launcher.conformance.CaseLoader;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.Judge;
import org.trufflecasm.tck.ProjectFiles;
import org.trufflecasm.tck.generator.Feature;
import org.trufflecasm.tck.generator.ProgramGenerator;
import org.trufflecasm.tck.reference.ReferenceInterpreter;
import org.trufflecasm.tck.reference.ReferenceOptions;
import org.trufflecasm.tck.reference.ReferenceResult;
import org.trufflecasm.tck.tier.Tier;
import org.trufflecasm.tck.tier.TruffleTier;

/**
 * Random programs and conformance cases through the containers of their own profile and through the
 * other profile: what can be converted does the same.
 */
class ConversionTest {
    private static final long PROGRAMS = Long.getLong("casm.programs", 500);
    private static final CapabilitySignatures SIGNATURES = ReferenceInterpreter.signatures();

    private static byte[] convert(byte[] content, ContainerForm to) {
        return FormatRegistry.convert(content, "t", to, SIGNATURES);
    }

    private static byte[] generated(long seed, Set<Feature> features) {
        return ProgramGenerator.generate(seed, features).toJson().getBytes(StandardCharsets.UTF_8);
    }

    /** The lowered program and all its positions. */
    private static String core(byte[] content) {
        Program program = FormatRegistry.load(content, "t", SIGNATURES).program();
        StringBuilder text = new StringBuilder(ProgramPrinter.list(program).text());
        program.functions()
                .forEach(
                        function -> {
                            for (int i = 0; i < function.code().size(); i++) {
                                text.append(function.sourceMap().at(i)).append('\n');
                            }
                        });
        return text.append(program.manifest()).toString();
    }

    @Test
    void randomProgramsThroughContainers() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            byte[] original = generated(seed, Feature.enabled());
            byte[] json = convert(original, ContainerForm.JSON);
            byte[] packed = convert(json, ContainerForm.MESSAGE_PACK);
            byte[] listing = convert(packed, ContainerForm.LISTING);
            String shown = "seed " + seed;
            assertArrayEquals(json, convert(packed, ContainerForm.JSON), shown);
            assertArrayEquals(json, convert(listing, ContainerForm.JSON), shown);
            assertArrayEquals(packed, convert(listing, ContainerForm.MESSAGE_PACK), shown);
            assertEquals(core(original), core(packed), shown);
        }
    }

    /** What a run shows; positions and indexes of instructions aside. */
    private static List<Object> shown(ReferenceResult result) {
        List<Object> shown = new ArrayList<>();
        shown.add(result.ending());
        shown.add(result.stdout());
        shown.add(result.resultType());
        shown.add(result.resultText());
        shown.add(result.errorKind());
        shown.add(result.message());
        shown.add(result.trace().stream().map(ReferenceResult.Frame::function).toList());
        return shown;
    }

    /** Anything: most of it cannot be converted, and what is converted nevertheless is right. */
    @Test
    void randomProgramsThroughTheOtherProfile() {
        convertAll(Feature.enabled(), 8);
    }

    /**
     * What both profiles can say. Not converted is code that takes operands nobody passes, since no
     * call says how many there are, and a handler with operands below it.
     */
    @Test
    void convertibleProgramsThroughTheOtherProfile() {
        convertAll(Feature.CONVERTIBLE, 65);
    }

    /**
     * Takes programs through the other profile and back.
     *
     * @param least the share of programs that must be convertible, in percent
     */
    private static void convertAll(Set<Feature> features, long least) {
        ReferenceOptions patient = ReferenceOptions.NONE.withPatience(300_000);
        Map<String, Integer> reasons = new TreeMap<>();
        int converted = 0;
        for (long seed = 0; seed < PROGRAMS; seed++) {
            byte[] original = generated(seed, features);
            byte[] back;
            try {
                byte[] binary = convert(original, ContainerForm.CVM1);
                byte[] text = convert(binary, ContainerForm.TEXT);
                assertArrayEquals(binary, convert(text, ContainerForm.CVM1), "seed " + seed);
                back = convert(binary, ContainerForm.JSON);
            } catch (ConversionException impossible) {
                String reason = impossible.getMessage().replaceFirst("^.*?: (.*: )?", "");
                reasons.merge(reason.replaceAll("\\b\\w*\\d\\w*\\b", "…"), 1, Integer::sum);
                continue;
            }
            ReferenceResult expected = ReferenceInterpreter.runJson(original, patient);
            if (expected.ending() != ReferenceResult.Ending.GAVE_UP) {
                converted++;
                assertEquals(
                        shown(expected),
                        shown(ReferenceInterpreter.runJson(back, patient.withPatience(3_000_000))),
                        "seed " + seed);
            }
        }
        System.out.println("converted " + converted + " of " + PROGRAMS + ", not: " + reasons);
        assertTrue(
                converted * 100L >= least * PROGRAMS,
                () -> "too few were converted, not: " + reasons);
    }

    @Test
    void casesInTheOtherProfile() throws IOException {
        int converted = 0;
        List<String> failures = new ArrayList<>();
        try (Tier tier = TruffleTier.interpreter()) {
            for (ConformanceCase one : CaseLoader.load(List.of(ProjectFiles.conformance()))) {
                // The converted program executes other instructions, which limits count.
                if (!one.isJudgeable()
                        || !one.options().limits().isEmpty()
                        || !Judge.differences(one, tier.run(one)).isEmpty()) {
                    continue; // a case that fails is reported by ConformanceTest
                }
                for (ContainerForm form : List.of(ContainerForm.TEXT, ContainerForm.JSON)) {
                    // Permissions from the command line are for what cannot ask itself.
                    if (form == ContainerForm.JSON && !one.options().permissions().isEmpty()) {
                        continue;
                    }
                    byte[] content;
                    try {
                        content =
                                convert(convert(one.capsule().toArray(), ContainerForm.TEXT), form);
                    } catch (LoadException | ConversionException impossible) {
                        continue;
                    }
                    converted++;
                    Judge.differences(one, tier.run(with(one, content))).stream()
                            .map(difference -> one.id() + " as " + form + ": " + difference)
                            .forEach(failures::add);
                }
            }
        }
        System.out.println("converted " + converted + " cases");
        assertEquals(List.of(), failures);
        assertTrue(converted > 100, "too few were converted: " + converted);
    }

    private static ConformanceCase with(ConformanceCase one, byte[] capsule) {
        return new ConformanceCase(
                one.id(),
                one.location(),
                one.title(),
                one.tags(),
                one.form(),
                one.capsuleName(),
                Bytes.of(capsule),
                one.options(),
                one.expectation(),
                one.problem());
    }
}
