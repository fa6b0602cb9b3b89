package org.trufflecasm.format;

/** Where the capsule begins in a file: behind a {@code #!} line and a UTF-8 byte order mark. */
public final class ContentStart {
    private ContentStart() {}

    /**
     * The index of the first byte of the capsule itself; the length of {@code content} if there is
     * none.
     */
    public static int of(byte[] content) {
        int start = afterMark(content, 0);
        if (start + 1 < content.length && content[start] == '#' && content[start + 1] == '!') {
            while (start < content.length && content[start] != '\n') {
                start++;
            }
            start = afterMark(content, Math.min(start + 1, content.length));
        }
        return start;
    }

    /**
     * The index of the first byte of the capsule that is not a blank; the length of {@code content}
     * if there is none.
     */
    public static int significant(byte[] content) {
        int start = of(content);
        while (start < content.length && isBlank(content[start])) {
            start++;
        }
        return start;
    }

    /** Whether there is nothing in the file but blanks. */
    public static boolean isBlank(byte[] content) {
        return significant(content) == content.length;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static int afterMark(byte[] content, int start) {
        boolean mark =
                start + 2 < content.length
                        && content[start] == (byte) 0xEF
                        && content[start + 1] == (byte) 0xBB
                        && content[start + 2] == (byte) 0xBF;
        return mark ? start + 3 : start;
    }
}
