package org.trufflecasm.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.ProgramPrinter;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crush.CrushFormat;
import org.trufflecasm.format.crush.CrushProgram;
import org.trufflecasm.format.crush.cvm1.Cvm1Format;
import org.trufflecasm.format.crush.cvm1.Cvm1Instruction;
import org.trufflecasm.format.crush.cvm1.Cvm1Program;

/** Every conformance case through every container and back. */
class RoundTripTest {
    private static final Path CASES = Path.of("../conformance/crush");
    private static final CapabilitySignatures SIGNATURES =
            name -> !Set.of("io.print", "io.eprint", "fs.write").contains(name);

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        Map<String, byte[]> capsules = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = capsule(file);
                if (content != null) {
                    capsules.put(CASES.relativize(file).toString(), content);
                }
            }
        }
        assertTrue(capsules.size() > 170, "the cases were not found");
        return capsules.entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> check(one.getValue())));
    }

    /** The capsule of a case file or folder; null if the file is none. */
    private static byte[] capsule(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.startsWith("capsule.")) {
            return Files.readAllBytes(file);
        }
        if (!name.matches("\\d+_.*\\.json")) {
            return null;
        }
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        JsonNode capsule = root.get("capsule");
        return root.get("format").textValue().endsWith("-hex")
                ? HexFormat.of().parseHex(capsule.textValue())
                : (capsule.isTextual() ? capsule.textValue() : capsule.toString())
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] convert(byte[] content, ContainerForm to) {
        return FormatRegistry.convert(content, "t", to, SIGNATURES);
    }

    private static void check(byte[] content) {
        try {
            if (new Cvm1Format().detects(content) && !new CrushFormat().detects(content)) {
                checkCvm1(content);
            } else {
                checkIr(content);
            }
        } catch (LoadException refused) {
            // A case about a refusal; those are judged elsewhere.
        }
    }

    private static void checkIr(byte[] content) {
        byte[] json = convert(content, ContainerForm.JSON);
        assertEquals(everything(CrushFormat.read(content)), everything(CrushFormat.read(json)));
        byte[] packed = convert(json, ContainerForm.MESSAGE_PACK);
        byte[] listing = convert(packed, ContainerForm.LISTING);
        assertArrayEquals(json, convert(listing, ContainerForm.JSON));
        assertArrayEquals(packed, convert(listing, ContainerForm.MESSAGE_PACK));
        assertArrayEquals(listing, convert(json, ContainerForm.LISTING));
        byte[] disassembled =
                FormatRegistry.disassemble(packed, "a\nname").getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(json, convert(disassembled, ContainerForm.JSON));
    }

    /** Everything that the lowered program says. */
    private static String everything(CrushProgram program) {
        Program lowered;
        try {
            lowered = CrushFormat.lower(program, "t", SIGNATURES);
        } catch (LoadException notYet) {
            return notYet.problem() + program.manifest();
        }
        StringBuilder text = new StringBuilder(ProgramPrinter.list(lowered).text());
        text.append(lowered.entry()).append(lowered.manifest());
        program.functions().forEach(one -> text.append(one.locals()).append(one.typeHints()));
        lowered.functions()
                .forEach(
                        function -> {
                            text.append(function.parameters()).append(function.slots());
                            for (int i = 0; i < function.code().size(); i++) {
                                text.append(function.sourceMap().at(i));
                            }
                        });
        return text.toString();
    }

    private static void checkCvm1(byte[] content) {
        Cvm1Program program = withoutPositions(Cvm1Format.read(content, null));
        byte[] binary = convert(content, ContainerForm.CVM1);
        assertEquals(program, withoutPositions(Cvm1Format.read(binary, null)));
        byte[] text = convert(binary, ContainerForm.TEXT);
        assertEquals(sorted(program), sorted(withoutPositions(Cvm1Format.read(text, null))));
        assertArrayEquals(text, convert(text, ContainerForm.TEXT));
        byte[] disassembled =
                FormatRegistry.disassemble(content, "a\nname").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                sorted(program), sorted(withoutPositions(Cvm1Format.read(disassembled, null))));
    }

    private static Cvm1Program withoutPositions(Cvm1Program program) {
        List<Cvm1Instruction> instructions = new ArrayList<>();
        for (Cvm1Instruction one : program.instructions()) {
            instructions.add(
                    new Cvm1Instruction(
                            one.opcode(), one.offset(), one.constant(), one.number(), null));
        }
        return new Cvm1Program(
                program.version(),
                program.manifest(),
                program.functions(),
                program.entryName(),
                program.entry(),
                program.constants(),
                instructions,
                false);
    }

    /** The order of constants is not kept by text. */
    private static Cvm1Program sorted(Cvm1Program program) {
        return new Cvm1Program(
                program.version(),
                program.manifest(),
                program.functions(),
                program.entryName(),
                program.entry(),
                program.constants().stream().sorted().toList(),
                program.instructions(),
                false);
    }
}
