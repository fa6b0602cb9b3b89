package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Blocks that jump to each other at random, forward and backward and into loops, until a counter is
 * used up. Each block has its own number of ints on the operand stack; whoever jumps to it sees to
 * it.
 */
final class Spaghetti extends StatementWriter {
    Spaghetti(Scope scope, Expressions expressions, Statements statements) {
        super(scope, expressions, statements);
    }

    /** A block: its label and how many ints it finds on the operand stack. */
    private record Block(int label, int height) {}

    void emit() {
        boolean level = dice.chance(0.4);
        List<Block> blocks = new ArrayList<>();
        for (int i = dice.between(2, 6); i > 0; i--) {
            blocks.add(new Block(code.label(), level ? 0 : dice.below(3)));
        }
        Block exit = new Block(code.label(), 0);
        String fuel = scope.hidden("fuel");
        code.pushInt(dice.between(1, 25));
        code.store(fuel);
        leave(0, blocks);
        List<Block> layout = new ArrayList<>(blocks);
        for (int i = layout.size() - 1; i > 0; i--) {
            Collections.swap(layout, i, dice.below(i + 1));
        }
        scope.loops++;
        for (Block block : layout) {
            code.place(block.label());
            burn(fuel, block, exit);
            scope.operands += block.height();
            if (block.height() > 0 && dice.chance(0.7)) {
                change(block.height());
            }
            statements.several(dice.below(3));
            scope.operands -= block.height();
            leave(block.height(), blocks);
        }
        scope.loops--;
        code.place(exit.label());
    }

    /** Goes to the exit once the fuel is used up. */
    private void burn(String fuel, Block block, Block exit) {
        code.load(fuel);
        code.pushInt(1);
        code.op("sub");
        code.op("dup");
        code.store(fuel);
        code.pushInt(0);
        if (block.height() == 0) {
            code.op("le");
            code.jump("jmp_if", exit.label());
            return;
        }
        int on = code.label();
        code.op("gt");
        code.jump("jmp_if", on);
        go(block.height(), exit);
        code.place(on);
    }

    private void change(int height) {
        if (height > 1 && dice.chance(0.5)) {
            code.op("swap");
        } else {
            expressions.emit(Kind.INT, 1);
            code.op("bit_xor");
        }
    }

    /** From a place with that many ints on the stack to one or two of the blocks. */
    private void leave(int height, List<Block> blocks) {
        Block first = dice.of(blocks);
        Block second = dice.of(blocks);
        if (dice.chance(0.2)) {
            go(height, first);
            return;
        }
        expressions.emit(Kind.BOOL, 1);
        if (height == first.height() && dice.chance(0.7)) {
            code.jump(dice.of("jmp_if", "jmp_if_not"), first.label());
        } else {
            int otherwise = code.label();
            code.jump(dice.of("jmp_if", "jmp_if_not"), otherwise);
            go(height, first);
            code.place(otherwise);
        }
        go(height, second);
    }

    private void go(int height, Block target) {
        for (int i = height; i < target.height(); i++) {
            expressions.emit(Kind.INT, 0);
        }
        for (int i = target.height(); i < height; i++) {
            if (dice.chance(0.3)) {
                code.store(scope.variable(Kind.ANY));
            } else {
                code.op("pop");
            }
        }
        code.jump("jmp", target.label());
    }
}
