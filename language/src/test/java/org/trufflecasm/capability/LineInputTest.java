package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.Limits;

final class LineInputTest {

    private static LineInput of(String text) {
        return new LineInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsLinesAndThenNothing() throws IOException {
        LineInput input = of("one\r\n\ntwo\rhalf\nthrée €😀");
        assertEquals("one", input.readLine());
        assertEquals("", input.readLine());
        assertEquals("two\rhalf", input.readLine());
        assertEquals("thrée €😀", input.readLine());
        assertEquals("", input.readLine());
        assertEquals("", input.readLine());
    }

    @Test
    void leavesTheRestToOthers() throws IOException {
        LineInput input = of("mine\nyours\n");
        assertEquals("mine", input.readLine());
        assertEquals("yours\n", new String(input.source().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void replacesWhatIsNotUtf8() throws IOException {
        byte[] bytes = {'a', (byte) 0xFF, 'b', '\n'};
        assertEquals("a\uFFFDb", new LineInput(new ByteArrayInputStream(bytes)).readLine());
    }

    @Test
    void aLineWithoutEndIsRefusedAndNotRead() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }
                };
        IOException failure =
                assertThrows(IOException.class, () -> new LineInput(endless).readLine());
        assertEquals("a line is longer than " + Limits.MAX_STRING + " bytes", failure.getMessage());
    }
}
