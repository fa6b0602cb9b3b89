package org.trufflecasm.launcher.verb;

import org.trufflecasm.launcher.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code casm asm}: assembles text. */
@Command(
        name = "asm",
        header = "Assemble text: text assembly, or a listing of casm dis.",
        description = {
            "%nThe form of OUT is what its name says, as for casm convert; for any other name CVM1,",
            "or a CVM module for CVM text.",
            ""
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm asm examples/double.casm.txt -o double.cvm1",
            "  casm asm examples/crab/factorial.cvm.txt -o factorial.cvm",
            "  casm asm --to text examples/double.casm.txt -o double.txt"
        })
public final class AsmVerb extends WritingVerb {

    @Parameters(paramLabel = "IN", description = "Text assembly or a listing.")
    private String from;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The file to write.")
    private String to;

    /**
     * @param console the streams of the command
     */
    public AsmVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return write(from, to, true);
    }
}
