package org.trufflecasm.embed;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.io.ProcessHandler;

/**
 * Starts the commands of {@code sys.exec} such that ending one also ends what it has started. With
 * the default handler of a context only the command itself is ended.
 *
 * <pre>{@code
 * Context.newBuilder("casm").allowCreateProcess(true).processHandler(new CommandHandler())
 * }</pre>
 *
 * <p>Standard streams are always pipes. Safe to share between threads.
 */
public final class CommandHandler implements ProcessHandler {

    /** A handler without state. */
    public CommandHandler() {}

    @Override
    public Process start(ProcessCommand command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command.getCommand())
                        .redirectErrorStream(command.isRedirectErrorStream());
        builder.environment().clear();
        builder.environment().putAll(command.getEnvironment());
        if (command.getDirectory() != null) {
            builder.directory(new File(command.getDirectory()));
        }
        return new Tree(builder.start());
    }

    /** A process with all that it has started, as far as they were seen. */
    private static final class Tree extends Process {
        private static final long PERIOD_MILLIS = 50;

        private final Process root;
        private final Set<ProcessHandle> below = ConcurrentHashMap.newKeySet();

        Tree(Process root) {
            this.root = root;
        }

        /** Notes what is there; a process whose parent ends belongs to nobody. */
        private void look() {
            root.descendants().forEach(below::add);
        }

        @Override
        public OutputStream getOutputStream() {
            return root.getOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return root.getInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return root.getErrorStream();
        }

        @Override
        public int waitFor() throws InterruptedException {
            while (!waitFor(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
                Thread.onSpinWait();
            }
            return root.exitValue();
        }

        @Override
        public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
            long start = System.nanoTime();
            long limit = unit.toNanos(timeout);
            look();
            while (!root.waitFor(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
                if (System.nanoTime() - start >= limit) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int exitValue() {
            return root.exitValue();
        }

        @Override
        public void destroy() {
            destroyForcibly();
        }

        @Override
        public Process destroyForcibly() {
            look();
            root.destroyForcibly();
            for (ProcessHandle process : Set.copyOf(below)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return this;
        }

        @Override
        public ProcessHandle toHandle() {
            return root.toHandle();
        }
    }
}
