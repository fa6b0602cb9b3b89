package org.trufflecasm.tck.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.ConversionException;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.launcher.conformance.Bytes;
import org.trufflecasm.launcher.conformance.CapsuleForm;
import org.trufflecasm.launcher.conformance.CaseLoader;
import org.trufflecasm.launcher.conformance.CaseOptions;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.Outcome;
import org.trufflecasm.tck.ProjectFiles;
import org.trufflecasm.tck.generator.CrabProgramGenerator;
import org.trufflecasm.tck.tier.ReferenceTier;

/**
 * Modules of the Crab virtual machine as WebAssembly, executed by node. Where there is no node, the
 * tests that need it are reported as skipped.
 */
class WasmTest {
    private static final String NODE = "node";
    private static boolean hasNode;

    @TempDir private Path folder;

    @BeforeAll
    static void findNode() throws InterruptedException {
        try {
            hasNode =
                    new ProcessBuilder(NODE, "--version")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException absent) {
            hasNode = false;
        }
    }

    private static byte[] translate(byte[] module) {
        return FormatRegistry.convert(
                module, "module", ContainerForm.WASM, CapabilitySignatures.NONE);
    }

    /** What it prints, and then what it complains of. */
    private String run(byte[] wasm) throws IOException, InterruptedException {
        Path file = folder.resolve("module.wasm");
        Files.write(file, wasm);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder(
                                NODE,
                                ProjectFiles.root()
                                        .resolve("examples/crab/run-wasm.mjs")
                                        .toString(),
                                file.toString())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end");
        }
        return Files.readString(out) + Files.readString(err);
    }

    @Test
    void conformanceModulesDoTheSameInNode() throws IOException, InterruptedException {
        assumeTrue(hasNode, "there is no node on this machine");
        int translated = 0;
        List<String> differences = new ArrayList<>();
        List<ConformanceCase> cases =
                CaseLoader.load(List.of(ProjectFiles.root().resolve("conformance").resolve("cvm")));
        for (ConformanceCase one : cases) {
            byte[] wasm;
            try {
                wasm = translate(one.capsule().toArray());
            } catch (LoadException | ConversionException refused) {
                continue;
            }
            translated++;
            String message = one.expectation().errorMessage();
            String expected =
                    one.expectation().stdout()
                            + (message == null ? "" : "error: " + message + "\n");
            String actual = run(wasm);
            if (!actual.equals(expected)) {
                differences.add(one.id() + ": expected " + expected + ", got " + actual);
            }
        }
        assertEquals(List.of(), differences);
        int count = translated;
        assertTrue(count >= 30, () -> "only " + count + " modules could be translated");
    }

    @Test
    void randomModulesDoTheSameInNode() throws IOException, InterruptedException {
        assumeTrue(hasNode, "there is no node on this machine");
        ReferenceTier reference = new ReferenceTier();
        int translated = 0;
        List<String> differences = new ArrayList<>();
        for (long seed = 0; seed < 4_000 && translated < 40; seed++) {
            byte[] module = CrabProgramGenerator.ofNumbers(seed).getBytes(StandardCharsets.UTF_8);
            byte[] wasm;
            try {
                wasm = translate(module);
            } catch (ConversionException refused) {
                continue;
            }
            Outcome expected = reference.run(request(module));
            if ("StepQuota".equals(expected.errorKind())) {
                continue;
            }
            translated++;
            String actual = run(wasm);
            String wanted =
                    expected.stdout()
                            + (expected.isOk() ? "" : "error: " + expected.message() + "\n");
            if (!actual.equals(wanted)) {
                differences.add("seed " + seed + ": expected " + wanted + ", got " + actual);
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(40, translated, "too few random modules can be translated");
    }

    private static ConformanceCase request(byte[] module) {
        return new ConformanceCase(
                "module",
                Path.of("module.cvm"),
                "",
                List.of(),
                CapsuleForm.TEXT,
                "module.cvm",
                Bytes.of(module),
                new CaseOptions("", List.of(), List.of(), Map.of("max_steps", 100_000L), List.of()),
                null,
                null);
    }

    @Test
    void whatIsNotTranslatedIsRefusedWithTheReason() {
        assertRefused(
                "LOAD_CONST =\"a\"\nPRINT",
                "function 0, instruction 0: Strings are not translated");
        assertRefused(
                "LOAD_CONST =nil\nPRINT",
                "function 0, instruction 1: the operand is Nil; a Number or a Boolean is needed");
        assertRefused(
                "LOAD_LOCAL 0\nPRINT",
                "function 0, instruction 1: the operand is Nil; a Number or a Boolean is needed");
        assertRefused(
                "LOAD_CONST =1\nLOAD_CONST =true\nADD\nPOP",
                "function 0, instruction 2: a Number is needed, and the operand is a Boolean");
        assertRefused(
                "LOAD_CONST =true\nJUMP_IF @a\nLOAD_CONST =1\nJUMP @b\na:\nLOAD_CONST =true\nb:\nPRINT",
                "function 0, instruction 5: the operand is of different kinds; a Number or a Boolean"
                        + " is needed");
        assertRefused(
                "LOAD_CONST =1\nTYPE_OF\nPOP",
                "function 0, instruction 1: TYPE_OF is not translated; Numbers, Booleans, calls,"
                        + " jumps and PRINT are");
        assertRefused(
                "CALL_NATIVE host\nPOP",
                "function 0, instruction 0: the native 'host' is not known there");
    }

    private static void assertRefused(String code, String reason) {
        String text = ".crab 1\n.native host 0 1\n.func 0 0 1\n" + code;
        try {
            translate(text.getBytes(StandardCharsets.UTF_8));
        } catch (ConversionException refused) {
            assertEquals(reason, refused.getMessage());
            return;
        }
        throw new AssertionError("translated: " + code);
    }
}
