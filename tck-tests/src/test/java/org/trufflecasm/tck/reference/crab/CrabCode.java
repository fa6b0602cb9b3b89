package org.trufflecasm.tck.reference.crab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A module as the reference interpreter reads it, which must be correct: from the bytes, with the
 * numbers of the specification of CVM and nothing of the runtime.
 *
 * @param functions the functions; of a historic file, the only one
 * @param entry the one that runs first
 * @param constants values
 * @param symbols names and arguments
 * @param legacy whether it is a historic file, whose instructions have other numbers
 */
record CrabCode(
        List<Routine> functions,
        int entry,
        List<Object> constants,
        List<Symbol> symbols,
        boolean legacy) {

    /** A Nil. */
    static final Object NIL = new Object();

    record Routine(String name, int arity, int results, int locals, List<Step> code) {}

    /** One instruction; the name is that of a historic variable. */
    record Step(int opcode, long operand, String name) {}

    record Symbol(int kind, String name, long argument) {}

    /** Reads a file. */
    static CrabCode read(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.BIG_ENDIAN);
        if (content.length > 5 && content[4] == '1' && content[5] == 'Y') {
            return readLegacy(file.order(ByteOrder.LITTLE_ENDIAN).position(7));
        }
        file.position(8);
        List<Object> constants = constants(file);
        List<Routine> open = new ArrayList<>();
        int functions = file.getInt();
        for (int i = 0; i < functions; i++) {
            int arity = file.getShort() & 0xFFFF;
            int results = file.get();
            int locals = file.getShort() & 0xFFFF;
            int end = file.getInt();
            end += file.position();
            List<Step> code = new ArrayList<>();
            while (file.position() < end) {
                code.add(step(file));
            }
            open.add(new Routine("function " + i, arity, results, locals, code));
        }
        List<Symbol> symbols = new ArrayList<>();
        int count = file.getInt();
        for (int i = 0; i < count; i++) {
            symbols.add(new Symbol(file.get(), text(file), file.getInt() & 0xFFFF_FFFFL));
        }
        for (int i = symbols.size() - 1; i >= 0; i--) {
            Symbol symbol = symbols.get(i);
            if (symbol.kind() == 0) {
                Routine named = open.get((int) symbol.argument());
                open.set(
                        (int) symbol.argument(),
                        new Routine(
                                symbol.name(),
                                named.arity(),
                                named.results(),
                                named.locals(),
                                named.code()));
            }
        }
        return new CrabCode(open, file.getInt(), constants, symbols, false);
    }

    private static Step step(ByteBuffer file) {
        int opcode = file.get() & 0xFF;
        boolean wide = opcode == 0xFE;
        if (wide) {
            opcode = file.get() & 0xFF;
        }
        boolean hasOperand =
                switch (opcode) {
                    case 0x01, 0x07, 0x08, 0x09, 0x43, 0x44, 0x45, 0x46, 0x50 -> true;
                    default -> false;
                };
        long operand = 0;
        if (hasOperand) {
            operand = wide ? file.getInt() & 0xFFFF_FFFFL : file.getShort() & 0xFFFF;
        }
        return new Step(opcode, operand, null);
    }

    private static CrabCode readLegacy(ByteBuffer file) {
        List<Object> constants = constants(file);
        List<Step> code = new ArrayList<>();
        int count = file.hasRemaining() ? file.getInt() : 0;
        for (int i = 0; i < count; i++) {
            int opcode = file.get() & 0xFF;
            switch (opcode) {
                case 0x01 -> code.add(new Step(opcode, file.getInt() & 0xFFFF_FFFFL, null));
                case 0x02, 0x03 -> code.add(new Step(opcode, 0, text(file)));
                default -> code.add(new Step(opcode, 0, null));
            }
        }
        Routine main = new Routine("main", 0, 1, 0, code);
        return new CrabCode(List.of(main), 0, constants, List.of(), true);
    }

    private static List<Object> constants(ByteBuffer file) {
        List<Object> constants = new ArrayList<>();
        int count = file.getInt();
        for (int i = 0; i < count; i++) {
            constants.add(
                    switch (file.get()) {
                        case 1 -> file.getDouble();
                        case 2 -> text(file);
                        case 3 -> file.get() != 0;
                        default -> NIL;
                    });
        }
        return constants;
    }

    private static String text(ByteBuffer file) {
        byte[] bytes = new byte[file.getInt()];
        file.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
