package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.ProgramPrinter;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.format.LoadedCapsule;

/** Capsules for tests. Their JSON is written with single quotes. */
final class Capsules {
    /** Capabilities that give no value. */
    static final CapabilitySignatures SIGNATURES =
            name -> !Set.of("io.print", "fs.write").contains(name);

    private Capsules() {}

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A capsule with one function, {@code main}, whose body is written as instructions separated by
     * commas.
     */
    static String main(String body) {
        return "{'functions':{'main':{'body':[" + body + "]}}}";
    }

    /**
     * A body in short: instructions separated by {@code ;}, each an opcode with operands, as in
     * {@code push_int value=1; call function=f argc=2}. Values that are not numbers, true, false or
     * null are strings.
     */
    static String body(String text) {
        StringBuilder json = new StringBuilder();
        for (String instruction : text.split(";", -1)) {
            if (instruction.isBlank()) {
                continue;
            }
            String[] words = instruction.strip().split(" +", -1);
            json.append(json.isEmpty() ? "" : ",").append("{'op':'").append(words[0]).append('\'');
            for (String operand : List.of(words).subList(1, words.length)) {
                int equals = operand.indexOf('=');
                String value = operand.substring(equals + 1);
                boolean plain = value.matches("-?[0-9.]+|true|false|null");
                json.append(",'")
                        .append(operand, 0, equals)
                        .append("':")
                        .append(plain ? value : "'" + value + "'");
            }
            json.append('}');
        }
        return json.toString();
    }

    static LoadedCapsule load(String json) {
        return FormatRegistry.load(bytes(json), "test", SIGNATURES);
    }

    static LoadException refused(String json) {
        return refused(bytes(json));
    }

    static LoadException refused(byte[] content) {
        return assertThrows(
                LoadException.class, () -> FormatRegistry.load(content, "test", SIGNATURES));
    }

    /**
     * The code of a function as its operations with their operands, separated by {@code ; },
     * without the end.
     */
    static String code(Program program, String function) {
        int index =
                IntStream.range(0, program.functions().size())
                        .filter(i -> program.functions().get(i).name().equals(function))
                        .findFirst()
                        .orElseThrow();
        return code(program, index);
    }

    static String code(Program program, int index) {
        Function function = program.functions().get(index);
        int first = ProgramPrinter.list(program).firstLine(index) - 1;
        List<String> lines =
                ProgramPrinter.list(program)
                        .text()
                        .lines()
                        .toList()
                        .subList(first, first + function.code().size() - 1);
        return String.join(
                "; ",
                lines.stream().map(line -> line.strip().replaceFirst("^\\d+ +", "")).toList());
    }

    /** The code of {@code main} of a capsule with just that body. */
    static String lowered(String body) {
        return code(load(main(body(body))).program(), "main");
    }
}
