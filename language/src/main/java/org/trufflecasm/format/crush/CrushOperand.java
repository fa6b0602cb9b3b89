package org.trufflecasm.format.crush;

import java.util.List;
import java.util.stream.Stream;
import org.trufflecasm.core.Limits;

/**
 * One operand of a {@link CrushOpcode}.
 *
 * @param name its key in JSON
 * @param aliases other keys it may have; {@code name} wins over them
 * @param kind what it must be
 * @param required whether it may not be left out
 */
public record CrushOperand(String name, List<String> aliases, Kind kind, boolean required) {

    /** What an operand must be. */
    public enum Kind {
        /** An integer of 64 bits. */
        INTEGER("64-bit integer", true),
        /** A number that a 64-bit float can hold, an integer too. */
        NUMBER("number", true),
        /** A string constant. */
        STRING("string", true),
        /** {@code true} or {@code false}. */
        BOOLEAN("bool", true),
        /** A variable, field, function, capability, class or type. */
        NAME("string, a name", true),
        /** A list of names. */
        NAMES("list of strings", true),
        /**
         * The index of an instruction of the function, its length included, or the name of a label.
         */
        TARGET("index of an instruction, or name of a label", false),
        /** An integer from 0 to {@link Limits#MAX_COUNT}. */
        COUNT("integer from 0 to " + Limits.MAX_COUNT, false),
        /** An integer of 0 or more. */
        SIZE("integer from 0", false),
        /** Anything. */
        ANY("any", true);

        private final String text;
        private final boolean constant;

        Kind(String text, boolean constant) {
            this.text = text;
            this.constant = constant;
        }

        /** How documentation and messages call it. */
        public String text() {
            return text;
        }

        /** Whether its value is an object; else it is an integer. */
        boolean isConstant() {
            return constant;
        }
    }

    static CrushOperand required(String name, Kind kind, String... aliases) {
        return new CrushOperand(name, List.of(aliases), kind, true);
    }

    static CrushOperand optional(String name, Kind kind, String... aliases) {
        return new CrushOperand(name, List.of(aliases), kind, false);
    }

    /** All keys it may have in JSON, the preferred one first. */
    public Stream<String> keys() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }
}
