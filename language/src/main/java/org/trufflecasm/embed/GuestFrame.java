package org.trufflecasm.embed;

/**
 * One frame of a capsule's stack trace.
 *
 * @param function the function's name
 * @param file the file of the original source; null if the capsule does not say
 * @param line 1-based line in it; 0 if unknown
 * @param column 1-based column in it; 0 if unknown
 * @param instruction index of the instruction that failed or called; -1 if unknown
 */
public record GuestFrame(String function, String file, int line, int column, int instruction) {

    /** As messages show it: {@code f (m.py:2:9)}, or {@code f (instruction 2)}. */
    @Override
    public String toString() {
        if (line > 0) {
            String place = (file == null ? "line " : file + ":") + line;
            return function + " (" + place + (column > 0 ? ":" + column : "") + ")";
        }
        if (file != null) {
            return function + " (" + file + ")";
        }
        return instruction >= 0 ? function + " (instruction " + instruction + ")" : function;
    }
}
