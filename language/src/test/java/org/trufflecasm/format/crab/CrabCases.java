package org.trufflecasm.format.crab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of the conformance cases. */
final class CrabCases {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CrabCases() {}

    /**
     * A case.
     *
     * @param id its name
     * @param content its file
     * @param expected what is expected of it
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Case(String id, byte[] content, JsonNode expected) {
        boolean loads() {
            return expected.get("phase").textValue().equals("run");
        }

        boolean isModule() {
            return loads() && content[4] == 0;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** All of them. */
    static List<Case> all() {
        try (Stream<Path> files = Files.walk(Path.of("../conformance/cvm"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(CrabCases::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Case read(Path file) {
        try {
            JsonNode one = MAPPER.readTree(Files.readAllBytes(file));
            return new Case(
                    one.get("id").textValue(),
                    HexFormat.of().parseHex(one.get("hex").textValue()),
                    one.get("expect"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
