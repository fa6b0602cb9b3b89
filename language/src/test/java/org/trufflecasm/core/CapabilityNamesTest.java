package org.trufflecasm.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilityNamesTest {

    @ParameterizedTest
    @CsvSource({
        "fs.read, fs.read, true",
        "fs.read, fs.write, false",
        "fs.*, fs.read, true",
        "fs.*, fsx.read, false",
        "fs.*, fs, false",
        "*, anything, true",
        "a.*, a.b.c, true",
        "a.b.*, a.b.c, true",
        "b.*, a.b.c, false",
        "append, append, true",
    })
    void covers(String permission, String name, boolean expected) {
        assertEquals(expected, CapabilityNames.covers(Set.of(permission), name));
    }

    @Test
    void spellings() {
        assertEquals("io.print", CapabilityNames.canonical("print"));
        assertEquals("fs.read", CapabilityNames.canonical("fs.read"));
        assertEquals(List.of("io.print"), CapabilityNames.expand("print"));
        assertEquals(List.of("env.*", "sys.env"), CapabilityNames.expand("env.*"));
        assertEquals(List.of("net.*"), CapabilityNames.expand("net.*"));
    }
}
