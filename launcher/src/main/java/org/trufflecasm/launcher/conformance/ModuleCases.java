package org.trufflecasm.launcher.conformance;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Cases whose capsule is a whole file in hexadecimal digits, and whose expectations are told by
 * phases: those of the Crab virtual machine.
 */
final class ModuleCases {
    private static final Set<String> EXPECT =
            Set.of(
                    "phase",
                    "outcome",
                    "stdout",
                    "result",
                    "error",
                    "error_kind",
                    "message",
                    "function",
                    "instruction",
                    "required",
                    "actual",
                    "exit_code");
    private static final Set<String> RESULT = Set.of("type", "value");

    private ModuleCases() {}

    /** Whether a case has this shape. */
    static boolean isOne(CaseFields fields) {
        return fields.get("hex") != null;
    }

    /**
     * Reads a case.
     *
     * @param fallback its name if it does not say one
     */
    static ConformanceCase read(String fallback, Path file, CaseFields fields)
            throws CaseFormatException {
        String id = fields.text("id");
        String system = fields.text("system");
        String title = fields.text("title");
        String form = fields.text("file");
        return new ConformanceCase(
                (system == null ? "" : system + "_") + (id == null ? fallback : id),
                file,
                title == null ? "" : title,
                fields.texts("tags"),
                CapsuleForm.HEX,
                fallback + (form != null && form.contains(".cby") ? ".cby" : ".cvm"),
                bytes(fields.text("hex")),
                CaseOptions.NONE,
                expectation(CaseFields.of("expect", fields.get("expect"), EXPECT)),
                null);
    }

    private static Bytes bytes(String hexadecimal) throws CaseFormatException {
        try {
            return Bytes.of(HexFormat.of().parseHex(hexadecimal));
        } catch (IllegalArgumentException malformed) {
            throw new CaseFormatException("hex is not hexadecimal: " + malformed.getMessage());
        }
    }

    private static Expectation expectation(CaseFields fields) throws CaseFormatException {
        Expectation.Ending ending = ending(fields);
        boolean refused = ending == Expectation.Ending.LOAD_ERROR;
        String message = fields.text(refused ? "message" : "error");
        return new Expectation(
                ending,
                refused ? "" : fields.text("stdout"),
                result(fields),
                fields.text("error_kind"),
                null,
                message,
                refused ? List.of() : null,
                fields.integer("exit_code"));
    }

    private static Expectation.Ending ending(CaseFields fields) throws CaseFormatException {
        String phase = fields.text("phase");
        String outcome = fields.text("outcome");
        if ("load".equals(phase) && outcome == null) {
            return Expectation.Ending.LOAD_ERROR;
        }
        if ("run".equals(phase) && "ok".equals(outcome)) {
            return Expectation.Ending.OK;
        }
        if ("run".equals(phase) && "error".equals(outcome)) {
            return Expectation.Ending.RUNTIME_ERROR;
        }
        throw new CaseFormatException("unknown phase or outcome: " + phase + ", " + outcome);
    }

    /** Nil has no value in a case, and its type is its text. */
    private static Expectation.Result result(CaseFields fields) throws CaseFormatException {
        if (fields.get("result") == null) {
            return null;
        }
        CaseFields result = CaseFields.of("result", fields.get("result"), RESULT);
        String type = result.text("type");
        String value = result.text("value");
        if (type == null) {
            throw new CaseFormatException("the result needs a type");
        }
        return new Expectation.Result(type, value == null ? type : value);
    }
}
