package org.trufflecasm.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class OutputTest {

    private static final class Failing extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    /** Counts writes, and lets another thread look on. */
    private static final class Recording extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int writes;

        @Override
        public synchronized void write(int value) {
            bytes.write(value);
        }

        @Override
        public synchronized void write(byte[] source, int offset, int count) {
            writes++;
            bytes.write(source, offset, count);
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        synchronized int writes() {
            return writes;
        }
    }

    @Test
    void manyLinesAreFewWrites() {
        Recording target = new Recording();
        BufferedOutput output = new BufferedOutput(target, failure -> {});
        byte[] line = "0123456789\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100_000; i++) {
            output.write(line, 0, line.length);
        }
        output.flush();
        assertEquals(1_100_000, target.text().length());
        assertTrue(target.writes() < 1_000, () -> "writes: " + target.writes());
    }

    @Test
    void largeAndSmallWritesKeepTheirOrder() {
        Recording target = new Recording();
        BufferedOutput output = new BufferedOutput(target, failure -> {});
        output.write('a');
        byte[] large = "b".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        output.write(large, 0, large.length);
        output.write('c');
        output.flush();
        assertEquals("a" + "b".repeat(200_000) + "c", target.text());
    }

    @Test
    @Timeout(10)
    void aPromptAppearsWithoutAFlush() throws InterruptedException {
        Recording target = new Recording();
        BufferedOutput output = new BufferedOutput(target, failure -> {});
        output.write("name? ".getBytes(StandardCharsets.UTF_8), 0, 6);
        while (!target.text().equals("name? ")) {
            Thread.sleep(BufferedOutput.DELAY_MILLIS / 5);
        }
    }

    @Test
    void standardErrorComesAfterWhatWasPrintedBefore() {
        Recording target = new Recording();
        BufferedOutput out = new BufferedOutput(target, failure -> {});
        OrderedOutput err = new OrderedOutput(out, target);
        out.write("printed ".getBytes(StandardCharsets.UTF_8), 0, 8);
        err.write("error".getBytes(StandardCharsets.UTF_8), 0, 5);
        assertEquals("printed error", target.text());
    }

    @Test
    void aFailureIsToldOnceAndDropsTheRest() {
        List<IOException> told = new ArrayList<>();
        BufferedOutput output = new BufferedOutput(new Failing(), told::add);
        output.write('a');
        output.flush();
        output.write('b');
        output.flush();
        assertEquals(1, told.size());
    }

    @Test
    void aClosedStandardErrorIsIgnored() {
        BufferedOutput out = new BufferedOutput(OutputStream.nullOutputStream(), failure -> {});
        new OrderedOutput(out, new Failing()).write('x');
    }

    @Test
    void brokenPipesAreToldFromFullDisks() {
        assertTrue(ClosedOutput.isBrokenPipe("Broken pipe"));
        assertFalse(ClosedOutput.isBrokenPipe("No space left on device"));
    }
}
