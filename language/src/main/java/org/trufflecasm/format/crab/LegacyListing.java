package org.trufflecasm.format.crab;

import org.trufflecasm.core.Quotation;

/** Lists a historic file for people. */
final class LegacyListing {
    private static final int SHOWN = 60;

    private LegacyListing() {}

    /**
     * The listing.
     *
     * @param title what is said in a comment
     */
    static String write(LegacyProgram program, String title) {
        StringBuilder text = new StringBuilder("; ").append(Quotation.plain(title, SHOWN));
        text.append("\n; historic file CRAB1Y, version 1\n");
        for (int i = 0; i < program.constants().size(); i++) {
            text.append("; constant ").append(i).append(": ");
            text.append(
                    switch (program.constants().get(i)) {
                        case CrabConstant.Numeral number -> CrabNumbers.text(number);
                        case CrabConstant.Text(String content) -> Quotation.string(content);
                        case CrabConstant.Truth(boolean value) -> Boolean.toString(value);
                        case CrabConstant.Nil none -> "nil";
                    });
            text.append('\n');
        }
        for (LegacyInstruction instruction : program.code()) {
            text.append("    ").append(instruction.opcode());
            if (instruction.variable() != null) {
                text.append(' ').append(Quotation.string(instruction.variable()));
            } else if (instruction.opcode() == LegacyOpcode.LOAD_CONST) {
                text.append(' ').append(instruction.constant());
            }
            text.append('\n');
        }
        return text.toString();
    }
}
