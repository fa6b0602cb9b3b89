package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.trufflecasm.core.Op;

/** Stacks of handlers as numbers. */
class HandlerStacksTest {
    private static final int OUTER = 1;
    private static final int INNER = 3;
    private static final int AMID = 4;
    private static final int LAST = 6;

    /** Instruction 1 and 3 enter, 5 and 6 leave, the others do neither. */
    private static HandlerStacks nested() {
        return new HandlerStacks(
                new FlowCode()
                        .op(Op.NOP)
                        .jump(Op.ENTER_TRY, "end")
                        .op(Op.NOP)
                        .jump(Op.ENTER_TRY, "end")
                        .op(Op.NOP, Op.EXIT_TRY, Op.EXIT_TRY)
                        .function());
    }

    @Test
    void functionWithoutHandlers() {
        HandlerStacks stacks = new HandlerStacks(new FlowCode().op(Op.NOP, Op.EXIT_TRY).function());
        stacks.reach(0, HandlerStacks.NONE);
        assertFalse(stacks.areUsed());
        assertEquals(HandlerStacks.NONE, stacks.before(0));
        assertEquals(HandlerStacks.NONE, stacks.behind(0));
        assertEquals(HandlerStacks.NONE, stacks.behind(1));
        assertEquals(-1, stacks.conflict());
    }

    @Test
    void instructionsEnterAndLeave() {
        HandlerStacks stacks = nested();
        assertTrue(stacks.areUsed());
        stacks.reach(OUTER, HandlerStacks.NONE);
        int outer = stacks.behind(OUTER);
        stacks.reach(INNER, outer);
        int inner = stacks.behind(INNER);
        assertEquals(OUTER, stacks.site(outer));
        assertEquals(INNER, stacks.site(inner));
        assertEquals(HandlerStacks.NONE, stacks.parent(outer));
        assertEquals(outer, stacks.parent(inner));
        assertEquals(0, stacks.depth(HandlerStacks.NONE));
        assertEquals(1, stacks.depth(outer));
        assertEquals(2, stacks.depth(inner));
        stacks.reach(AMID, inner);
        assertEquals(inner, stacks.before(AMID));
        assertEquals(inner, stacks.behind(AMID));
        stacks.reach(AMID + 1, inner);
        assertEquals(outer, stacks.behind(AMID + 1));
        stacks.reach(LAST, outer);
        assertEquals(HandlerStacks.NONE, stacks.behind(LAST));
        assertEquals(-1, stacks.conflict());
    }

    /** Leaving what was never entered changes nothing; nor does what was never reached. */
    @Test
    void emptyStack() {
        HandlerStacks stacks = nested();
        stacks.reach(LAST, HandlerStacks.NONE);
        assertEquals(HandlerStacks.NONE, stacks.behind(LAST));
        assertEquals(HandlerStacks.NONE, stacks.before(AMID));
        assertEquals(HandlerStacks.NONE, stacks.behind(AMID));
    }

    @Test
    void equalStacksHaveOneNumber() {
        HandlerStacks stacks = nested();
        stacks.reach(OUTER, HandlerStacks.NONE);
        stacks.reach(INNER, HandlerStacks.NONE);
        int outer = stacks.behind(OUTER);
        int other = stacks.behind(INNER);
        assertNotEquals(HandlerStacks.NONE, outer);
        assertNotEquals(HandlerStacks.NONE, other);
        assertNotEquals(outer, other);
        assertEquals(outer, stacks.behind(OUTER));
        assertEquals(other, stacks.behind(INNER));

        HandlerStacks twice = nested();
        twice.reach(OUTER, HandlerStacks.NONE);
        int below = twice.behind(OUTER);
        twice.reach(INNER, below);
        int first = twice.behind(INNER);
        twice.reach(AMID, first);
        assertEquals(first, twice.behind(INNER));
        assertNotEquals(below, first);
    }

    @Test
    void whatAStackHolds() {
        HandlerStacks stacks = nested();
        stacks.reach(OUTER, HandlerStacks.NONE);
        int outer = stacks.behind(OUTER);
        stacks.reach(INNER, outer);
        int inner = stacks.behind(INNER);
        for (int stack : new int[] {HandlerStacks.NONE, outer, inner}) {
            assertTrue(stacks.holds(stack, stack));
            assertTrue(stacks.holds(stack, HandlerStacks.NONE));
        }
        assertTrue(stacks.holds(inner, outer));
        assertFalse(stacks.holds(outer, inner));
        assertFalse(stacks.holds(HandlerStacks.NONE, outer));
    }

    /** Equally deep, but another one. */
    @Test
    void siblingsHoldNothingOfEachOther() {
        HandlerStacks stacks = nested();
        stacks.reach(OUTER, HandlerStacks.NONE);
        stacks.reach(INNER, HandlerStacks.NONE);
        int one = stacks.behind(OUTER);
        int other = stacks.behind(INNER);
        assertFalse(stacks.holds(one, other));
        assertFalse(stacks.holds(other, one));
    }

    @Test
    void firstConflictIsKept() {
        HandlerStacks stacks = nested();
        stacks.reach(OUTER, HandlerStacks.NONE);
        int outer = stacks.behind(OUTER);
        stacks.reach(AMID, outer);
        stacks.reach(AMID, outer);
        assertEquals(-1, stacks.conflict());
        stacks.reach(AMID, HandlerStacks.NONE);
        assertEquals(AMID, stacks.conflict());
        assertEquals(outer, stacks.before(AMID));
        stacks.reach(OUTER, outer);
        assertEquals(AMID, stacks.conflict());
    }

    @Test
    void handlersThatSomethingNeeds() {
        HandlerStacks stacks = nested();
        stacks.reach(OUTER, HandlerStacks.NONE);
        int outer = stacks.behind(OUTER);
        assertFalse(stacks.isLive(OUTER));
        stacks.use(outer);
        assertTrue(stacks.isLive(OUTER));
        assertFalse(stacks.isLive(INNER));
    }
}
