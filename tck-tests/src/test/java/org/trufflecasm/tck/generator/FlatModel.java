package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * A generated program of the CVM1 profile.
 *
 * @param lines its text assembly: directives, labels and instructions, one each
 */
public record FlatModel(List<String> lines) {

    public FlatModel {
        lines = List.copyOf(lines);
    }

    /** The program's text. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** The same program without the instructions of some lines; labels and directives stay. */
    public FlatModel without(int start, int length) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i < start || i >= start + length || !lines.get(i).startsWith(" ")) {
                rest.add(lines.get(i));
            }
        }
        return new FlatModel(rest);
    }
}
