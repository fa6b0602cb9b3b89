package org.trufflecasm.embed;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;
import org.trufflecasm.limits.FileAccess;

/**
 * A file system for contexts that ends at a folder. Nothing above it can be reached: not by {@code
 * ..}, not by an absolute path, not through a symbolic link. Where the operating system allows it,
 * every folder is opened through the one above it, so that a link that somebody puts there at the
 * very moment is not followed either.
 *
 * <pre>{@code
 * Context.newBuilder("casm")
 *         .allowIO(IOAccess.newBuilder()
 *                 .fileSystem(new RootedFileSystem(Path.of("data")))
 *                 .build())
 * }</pre>
 *
 * <p>Links themselves can be neither read nor made. Only the capabilities {@code fs.*} of capsules
 * reach files, since they know the scopes; to a block of another language in the same context
 * nothing is there. Safe to share between threads.
 */
public final class RootedFileSystem implements FileSystem {
    private final Path root;

    /**
     * A file system that ends at a folder.
     *
     * @param root the folder, which may itself be reached through links
     * @throws IOException if there is no such folder
     */
    public RootedFileSystem(Path root) throws IOException {
        this.root = root.toRealPath();
        if (!Files.isDirectory(this.root)) {
            throw new NotDirectoryException(root.toString());
        }
    }

    @Override
    public Path parsePath(URI uri) {
        return Path.of(uri);
    }

    @Override
    public Path parsePath(String path) {
        return root.getFileSystem().getPath(path);
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return root.resolve(path);
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) throws IOException {
        Path real = root;
        for (Path name : names(path)) {
            real = real.resolve(name);
        }
        attributes(path);
        return real;
    }

    /** The names from the root down to the place that a path names. */
    private List<Path> names(Path path) throws IOException {
        if (!FileAccess.isOpen()) {
            throw new AccessDeniedException(path.toString());
        }
        Path absolute = toAbsolutePath(path);
        if (!absolute.startsWith(root)) {
            throw new AccessDeniedException(path.toString());
        }
        List<Path> names = new ArrayList<>();
        for (Path name : root.relativize(absolute)) {
            String text = name.toString();
            if (text.equals("..")) {
                throw new AccessDeniedException(path.toString());
            }
            if (!text.isEmpty() && !text.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }

    /** Something that is done in the folder that holds the last name of a path. */
    private interface Work<T> {
        T in(Folder folder, Path name) throws IOException;
    }

    /** Goes down to the last folder of a path; a link on the way ends in a failure. */
    private <T> T inFolder(Path path, Work<T> work) throws IOException {
        List<Path> names = names(path);
        if (names.isEmpty()) {
            throw new AccessDeniedException(path.toString());
        }
        Folder folder = Folder.open(root);
        try {
            for (Path name : names.subList(0, names.size() - 1)) {
                Folder below = folder.below(name);
                folder.close();
                folder = below;
            }
            return work.in(folder, names.getLast());
        } finally {
            folder.close();
        }
    }

    private BasicFileAttributes attributes(Path path) throws IOException {
        return names(path).isEmpty()
                ? Files.readAttributes(root, BasicFileAttributes.class)
                : inFolder(path, Folder::attributes);
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
            throws IOException {
        BasicFileAttributes found = attributes(path);
        if (found.isSymbolicLink() && options.length == 0) {
            throw new AccessDeniedException(path.toString());
        }
        if (!modes.isEmpty()) {
            root.getFileSystem()
                    .provider()
                    .checkAccess(toAbsolutePath(path), modes.toArray(new AccessMode[0]));
        }
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
            throws IOException {
        int colon = names.indexOf(':');
        if (colon >= 0 && !names.substring(0, colon).equals("basic")) {
            throw new UnsupportedOperationException("attributes of files: " + names);
        }
        BasicFileAttributes found = attributes(path);
        if (found.isSymbolicLink() && options.length == 0) {
            throw new AccessDeniedException(path.toString());
        }
        Map<String, Object> all = new HashMap<>();
        all.put("size", found.size());
        all.put("lastModifiedTime", found.lastModifiedTime());
        all.put("lastAccessTime", found.lastAccessTime());
        all.put("creationTime", found.creationTime());
        all.put("isRegularFile", found.isRegularFile());
        all.put("isDirectory", found.isDirectory());
        all.put("isSymbolicLink", found.isSymbolicLink());
        all.put("isOther", found.isOther());
        all.put("fileKey", found.fileKey());
        Set<String> wanted = Set.of(names.substring(colon + 1).split(",", -1));
        if (!wanted.contains("*")) {
            if (!all.keySet().containsAll(wanted)) {
                throw new UnsupportedOperationException("attributes of files: " + names);
            }
            all.keySet().retainAll(wanted);
        }
        return all;
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Set<OpenOption> strict = new HashSet<>(options);
        strict.add(LinkOption.NOFOLLOW_LINKS);
        return inFolder(path, (folder, name) -> folder.open(name, strict, attributes));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
        Path absolute = toAbsolutePath(path);
        List<Path> entries = new ArrayList<>();
        try (Folder folder = open(path)) {
            for (Path name : folder.names()) {
                Path entry = absolute.resolve(name.getFileName());
                if (filter.accept(entry)) {
                    entries.add(entry);
                }
            }
        }
        return new Entries(entries);
    }

    private Folder open(Path path) throws IOException {
        return names(path).isEmpty() ? Folder.open(root) : inFolder(path, Folder::below);
    }

    /** Entries that were read at once. */
    private record Entries(List<Path> all) implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            return all.iterator();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        inFolder(
                path,
                (folder, name) -> {
                    folder.delete(name);
                    return null;
                });
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        throw new FileSystemException(path.toString(), null, "folders cannot be made here");
    }

    /**
     * A folder that is open. Where the system cannot open a folder through another one, its path is
     * used, and checked for links before and after.
     */
    private static final class Folder implements AutoCloseable {
        private final Path path;
        private final DirectoryStream<Path> stream;
        private final SecureDirectoryStream<Path> secure;

        private Folder(Path path, DirectoryStream<Path> stream) {
            this.path = path;
            this.stream = stream;
            this.secure = stream instanceof SecureDirectoryStream<Path> opened ? opened : null;
        }

        @SuppressWarnings("StreamResourceLeak") // the folder closes it
        static Folder open(Path path) throws IOException {
            return new Folder(path, Files.newDirectoryStream(path));
        }

        @SuppressWarnings("StreamResourceLeak") // the folder below closes it
        Folder below(Path name) throws IOException {
            Path child = path.resolve(name);
            if (secure != null) {
                return new Folder(
                        child, secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
            }
            checkFolder(child);
            Folder opened = open(child);
            checkFolder(child);
            return opened;
        }

        private static void checkFolder(Path path) throws IOException {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(path.toString());
            }
        }

        Iterable<Path> names() {
            return stream;
        }

        BasicFileAttributes attributes(Path name) throws IOException {
            return secure != null
                    ? secure.getFileAttributeView(
                                    name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .readAttributes()
                    : Files.readAttributes(
                            path.resolve(name),
                            BasicFileAttributes.class,
                            LinkOption.NOFOLLOW_LINKS);
        }

        SeekableByteChannel open(
                Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return secure != null
                    ? secure.newByteChannel(name, options, attributes)
                    : Files.newByteChannel(path.resolve(name), options, attributes);
        }

        void delete(Path name) throws IOException {
            boolean folder = attributes(name).isDirectory();
            if (secure == null) {
                Files.delete(path.resolve(name));
            } else if (folder) {
                secure.deleteDirectory(name);
            } else {
                secure.deleteFile(name);
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
