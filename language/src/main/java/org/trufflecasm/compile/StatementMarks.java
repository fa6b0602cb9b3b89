package org.trufflecasm.compile;

import java.util.List;
import org.trufflecasm.core.SourcePosition;

/** Marks the beginnings of statements in the translation of one block. */
final class StatementMarks {
    /** Of a stack that is deeper, tools see nothing: its copies would take too much room. */
    private static final int MAX_OPERANDS_SHOWN = 64;

    private final StatementStarts starts;
    private final List<Statement> statements;
    private final int block;

    /** Whether the first instruction of the block with which a statement may begin has come. */
    private boolean begun;

    /** Where the newest mark is among the statements; negative before the first. */
    private int newest = -1;

    /** What the newest mark belongs to; null if its line is unknown. */
    private SourcePosition line;

    /** How many operands there were at the newest mark. */
    private int height;

    /**
     * @param statements gets the marks
     */
    StatementMarks(StatementStarts starts, List<Statement> statements, int block) {
        this.starts = starts;
        this.statements = statements;
        this.block = block;
    }

    /** Marks that go on as these would, among other statements. */
    StatementMarks continuedIn(List<Statement> others) {
        StatementMarks copy = new StatementMarks(starts, others, block);
        copy.begun = begun;
        copy.line = line;
        copy.height = height;
        return copy;
    }

    /**
     * Sets a mark if a statement begins with an instruction. While operations of another statement
     * are pending, none does.
     */
    void at(int instruction, PendingOperands stack) {
        if (starts.isSilent(instruction) || stack.nextEffect(0, stack.size()) < stack.size()) {
            return;
        }
        // So that a deep stack is not looked through at each instruction.
        stack.settleBelow(stack.size());
        if (!begins(instruction, stack.size())) {
            return;
        }
        close(instruction);
        newest = statements.size();
        line = starts.position(instruction);
        height = stack.size();
        statements.add(new Statement.Begin(instruction, instruction, shown(stack)));
    }

    private static List<Tree> shown(PendingOperands stack) {
        return stack.size() > MAX_OPERANDS_SHOWN ? List.of() : stack.all();
    }

    private boolean begins(int instruction, int operands) {
        SourcePosition here = starts.position(instruction);
        if (!begun) {
            begun = true;
            line = here;
            height = operands;
            return !starts.continuesLine(block);
        }
        boolean unknown = here == null && line == null;
        return unknown
                ? statements.size() > newest + 1 && operands <= height
                : !StatementStarts.sameLine(here, line);
    }

    /** Ends the newest statement before an instruction. */
    void close(int end) {
        if (newest >= 0) {
            Statement.Begin mark = (Statement.Begin) statements.get(newest);
            int last = Math.max(mark.first(), end - 1);
            statements.set(newest, new Statement.Begin(mark.first(), last, mark.operands()));
        }
    }
}
