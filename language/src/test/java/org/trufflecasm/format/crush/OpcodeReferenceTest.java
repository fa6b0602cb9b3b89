package org.trufflecasm.format.crush;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpcodeReferenceTest {
    private static final Path PAGE = Path.of("../docs/opcodes.md");
    private static final String REGENERATE = "casm.regenerate";

    @Test
    void pageIsCurrent() throws IOException {
        String expected = OpcodeReference.markdown();
        if (Boolean.getBoolean(REGENERATE)) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        String actual = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        assertEquals(
                expected,
                actual,
                "docs/opcodes.md is not what the tables say; write it anew with: mvn -pl language"
                        + " test -Dtest=OpcodeReferenceTest -Dcasm.regenerate=true");
    }
}
