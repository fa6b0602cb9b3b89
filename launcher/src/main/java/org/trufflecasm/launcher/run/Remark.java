package org.trufflecasm.launcher.run;

import org.graalvm.polyglot.Value;

/**
 * What the runtime says about a place of the code that has run.
 *
 * @param kind what it is about, such as {@code called} or {@code boxed-local}
 * @param subject the name of a variable, field or function; may be empty
 * @param detail a number or a word; may be empty
 * @param function the function
 * @param place where, as text for people
 * @param line in the listing that stands for the program's source, 1-based
 */
public record Remark(
        String kind, String subject, String detail, String function, String place, int line) {

    static Remark of(Value remark) {
        return new Remark(
                remark.getMember("kind").asString(),
                remark.getMember("subject").asString(),
                remark.getMember("detail").asString(),
                remark.getMember("function").asString(),
                remark.getMember("place").asString(),
                remark.getMember("line").asInt());
    }
}
