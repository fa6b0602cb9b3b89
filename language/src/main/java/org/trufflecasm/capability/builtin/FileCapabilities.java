package org.trufflecasm.capability.builtin;

import com.oracle.truffle.api.TruffleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.trufflecasm.capability.BlockingFunction;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.CapabilityFailures;
import org.trufflecasm.capability.GuestPath.RefusedPathException;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.KnownCapabilities;
import org.trufflecasm.capability.Shown;
import org.trufflecasm.limits.FileAccess;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/**
 * The capabilities {@code fs.*} (specification §5). They go through the context's file system, so
 * that an embedder's sandbox holds, and they stay below its root: see {@link ConfinedFiles}.
 */
public final class FileCapabilities {
    /** Bytes of a file that is read: 256 MiB. */
    private static final long MOST_BYTES = 256L << 20;

    private static final int MOST_NAMES = 1_000_000;

    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    new FileFunction("fs.read", FileCapabilities::read),
                    new FileFunction("fs.write", FileCapabilities::write),
                    new FileFunction("fs.exists", FileCapabilities::exists),
                    new FileFunction("fs.list", FileCapabilities::list),
                    new FileFunction("fs.delete", FileCapabilities::delete));

    private FileCapabilities() {}

    /** What one of them does with the file that its first argument names. */
    private interface Body {
        Object apply(ConfinedFiles.Place place, Arguments arguments)
                throws IOException, RefusedPathException;
    }

    private static final class FileFunction extends BlockingFunction {
        private final Body body;

        FileFunction(String name, Body body) {
            super(KnownCapabilities.find(name));
            this.body = body;
        }

        @Override
        protected Object work(CapabilityContext context, Object[] values) {
            Arguments arguments = new Arguments(context, values);
            String path = arguments.string(0);
            try (FileAccess _ = FileAccess.open()) {
                ConfinedFiles files = ConfinedFiles.of(context.access());
                return body.apply(files.place(path), arguments);
            } catch (RefusedPathException refused) {
                throw CapabilityFailures.failure(name(), refused.getMessage());
            } catch (SecurityException refused) {
                throw CapabilityFailures.failure(name(), "this host allows no access to files");
            } catch (IOException | UnsupportedOperationException failure) {
                throw CapabilityFailures.failure(name(), reason(failure) + ": " + Shown.of(path));
            }
        }
    }

    /** The messages of exceptions of files are mere paths, and paths of the host at that. */
    private static String reason(Exception failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or folder";
            case NotDirectoryException _ -> "not a folder";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileAlreadyExistsException _ -> "it exists already";
            case AccessDeniedException _ -> "access denied";
            case NotLinkException _ -> "a symbolic link";
            case ConfinedFiles.RefusedFileException refused -> refused.getMessage();
            default -> "the file system fails";
        };
    }

    private static Object read(ConfinedFiles.Place place, Arguments arguments) throws IOException {
        place.requireRegularFile();
        try (SeekableByteChannel channel =
                place.open(Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            place.requireUnchanged();
            if (channel.size() > MOST_BYTES) {
                throw new ConfinedFiles.RefusedFileException(
                        "the file is longer than " + MOST_BYTES + " bytes");
            }
            Arena arena = arguments.context().arena();
            arena.reserve(channel.size(), null); // while it is read; its text comes instead of it
            byte[] content = Channels.newInputStream(channel).readNBytes((int) MOST_BYTES);
            CasmString text = CasmString.of(new String(content, StandardCharsets.UTF_8));
            arena.reserveObject(
                    Math.max(Arena.OBJECT, text.accountedBytes() - content.length), null);
            return text;
        }
    }

    private static Object write(ConfinedFiles.Place place, Arguments arguments) throws IOException {
        byte[] content = CapabilityContext.utf8(arguments.text(1));
        place.requireWritable();
        // Truncated only once it is certain that this is the right file.
        Set<OpenOption> options =
                Set.of(
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = place.open(options)) {
            place.requireUnchanged();
            channel.truncate(0);
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
        return CasmNull.INSTANCE;
    }

    private static Object exists(ConfinedFiles.Place place, Arguments arguments)
            throws IOException {
        return place.exists();
    }

    private static Object list(ConfinedFiles.Place place, Arguments arguments) throws IOException {
        place.requireFolder();
        List<String> names = new ArrayList<>();
        try (DirectoryStream<TruffleFile> entries = place.entries()) {
            place.requireUnchanged();
            for (TruffleFile entry : entries) {
                if (names.size() == MOST_NAMES) {
                    throw new ConfinedFiles.RefusedFileException(
                            "the folder holds more than " + MOST_NAMES + " names");
                }
                names.add(entry.getName());
            }
        }
        names.sort(null);
        return arguments.made(names);
    }

    private static Object delete(ConfinedFiles.Place place, Arguments arguments)
            throws IOException {
        place.requireNotRoot();
        place.delete();
        return CasmNull.INSTANCE;
    }
}
