package org.trufflecasm.error;

/**
 * A capsule was refused before anything of it ran. The message is complete: it names the place
 * (function and instruction, or line and column of the file) as far as it is known.
 */
public final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String problem;
    private final transient Place place;

    /**
     * Where in the capsule a problem lies.
     *
     * @param function name of the function; null outside of functions
     * @param instruction index in its body; -1 if it is not about one instruction
     * @param line 1-based line of the capsule file; 0 if unknown
     * @param column 1-based column of the capsule file, in UTF-16 units; 0 if unknown
     * @param offset index of a byte of the capsule file, for binary files; -1 if unknown
     */
    public record Place(String function, int instruction, int line, int column, int offset) {
        /** No place is known. */
        public static final Place UNKNOWN = new Place(null, -1, 0, 0);

        /** A place that is not given as a byte. */
        public Place(String function, int instruction, int line, int column) {
            this(function, instruction, line, column, -1);
        }

        /** A place in a file, outside of functions. */
        public static Place at(int line, int column) {
            return new Place(null, -1, line, column);
        }

        /** A byte of a binary file, outside of functions. */
        public static Place atByte(int offset) {
            return new Place(null, -1, 0, 0, offset);
        }

        /** An instruction of a function, without a place in the file. */
        public static Place in(String function, int instruction) {
            return new Place(function, instruction, 0, 0);
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            if (function != null) {
                text.append(function);
                if (instruction >= 0) {
                    text.append(':').append(instruction);
                }
            } else if (instruction >= 0) {
                text.append("instruction ").append(instruction);
            }
            if (line > 0) {
                text.append(text.isEmpty() ? "" : ", ").append("line ").append(line);
                if (column > 0) {
                    text.append(':').append(column);
                }
            }
            if (offset >= 0) {
                text.append(text.isEmpty() ? "" : ", ").append("byte ").append(offset);
            }
            return text.toString();
        }
    }

    /**
     * @param kind one of the load-time kinds
     * @param problem what is wrong, without the place
     * @param place where
     */
    public LoadException(ErrorKind kind, String problem, Place place) {
        this(
                kind,
                problem,
                place,
                place.text().isEmpty() ? problem : problem + " (" + place.text() + ")");
    }

    private LoadException(ErrorKind kind, String problem, Place place, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.problem = problem;
        this.place = place;
    }

    /**
     * A failure in a line of text assembly, whose message begins with the line: {@code line 3: …}
     * (specification §1.9).
     *
     * @param kind one of the load-time kinds
     * @param problem what is wrong, without the place
     * @param line 1-based line of the file
     * @param column 1-based column in UTF-16 units
     */
    public static LoadException inLine(ErrorKind kind, String problem, int line, int column) {
        return new LoadException(
                kind, problem, Place.at(line, column), "line " + line + ": " + problem);
    }

    /**
     * A failure whose message says the place in the words of its format.
     *
     * @param kind one of the kinds that can happen at load time
     * @param message the complete message
     * @param problem what is wrong, without the place
     * @param place where
     */
    public static LoadException worded(
            ErrorKind kind, String message, String problem, Place place) {
        return new LoadException(kind, problem, place, message);
    }

    public ErrorKind kind() {
        return kind;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** Where the problem lies. */
    public Place place() {
        return place;
    }
}
