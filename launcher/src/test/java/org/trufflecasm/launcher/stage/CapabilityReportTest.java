package org.trufflecasm.launcher.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.core.Program;

final class CapabilityReportTest {
    private static List<String> report(String permissions, GrantPolicy policy) {
        CapsuleLoader loader = new CapsuleLoader();
        CapsuleFile file =
                new CapsuleFile(
                        "a.casm",
                        """
                        {"version": "1.0",
                         "manifest": {"permissions": %s},
                         "functions": {
                           "main": {"body": [
                             {"op": "push_str", "value": "a"}, {"op": "cap_call", "name": "io.print", "argc": 1},
                             {"op": "call", "function": "f"}, {"op": "ret"},
                             {"op": "push_str", "value": "b"}, {"op": "cap_call", "name": "io.eprint", "argc": 1}]},
                           "f": {"body": [{"op": "push_str", "value": "x"}, {"op": "cap_call", "name": "fs.read", "argc": 1}]},
                           "dead": {"body": [{"op": "push_int", "value": 1},
                                             {"op": "cap_call", "name": "net.http", "argc": 1}]}}}
                        """
                                .formatted(permissions)
                                .getBytes(StandardCharsets.UTF_8));
        Program program = loader.verify(file).program();
        return new CapabilityReport(program, policy, loader.registry())
                .lines().stream().map(line -> line.replaceAll(" {2,}", " | ")).toList();
    }

    @Test
    void showsWhatIsAskedReachedAndAllowed() {
        List<String> lines =
                report("[\"io.print\", \"time.now\", \"fs.read\"]", GrantPolicy.STANDARD);
        assertEquals(
                List.of(
                        "CAPABILITY | MANIFEST | CODE | HOST",
                        "io.print | asks | called in main | allows",
                        "time.now | asks | never called | denies, unless granted: --grant time.now",
                        "fs.read | asks | called in f | denies, unless granted: --grant fs.read",
                        "io.eprint | does not ask | only in code that never runs | refuses, the"
                                + " manifest does not ask",
                        "net.http | does not ask | only in code that never runs | refuses, the"
                                + " manifest does not ask",
                        "",
                        "Asked for but never used: time.now.",
                        "",
                        "This host would refuse calls of: fs.read.",
                        "",
                        "The least manifest: {\"permissions\":[\"fs.read\",\"io.print\"]}"),
                lines);
    }

    @Test
    void wildcardsNameWhatTheyCover() {
        List<String> lines = report("[\"io.*\", \"db.*\"]", GrantPolicy.STANDARD);
        assertTrue(lines.contains("io.* | asks | calls io.print | -"), lines::toString);
        assertTrue(
                lines.contains("io.print | asks by another name | called in main | allows"),
                lines::toString);
        assertTrue(lines.contains("Asked for but never used: db.*."), lines::toString);
    }

    @Test
    void grantsChangeTheAnswer() {
        List<String> lines =
                report("[\"io.print\", \"fs.read\"]", GrantPolicy.STANDARD.grant(List.of("fs.*")));
        assertTrue(lines.contains("fs.read | asks | called in f | allows"), lines::toString);
        lines = report("[\"io.print\"]", GrantPolicy.STANDARD.deny(List.of("io.*")));
        assertTrue(
                lines.contains(
                        "io.print | asks | called in main | denies, unless granted: --grant"
                                + " io.print"),
                lines::toString);
    }

    @Test
    void aCapsuleWithoutCapabilitiesSaysSo() {
        CapsuleLoader loader = new CapsuleLoader();
        CapsuleFile file =
                new CapsuleFile(
                        "a.casm",
                        "{\"functions\": {\"main\": {\"body\": []}}}"
                                .getBytes(StandardCharsets.UTF_8));
        Program program = loader.verify(file).program();
        assertEquals(
                List.of("The manifest asks for no capability, and the code calls none."),
                new CapabilityReport(program, GrantPolicy.STANDARD, loader.registry()).lines());
    }
}
