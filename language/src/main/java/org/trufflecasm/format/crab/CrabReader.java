package org.trufflecasm.format.crab;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContentStart;

/**
 * Reads a module (specification of CVM, §5). Strictly in the order of the bytes: the first fault
 * counts.
 */
final class CrabReader {
    static final int MAGIC = 0x43524142;
    static final int VERSION = 1;

    private final ByteCursor file;

    private CrabReader(ByteCursor file) {
        this.file = file;
    }

    /**
     * Reads a module.
     *
     * @param content the whole file, with or without a {@code #!} line
     * @throws LoadException if it is none
     */
    static CrabModule read(byte[] content) {
        int start = ContentStart.of(content);
        return new CrabReader(new ByteCursor(content, start, ByteOrder.BIG_ENDIAN)).module(start);
    }

    private CrabModule module(int start) {
        if (file.u32("the magic number") != MAGIC) {
            throw LoadException.worded(
                    ErrorKind.BadMagic,
                    "not a CVM module",
                    "not a CVM module",
                    LoadException.Place.atByte(start));
        }
        int version = file.u16("the version");
        if (version != VERSION) {
            throw ByteCursor.refused(
                    ErrorKind.BadVersion,
                    "version " + version + " is not version " + VERSION,
                    start + 4);
        }
        int flags = file.u16("the flags");
        if (flags != 0) {
            throw ByteCursor.refused(
                    ErrorKind.BadFlags, "the flags are " + flags + ", not 0", start + 6);
        }
        List<CrabConstant> constants = file.constants(true);
        List<CrabFunction> functions = functions();
        List<CrabSymbol> symbols = symbols();
        int entry = entry(functions);
        checkFunctionSymbols(symbols, functions.size());
        if (file.remaining() > 0) {
            throw ByteCursor.refused(
                    ErrorKind.TrailingBytes,
                    file.remaining()
                            + (file.remaining() == 1 ? " byte follows" : " bytes follow")
                            + " the module",
                    file.position());
        }
        return new CrabModule(constants, functions, symbols, entry);
    }

    private List<CrabFunction> functions() {
        long count = file.u32("the count of functions");
        List<CrabFunction> functions = file.listOf(count);
        for (long i = 0; i < count; i++) {
            functions.add(function("function " + i));
        }
        return functions;
    }

    private CrabFunction function(String what) {
        int arity = file.u16("the arity of " + what);
        int results = file.u8("the results of " + what);
        if (results > 1) {
            throw ByteCursor.refused(
                    ErrorKind.BadResults,
                    what + " gives " + results + " results, not 0 or 1",
                    file.position() - 1);
        }
        int locals = file.u16("the locals of " + what);
        long length = file.u32("the code size of " + what);
        ByteCursor code = file.part(length, "the code of " + what);
        return new CrabFunction(arity, results, locals, code(code, what));
    }

    private static List<CrabInstruction> code(ByteCursor code, String function) {
        List<CrabInstruction> instructions = code.listOf(code.remaining());
        while (code.remaining() > 0) {
            instructions.add(instruction(code, function));
        }
        return instructions;
    }

    private static CrabInstruction instruction(ByteCursor code, String function) {
        int start = code.position();
        int first = code.u8(function);
        boolean wide = first == CrabOpcode.WIDE;
        if (wide && code.remaining() == 0) {
            throw truncated("WIDE", function, start);
        }
        int number = wide ? code.u8(function) : first;
        CrabOpcode opcode = CrabOpcode.of(number);
        if (wide && (opcode == null || !opcode.hasOperand())) {
            throw ByteCursor.refused(
                    ErrorKind.BadWide,
                    "WIDE before "
                            + (opcode == null ? hexadecimal(number) : opcode.name())
                            + " in "
                            + function,
                    start);
        }
        if (opcode == null) {
            String message = "unknown opcode " + hexadecimal(number) + " in " + function;
            throw LoadException.worded(
                    ErrorKind.BadOpcode, message, message, LoadException.Place.atByte(start));
        }
        if (!opcode.hasOperand()) {
            return CrabInstruction.of(opcode);
        }
        if (code.remaining() < (wide ? 4 : 2)) {
            throw truncated(opcode.name(), function, start);
        }
        return new CrabInstruction(opcode, wide ? code.u32(function) : code.u16(function), wide);
    }

    private static LoadException truncated(String name, String function, int start) {
        return ByteCursor.refused(
                ErrorKind.TruncatedCode, "the code of " + function + " ends within " + name, start);
    }

    private static String hexadecimal(int code) {
        return String.format(Locale.ROOT, "0x%02X", code);
    }

    private List<CrabSymbol> symbols() {
        long count = file.u32("the count of symbols");
        List<CrabSymbol> symbols = file.listOf(count);
        for (long i = 0; i < count; i++) {
            symbols.add(symbol("symbol " + i));
        }
        return symbols;
    }

    private CrabSymbol symbol(String what) {
        int start = file.position();
        int number = file.u8("the kind of " + what);
        CrabSymbol.Kind kind = CrabSymbol.Kind.of(number);
        if (kind == null) {
            throw ByteCursor.refused(
                    ErrorKind.BadSymbol, what + " has the unknown kind " + number, start);
        }
        String name = file.text("the name of " + what);
        CrabSymbol symbol = new CrabSymbol(kind, name, file.u32("the argument of " + what));
        if (!symbol.isWellFormed()) {
            throw ByteCursor.refused(
                    ErrorKind.BadSymbol,
                    what + " has the bad argument " + symbol.argument(),
                    file.position() - 4);
        }
        return symbol;
    }

    private int entry(List<CrabFunction> functions) {
        long entry = file.u32("the entry");
        if (entry >= functions.size()) {
            throw ByteCursor.refused(
                    ErrorKind.BadEntry,
                    "the entry is function " + entry + " of " + functions.size(),
                    file.position() - 4);
        }
        int arity = functions.get((int) entry).arity();
        if (arity > 0) {
            throw ByteCursor.refused(
                    ErrorKind.BadEntry,
                    "the entry, function " + entry + ", takes " + arity + " arguments",
                    file.position() - 4);
        }
        return (int) entry;
    }

    private void checkFunctionSymbols(List<CrabSymbol> symbols, int functions) {
        for (int i = 0; i < symbols.size(); i++) {
            CrabSymbol symbol = symbols.get(i);
            if (symbol.kind() == CrabSymbol.Kind.FUNCTION && symbol.argument() >= functions) {
                throw ByteCursor.refused(
                        ErrorKind.BadSymbol,
                        "symbol " + i + " names function " + symbol.argument() + " of " + functions,
                        file.position());
            }
        }
    }
}
