package org.trufflecasm.launcher.graph;

/** Writes pictures in the language of Graphviz. */
public final class DotText {
    private DotText() {}

    /** The whole picture as one directed graph, a cluster for each part. */
    public static String write(Picture picture) {
        StringBuilder text = new StringBuilder("digraph capsule {\n");
        text.append("  node [shape=box, fontname=\"monospace\", style=filled];\n");
        text.append("  edge [fontname=\"monospace\"];\n");
        long greatest = picture.greatestCount();
        for (int p = 0; p < picture.parts().size(); p++) {
            Picture.Part part = picture.parts().get(p);
            text.append("  subgraph cluster_").append(p).append(" {\n    label=");
            quote(text, part.title()).append(";\n");
            for (int i = 0; i < part.boxes().size(); i++) {
                Picture.Box box = part.boxes().get(i);
                text.append("    b").append(p).append('_').append(i).append(" [label=\"");
                for (String line : box.lines()) {
                    escape(text, line).append("\\l");
                }
                String colour = Picture.colour(Picture.heat(box.count(), greatest));
                text.append("\", fillcolor=\"").append(colour).append("\"];\n");
            }
            for (Picture.Arrow arrow : part.arrows()) {
                text.append("    b").append(p).append('_').append(arrow.from());
                text.append(" -> b").append(p).append('_').append(arrow.to()).append(" [label=");
                quote(text, arrow.label());
                text.append(arrow.exceptional() ? ", style=dashed];\n" : "];\n");
            }
            text.append("  }\n");
        }
        return text.append("}\n").toString();
    }

    private static StringBuilder quote(StringBuilder text, String value) {
        return escape(text.append('"'), value).append('"');
    }

    private static StringBuilder escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '"' || character == '\\') {
                text.append('\\');
            }
            text.append(character < ' ' ? ' ' : character);
        }
        return text;
    }
}
