package org.trufflecasm.tck.generator;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a generated capsule as JSON, one instruction per line. */
final class CapsuleWriter {
    private final CapsuleModel capsule;
    private final StringBuilder out = new StringBuilder();

    CapsuleWriter(CapsuleModel capsule) {
        this.capsule = capsule;
    }

    String write() {
        out.append("{\n \"version\": \"1.0\",\n \"entry\": ");
        string(capsule.functions().getFirst().name());
        out.append(",\n \"manifest\": {\"permissions\": ");
        value(capsule.permissions());
        out.append(", \"limits\": ");
        value(capsule.limits());
        out.append("},\n \"functions\": ").append(capsule.asList() ? "[" : "{");
        String separator = "\n";
        for (FunctionModel function : capsule.functions()) {
            out.append(separator);
            if (!capsule.asList()) {
                string(function.name());
                out.append(": ");
            }
            function(function);
            separator = ",\n";
        }
        out.append("\n ").append(capsule.asList() ? "]" : "}").append("\n}\n");
        return out.toString();
    }

    private void function(FunctionModel function) {
        out.append("{");
        if (capsule.asList()) {
            out.append("\"name\": ");
            string(function.name());
            out.append(", ");
        }
        out.append("\"params\": ");
        value(function.parameters());
        out.append(", \"body\": [");
        Map<Integer, Integer> places = places(function);
        String separator = "\n  ";
        for (Element element : function.body()) {
            switch (element) {
                case Element.Place(int label) when function.namedTargets() -> {
                    out.append(separator).append("{\"op\": \"label\", \"name\": ");
                    string(nameOf(label));
                    out.append("}");
                    separator = ",\n  ";
                }
                case Element.Place place -> {}
                case Element.Step step -> {
                    out.append(separator);
                    step(function, step, places);
                    separator = ",\n  ";
                }
            }
        }
        out.append("\n ]}");
    }

    /** The index of the instruction that follows each label. */
    private static Map<Integer, Integer> places(FunctionModel function) {
        Map<Integer, Integer> places = new HashMap<>();
        int index = 0;
        for (Element element : function.body()) {
            switch (element) {
                case Element.Place(int label) -> places.put(label, index);
                case Element.Step step -> index++;
            }
        }
        return places;
    }

    private static String nameOf(int label) {
        return "L" + label;
    }

    private void step(FunctionModel function, Element.Step step, Map<Integer, Integer> places) {
        Map<String, Object> operands = new LinkedHashMap<>(step.operands());
        if (step.target() != Element.Step.NO_TARGET) {
            operands.put(
                    "target",
                    function.namedTargets()
                            ? nameOf(step.target())
                            : Long.valueOf(places.get(step.target())));
        }
        out.append("{\"op\": ");
        string(step.op());
        if (step.nested()) {
            out.append(", \"args\": ");
            value(operands);
        } else {
            members(operands, ", ");
        }
        if (step.line() > 0) {
            out.append(", \"meta\": {\"file\": \"m.py\", \"line\": ")
                    .append(step.line())
                    .append(", \"column\": ")
                    .append(1 + step.line() % 40)
                    .append("}");
        }
        out.append("}");
    }

    private void members(Map<?, ?> members, String first) {
        String separator = first;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.append(separator);
            string((String) member.getKey());
            out.append(": ");
            value(member.getValue());
            separator = ", ";
        }
    }

    private void value(Object value) {
        switch (value) {
            case String text -> string(text);
            case Map<?, ?> object -> {
                out.append("{");
                members(object, "");
                out.append("}");
            }
            case List<?> list -> {
                out.append("[");
                String separator = "";
                for (Object element : list) {
                    out.append(separator);
                    value(element);
                    separator = ", ";
                }
                out.append("]");
            }
            default -> out.append(value);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
