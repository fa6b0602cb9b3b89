package org.trufflecasm.capability.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;
import org.trufflecasm.runtime.CasmString;

/**
 * The capabilities {@code path.*} (specification §5): texts with slashes, the same on every system.
 * They look at no file.
 */
public final class PathCapabilities {
    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    new PureFunction("path.join", PathCapabilities::join),
                    of("path.basename", PathCapabilities::baseName),
                    of("path.dirname", PathCapabilities::folder),
                    of("path.extname", path -> ending(baseName(path))),
                    of("path.stem", PathCapabilities::stem),
                    of("path.normalize", PathCapabilities::normalize),
                    new PureFunction(
                            "path.is_absolute", (c, v) -> c.text(v[0]).toString().startsWith("/")));

    private PathCapabilities() {}

    private static HostFunction of(String name, UnaryOperator<String> function) {
        return new PureFunction(
                name, (c, v) -> Arguments.made(c, function.apply(c.text(v[0]).toString())));
    }

    /** Empty parts are left out; an absolute part does not drop the ones before it. */
    private static CasmString join(CapabilityContext context, Object[] v) {
        StringBuilder joined = new StringBuilder();
        for (Object value : v) {
            String part = context.text(value).toString();
            if (part.isEmpty()) {
                continue;
            }
            if (joined.isEmpty()) {
                joined.append(part);
                continue;
            }
            while (!joined.isEmpty() && joined.charAt(joined.length() - 1) == '/') {
                joined.setLength(joined.length() - 1);
            }
            int start = 0;
            while (start < part.length() && part.charAt(start) == '/') {
                start++;
            }
            joined.append('/').append(part, start, part.length());
            Arguments.checkLength(joined.length());
        }
        return Arguments.made(context, joined.toString());
    }

    /** Without the slashes at its end, unless it is nothing else. */
    private static String withoutEnd(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static String baseName(String path) {
        String bare = withoutEnd(path);
        return bare.equals("/") ? "" : bare.substring(bare.lastIndexOf('/') + 1);
    }

    private static String folder(String path) {
        String bare = withoutEnd(path);
        int slash = bare.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : withoutEnd(bare.substring(0, slash));
    }

    /** From the last dot on; a dot at the start of a name is no such dot. */
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || name.equals("..") ? "" : name.substring(dot);
    }

    private static String stem(String path) {
        String name = baseName(path);
        return name.substring(0, name.length() - ending(name).length());
    }

    private static String normalize(String path) {
        boolean absolute = path.startsWith("/");
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".") && !(name.equals("..") && absolute)) {
                names.add(name);
            }
        }
        String joined = String.join("/", names);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }
}
