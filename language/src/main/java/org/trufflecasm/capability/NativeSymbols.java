package org.trufflecasm.capability;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions of C libraries, as a file of signatures names them. */
@SuppressWarnings("restricted") // the host asks for it by name, and its context must allow it
final class NativeSymbols {
    private static final String OF_THE_PROCESS = "-";
    private static final int MAX_LINE = 4_000;

    private NativeSymbols() {}

    /**
     * The functions that a file names; its libraries stay loaded.
     *
     * @throws CapabilityConfigurationException if the file cannot be read, a line is no signature,
     *     or a library or a symbol is not there
     */
    static List<HostFunction> read(String file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(file));
        } catch (IOException | InvalidPathException failure) {
            throw new CapabilityConfigurationException(
                    "the signatures of native symbols cannot be read: " + file, failure);
        }
        List<HostFunction> functions = new ArrayList<>();
        Map<String, SymbolLookup> libraries = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (lines.get(i).length() > MAX_LINE) {
                    throw new IllegalArgumentException("the line is too long");
                }
                NativeSignature signature = NativeSignature.parse(lines.get(i));
                if (signature != null) {
                    functions.add(link(signature, libraries));
                }
            } catch (IllegalArgumentException
                    | IllegalCallerException
                    | UnsupportedOperationException
                    | LinkageError failure) {
                throw new CapabilityConfigurationException(
                        file + ", line " + (i + 1) + ": " + failure.getMessage(), failure);
            }
        }
        return functions;
    }

    private static HostFunction link(
            NativeSignature signature, Map<String, SymbolLookup> libraries) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup lookup =
                libraries.computeIfAbsent(signature.library(), name -> libraryOf(name, linker));
        return new NativeFunction(
                signature,
                linker.downcallHandle(
                        lookup.find(signature.symbol())
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        signature.library()
                                                                + " has no symbol "
                                                                + signature.symbol())),
                        signature.descriptor()));
    }

    private static SymbolLookup libraryOf(String name, Linker linker) {
        if (name.equals(OF_THE_PROCESS)) {
            return linker.defaultLookup();
        }
        return name.indexOf('/') >= 0
                ? SymbolLookup.libraryLookup(Path.of(name), Arena.global())
                : SymbolLookup.libraryLookup(name, Arena.global());
    }
}
