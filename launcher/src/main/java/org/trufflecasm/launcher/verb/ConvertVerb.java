package org.trufflecasm.launcher.verb;

import org.trufflecasm.launcher.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code casm convert}: writes a capsule in another form. */
@Command(
        name = "convert",
        header = "Write a capsule in another form.",
        description = {
            "%nReads a capsule of any form and writes it in the form that the name of OUT says:",
            "  .casm, .json  JSON             .cvm1, .cvm  CVM1 binary",
            "  .casmb        MessagePack      .txt         text assembly",
            "  .lst          listing, as casm dis shows it",
            "",
            "JSON, MessagePack and listings hold the same. CVM1 and text assembly have another",
            "machine; what cannot be proved to behave the same there is refused with the reason.",
            "",
            "Modules of the Crab virtual machine have forms of their own: .cvm (module), .txt",
            "(text) and .wasm (WebAssembly; can only be written).",
            ""
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  casm convert examples/hello.casm hello.casmb",
            "  casm convert --executable examples/hello.casm hello.casmb",
            "  casm convert --to text examples/fib.casm fib.casm.txt",
            "  casm convert --to json examples/double.casm.txt double.casm",
            "  casm convert examples/crab/mandelbrot.cvm mandelbrot.wasm"
        })
public final class ConvertVerb extends WritingVerb {

    @Parameters(index = "0", paramLabel = "IN", description = "A capsule.")
    private String from;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    private String to;

    /**
     * @param console the streams of the command
     */
    public ConvertVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return write(from, to, false);
    }
}
