package org.trufflecasm.launcher.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class InternalErrorReportTest {

    @Test
    void detailsAreInTheFileAndNotOnTheScreen() throws IOException {
        Diagnostic shown =
                new InternalErrorReport(List.of("run", "a.casm"), "casm 1")
                        .write(new IllegalStateException("first line\n\tat second line"));
        assertEquals("InternalError", shown.kind());
        assertEquals("IllegalStateException: first line", shown.message());
        String text = DiagnosticPrinter.text(shown);
        assertFalse(text.contains("\tat "), text);
        assertTrue(text.contains("please report it"), text);

        Matcher named = Pattern.compile("details are in (\\S+);").matcher(text);
        assertTrue(named.find(), text);
        Path file = Path.of(named.group(1));
        String details = Files.readString(file);
        Files.delete(file);
        assertTrue(details.contains("command: casm run a.casm"), details);
        assertTrue(details.contains("InternalErrorReportTest"), details);
        assertTrue(details.contains("version: casm 1"), details);
    }
}
