package org.trufflecasm.tck.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.Program;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.format.crush.cvm1.Cvm1Format;
import org.trufflecasm.tck.reference.ReferenceInterpreter;
import org.trufflecasm.tck.reference.ReferenceOptions;
import org.trufflecasm.tck.reference.ReferenceResult;

class ProgramGeneratorTest {
    private static final long PROGRAMS = 400;

    private static Program load(CapsuleModel model) {
        return FormatRegistry.load(
                        model.toJson().getBytes(StandardCharsets.UTF_8),
                        "generated.json",
                        ReferenceInterpreter.signatures())
                .program();
    }

    private static LongStream seeds() {
        return LongStream.range(0, PROGRAMS);
    }

    @Test
    void aSeedAlwaysGivesTheSameProgram() {
        seeds().limit(50)
                .forEach(
                        seed ->
                                assertEquals(
                                        ProgramGenerator.generate(seed).toJson(),
                                        ProgramGenerator.generate(seed).toJson()));
    }

    @Test
    void allProgramsVerify() {
        seeds().mapToObj(ProgramGenerator::generate)
                .forEach(model -> ProgramVerifier.verify(load(model)));
    }

    @Test
    void nearlyAllProgramsEnd() {
        ReferenceOptions options = ReferenceOptions.NONE.withPatience(200_000);
        long ended =
                seeds().mapToObj(ProgramGenerator::generate)
                        .map(
                                model ->
                                        ReferenceInterpreter.runJson(
                                                model.toJson().getBytes(StandardCharsets.UTF_8),
                                                options))
                        .filter(result -> result.ending() != ReferenceResult.Ending.GAVE_UP)
                        .count();
        assertTrue(ended > PROGRAMS * 9 / 10, () -> "only " + ended + " programs end");
    }

    @Test
    void allOpcodesAreExecutedButRequestsToTheHost() {
        ReferenceOptions options = ReferenceOptions.NONE.withPatience(20_000);
        Set<CrushOpcode> missing = EnumSet.allOf(CrushOpcode.class);
        missing.removeIf(ProgramGeneratorTest::isBeyondPrograms);
        for (long seed = 0; seed < PROGRAMS && !missing.isEmpty(); seed++) {
            byte[] capsule =
                    ProgramGenerator.generate(seed).toJson().getBytes(StandardCharsets.UTF_8);
            byte[] flat =
                    FlatProgramGenerator.generate(seed).text().getBytes(StandardCharsets.UTF_8);
            missing.removeAll(ReferenceInterpreter.runJson(capsule, options).executed());
            missing.removeAll(
                    ReferenceInterpreter.run(flat, "flat.casm", List.of("io.print"), options)
                            .executed());
        }
        assertEquals(Set.of(), missing);
    }

    private static boolean isBeyondPrograms(CrushOpcode opcode) {
        Set<Feature> enabled = Feature.enabled();
        return switch (opcode) {
            case CALL_HOST, CALL_INTERFACE, EXEC_LANG, GC -> true;
            case PUSH_CLOSURE, CALL_VALUE -> !enabled.contains(Feature.FUNCTIONS);
            case BORROW, BORROW_MUT, RELEASE, RELEASE_MUT -> !enabled.contains(Feature.BORROWS);
            default -> opcode.title().matches("(?i)(ai|dom)_.*");
        };
    }

    @Test
    void flatProgramsAreCorrectAndDependOnTheirSeedOnly() {
        seeds().forEach(
                        seed -> {
                            String text = FlatProgramGenerator.generate(seed).text();
                            assertEquals(text, FlatProgramGenerator.generate(seed).text());
                            Cvm1Format.read(text.getBytes(StandardCharsets.UTF_8), "flat.casm");
                        });
    }

    @Test
    void aShrunkProgramKeepsWhatItWasShrunkFor() {
        CapsuleModel model = ProgramGenerator.generate(5);
        CapsuleModel small =
                Shrinker.shrink(model, candidate -> candidate.toJson().contains("\"add\""));
        assertEquals(1, small.size());
        assertTrue(small.toJson().contains("\"add\""));
    }

    @Test
    void jumpsAreWrittenAsIndicesOrNames() {
        List<Element> body =
                List.of(
                        new Element.Step("jmp", Map.of(), 0, false, 0),
                        new Element.Step("nop", Map.of(), Element.Step.NO_TARGET, false, 7),
                        new Element.Place(0),
                        new Element.Step(
                                "push_str",
                                Map.of("value", "a\"\n"),
                                Element.Step.NO_TARGET,
                                true,
                                0));
        assertTrue(
                write(new FunctionModel("main", List.of(), body, false))
                        .contains("{\"op\": \"jmp\", \"target\": 2}"));
        String named = write(new FunctionModel("main", List.of(), body, true));
        assertTrue(named.contains("{\"op\": \"jmp\", \"target\": \"L0\"}"));
        assertTrue(named.contains("{\"op\": \"label\", \"name\": \"L0\"}"));
        assertTrue(
                named.contains("{\"op\": \"push_str\", \"args\": {\"value\": \"a\\\"\\u000a\"}}"));
        assertTrue(named.contains("\"meta\": {\"file\": \"m.py\", \"line\": 7,"));
    }

    private static String write(FunctionModel function) {
        return new CapsuleModel(List.of(function), false, List.of(), Map.of(), List.of(), "")
                .toJson();
    }
}
