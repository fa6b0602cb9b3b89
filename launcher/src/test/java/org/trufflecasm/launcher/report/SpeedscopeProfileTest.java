package org.trufflecasm.launcher.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedscopeProfileTest {
    @TempDir private Path folder;

    @Test
    void eachStackWithTimeOfItsOwnIsASample() throws IOException {
        Path report = folder.resolve("sampler.json");
        Files.writeString(
                report,
                """
                {"tool": "cpusampler", "version": "0.5.0", "contexts": [{"period": 10, "profile": [
                  {"thread": "guest", "samples": [
                    {"root_name": "main", "self_hit_count": 2, "hit_count": 7,
                     "source_section": {"source_name": "a.py", "start_line": 3},
                     "children": [
                       {"root_name": "f", "self_hit_count": 0, "children": [
                         {"root_name": "main", "self_hit_count": 5, "children": [],
                          "source_section": {"source_name": "a.py", "start_line": 3}}]}]}]}]}]}
                """);
        Path profile = folder.resolve("profile.json");
        SpeedscopeProfile.translate("a.casm", report, profile);
        assertEquals(
                "{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\","
                        + "\"name\":\"a.casm\",\"exporter\":\"casm\",\"shared\":{\"frames\":["
                        + "{\"name\":\"main\",\"file\":\"a.py\",\"line\":3},{\"name\":\"f\"}]},"
                        + "\"profiles\":[{\"type\":\"sampled\",\"name\":\"guest\","
                        + "\"unit\":\"milliseconds\",\"startValue\":0,"
                        + "\"samples\":[[0],[0,1,0]],\"weights\":[20,50],\"endValue\":70}]}",
                Files.readString(profile));
    }

    @Test
    void deepStacksAreNoProblem() throws IOException {
        int depth = 5000;
        Path report = folder.resolve("deep.json");
        Files.writeString(
                report,
                "{\"contexts\":[{\"period\":1,\"profile\":[{\"thread\":\"t\",\"samples\":["
                        + "{\"root_name\":\"f\",\"self_hit_count\":1,\"children\":[".repeat(depth)
                        + "]}".repeat(depth)
                        + "]}]}]}");
        Path profile = folder.resolve("profile.json");
        SpeedscopeProfile.translate("deep", report, profile);
        assertEquals(true, Files.readString(profile).contains("\"endValue\":" + depth + "}"));
    }
}
