package org.trufflecasm.capability.builtin;

import com.oracle.truffle.api.TruffleFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.trufflecasm.capability.GuestPath;
import org.trufflecasm.capability.GuestPath.RefusedPathException;
import org.trufflecasm.capability.HostAccess;
import org.trufflecasm.capability.Shown;

/**
 * Files below the root of a context. A path is walked name by name; a symbolic link on the way, or
 * at its end, is refused, wherever it points.
 *
 * <p>What was checked is checked again once the file is open and before a byte is read or written.
 * Against somebody who swaps folders and links there and back in between, only a file system helps
 * that opens each folder through the one above it: {@code RootedFileSystem} of {@code embed}, which
 * the command uses.
 */
final class ConfinedFiles {

    /** A file that is there, but not for capsules; the message says why. */
    static final class RefusedFileException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedFileException(String message) {
            super(message);
        }
    }

    private final TruffleFile root;

    private ConfinedFiles(TruffleFile root) {
        this.root = root;
    }

    /**
     * The files of a context.
     *
     * @throws SecurityException if it has none
     */
    static ConfinedFiles of(HostAccess access) {
        if (access.env() == null || !access.env().isFileIOAllowed()) {
            throw new SecurityException("no access to files");
        }
        return new ConfinedFiles(access.env().getPublicTruffleFile(access.fileRoot()));
    }

    /**
     * The place of a file, which need not be there.
     *
     * @throws RefusedPathException if the path leads elsewhere by its text
     */
    Place place(String path) throws RefusedPathException {
        List<TruffleFile> steps = new ArrayList<>();
        TruffleFile file = root;
        for (String name : GuestPath.names(path)) {
            try {
                file = file.resolve(name);
            } catch (IllegalArgumentException malformed) {
                throw new RefusedPathException("no name of a file: " + Shown.of(name));
            }
            steps.add(file);
        }
        return new Place(root, steps);
    }

    /** A file or folder, with the folders on the way to it. */
    static final class Place {
        private final TruffleFile root;
        private final List<TruffleFile> steps;

        private Place(TruffleFile root, List<TruffleFile> steps) {
            this.root = root;
            this.steps = steps;
        }

        private TruffleFile file() {
            return steps.isEmpty() ? root : steps.getLast();
        }

        /** Refuses links among the folders on the way. */
        private void checkWay() throws IOException {
            for (TruffleFile folder : steps.subList(0, Math.max(0, steps.size() - 1))) {
                if (folder.isSymbolicLink()) {
                    throw link();
                }
                if (!folder.isDirectory(LinkOption.NOFOLLOW_LINKS)) {
                    throw new NoSuchFileException(folder.getName());
                }
            }
        }

        private static RefusedFileException link() {
            return new RefusedFileException("a symbolic link is on the way");
        }

        /** Refuses the file if a link has come to lie on the way to it. */
        void requireUnchanged() throws IOException {
            checkWay();
            if (!steps.isEmpty() && file().isSymbolicLink()) {
                throw link();
            }
            TruffleFile real = root.getCanonicalFile();
            TruffleFile found = file().getCanonicalFile();
            if (!found.startsWith(real)) {
                throw link();
            }
        }

        void requireRegularFile() throws IOException {
            checkWay();
            TruffleFile file = file();
            if (!steps.isEmpty() && file.isSymbolicLink()) {
                throw link();
            }
            if (!file.exists(LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(file.getName());
            }
            // A pipe or a device might keep a reader for ever.
            if (!file.isRegularFile(LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedFileException("not a file");
            }
        }

        void requireWritable() throws IOException {
            requireNotRoot();
            checkWay();
            if (file().isSymbolicLink()) {
                throw link();
            }
            if (file().exists(LinkOption.NOFOLLOW_LINKS)
                    && !file().isRegularFile(LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedFileException("not a file");
            }
        }

        void requireFolder() throws IOException {
            checkWay();
            if (!steps.isEmpty() && file().isSymbolicLink()) {
                throw link();
            }
            if (!file().exists(LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(file().getName());
            }
            if (!file().isDirectory()) {
                throw new RefusedFileException("not a folder");
            }
        }

        void requireNotRoot() throws RefusedFileException {
            if (steps.isEmpty()) {
                throw new RefusedFileException("the root itself");
            }
        }

        /** Whether there is something; a link, which cannot be followed, is nothing. */
        boolean exists() {
            try {
                checkWay();
            } catch (IOException noWay) {
                return false;
            }
            return file().exists(LinkOption.NOFOLLOW_LINKS)
                    && (steps.isEmpty() || !file().isSymbolicLink());
        }

        SeekableByteChannel open(Set<? extends OpenOption> options) throws IOException {
            return file().newByteChannel(options);
        }

        DirectoryStream<TruffleFile> entries() throws IOException {
            return file().newDirectoryStream();
        }

        /** Removes the entry itself, a link too. */
        void delete() throws IOException {
            checkWay();
            file().delete();
        }
    }
}
