package org.trufflecasm.capability.builtin;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large the program is, about, that a regular expression becomes: counted repetitions multiply
 * what they repeat. Known before it is compiled, since a few characters can ask for a program that
 * fills the memory.
 */
final class PatternSize {
    private static final int DEEPEST = 200;
    private static final int LONGEST_CLASS = 40;
    private static final long BEYOND = Long.MAX_VALUE / 4096;

    private PatternSize() {}

    /** Sizes of a group: of all in it, and of the newest element. */
    private static final class Group {
        long all = 1;
        long newest;

        void add(long size) {
            newest = size;
            all = Math.min(all + size, BEYOND);
        }

        void repeat(long times) {
            long more = Math.min(newest * Math.max(0, times - 1), BEYOND);
            newest = Math.min(newest + more, BEYOND);
            all = Math.min(all + more, BEYOND);
        }
    }

    /** The size; more than any limit if groups are nested too deep. */
    static long of(String pattern) {
        Deque<Group> open = new ArrayDeque<>();
        Group group = new Group();
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> {
                    i++;
                    group.add(LONGEST_CLASS);
                }
                case '[' -> {
                    int end = endOfClass(pattern, i);
                    group.add(LONGEST_CLASS + (end - i));
                    i = end;
                }
                case '(' -> {
                    if (open.size() == DEEPEST) {
                        return BEYOND;
                    }
                    open.push(group);
                    group = new Group();
                }
                case ')' -> {
                    if (!open.isEmpty()) {
                        long inner = group.all;
                        group = open.pop();
                        group.add(inner);
                    }
                }
                case '{' -> {
                    int end = pattern.indexOf('}', i);
                    long times = end < 0 ? -1 : largest(pattern.substring(i + 1, end));
                    if (times < 0) {
                        group.add(1);
                    } else {
                        group.repeat(times);
                        i = end;
                    }
                }
                default -> group.add(1);
            }
        }
        while (!open.isEmpty()) {
            long inner = group.all;
            group = open.pop();
            group.add(inner);
        }
        return group.all;
    }

    private static int endOfClass(String pattern, int start) {
        int at = start + 1;
        // A bracket directly behind the opening one, or behind its negation, is a character.
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        if (at < pattern.length() && pattern.charAt(at) == ']') {
            at++;
        }
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, pattern.length() - 1);
    }

    /** The larger number of {@code n}, {@code n,} or {@code n,m}; -1 if it is none of these. */
    private static long largest(String count) {
        if (!count.matches("\\d{1,9}(,\\d{0,9})?")) {
            return -1;
        }
        long largest = 1;
        for (String number : count.split(",", -1)) {
            if (!number.isEmpty()) {
                largest = Math.max(largest, Long.parseLong(number));
            }
        }
        return largest;
    }
}
