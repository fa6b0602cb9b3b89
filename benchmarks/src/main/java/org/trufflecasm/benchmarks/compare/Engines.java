package org.trufflecasm.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.trufflecasm.benchmarks.Kernel;

/** The engines of this machine: how each runs a kernel, and its version. */
final class Engines {
    private static final int VERSION_SECONDS = 60;

    private final Path folder;
    private final boolean small;
    private final Map<String, Path> programs = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * @param casm the command that starts our engine
     * @param peers names of others that are wanted: java, node, luajit, lua5.4
     * @param folder where the programs of the peers and the capsules are written
     * @param small whether the kernels do little work
     */
    Engines(Path casm, List<String> peers, Path folder, boolean small) throws IOException {
        this.folder = folder;
        this.small = small;
        programs.put(Comparison.OURS, casm);
        for (String peer : peers) {
            Path found =
                    peer.equals("java")
                            ? Path.of(System.getProperty("java.home"), "bin", "java")
                            : onPath(peer);
            if (found == null) {
                missing.add(peer);
            } else {
                programs.put(peer, found);
            }
        }
        for (String file : List.of("kernels.js", "kernels.lua")) {
            try (InputStream text = Engines.class.getResourceAsStream("/peers/" + file)) {
                Files.copy(text, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        for (Kernel kernel : Kernel.values()) {
            Files.writeString(capsule(kernel), kernel.capsule(small));
        }
    }

    private Path capsule(Kernel kernel) {
        return folder.resolve(kernel.id() + ".casm");
    }

    private static Path onPath(String program) {
        for (String place :
                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(place, program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    List<String> names() {
        return List.copyOf(programs.keySet());
    }

    List<String> missing() {
        return missing;
    }

    /** The command line for a kernel. */
    List<String> command(String engine, Kernel kernel, int repetitions) {
        String program = programs.get(engine).toString();
        List<String> peer =
                List.of(
                        kernel.id(),
                        Long.toString(kernel.size(small)),
                        Integer.toString(repetitions));
        return switch (engine) {
            case Comparison.OURS ->
                    kernel == Kernel.HELLO
                            ? List.of(program, "run", capsule(kernel).toString())
                            : List.of(
                                    program,
                                    "bench",
                                    "--repeat",
                                    Integer.toString(repetitions),
                                    capsule(kernel).toString());
            case "java" ->
                    join(
                            List.of(
                                    program,
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    JavaPeer.class.getName()),
                            peer);
            case "node" -> join(List.of(program, folder.resolve("kernels.js").toString()), peer);
            default -> join(List.of(program, folder.resolve("kernels.lua").toString()), peer);
        };
    }

    /** Whether an engine has the kernel: Lua would need a library in C to call a host. */
    static boolean has(String engine, Kernel kernel) {
        return kernel != Kernel.HOSTCALL || !engine.startsWith("lua");
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Names and versions, as the engines tell them. */
    Map<String, String> versions() throws IOException, InterruptedException {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String engine : programs.keySet()) {
            String option =
                    switch (engine) {
                        case "luajit", "lua5.4" -> "-v";
                        default -> "--version";
                    };
            Process process =
                    new ProcessBuilder(programs.get(engine).toString(), option)
                            .redirectErrorStream(true)
                            .start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS);
            versions.put(
                    engine, text.lines().findFirst().orElse("").split(" Copyright", 2)[0].strip());
        }
        return versions;
    }
}
