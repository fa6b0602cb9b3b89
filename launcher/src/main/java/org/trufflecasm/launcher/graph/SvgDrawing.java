package org.trufflecasm.launcher.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Draws pictures as SVG. Where the boxes and arrows go, the Eclipse Layout Kernel finds out. */
public final class SvgDrawing {
    /** Larger pictures take minutes to lay out, and nobody can read them. */
    public static final int MAX_BOXES = 2000;

    private static final double COLUMN = 7.3;
    private static final double LINE = 15;
    private static final double MARGIN = 10;

    private final StringBuilder body = new StringBuilder();
    private final long greatestCount;
    private double width;
    private double height = MARGIN;

    private SvgDrawing(long greatestCount) {
        this.greatestCount = greatestCount;
    }

    /**
     * Draws a picture.
     *
     * @param picture of at most {@link #MAX_BOXES} boxes
     * @throws NoClassDefFoundError if the layout kernel is not there
     */
    public static String draw(Picture picture) {
        LayoutMetaDataService.getInstance()
                .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        SvgDrawing drawing = new SvgDrawing(picture.greatestCount());
        picture.parts().forEach(drawing::add);
        return drawing.finish();
    }

    private String finish() {
        String size =
                String.format(
                        Locale.ROOT,
                        "width=\"%.0f\" height=\"%.0f\"",
                        width + 2 * MARGIN,
                        height + MARGIN);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                + size
                + " font-family=\"monospace\" font-size=\"12\">\n"
                + "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\""
                + " markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
                + "<path d=\"M 0 0 L 10 5 L 0 10 z\"/></marker></defs>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + body
                + "</svg>\n";
    }

    private void add(Picture.Part part) {
        body.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" font-weight=\"bold\">%s</text>%n",
                        MARGIN,
                        height + LINE,
                        escaped(part.title())));
        height += 2 * LINE;
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        List<ElkNode> nodes = new ArrayList<>();
        for (Picture.Box box : part.boxes()) {
            ElkNode node = ElkGraphUtil.createNode(graph);
            int columns = box.lines().stream().mapToInt(String::length).max().orElse(1);
            node.setDimensions(columns * COLUMN + 12, box.lines().size() * LINE + 8);
            nodes.add(node);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (Picture.Arrow arrow : part.arrows()) {
            edges.add(
                    ElkGraphUtil.createSimpleEdge(nodes.get(arrow.from()), nodes.get(arrow.to())));
        }
        new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());
        for (int i = 0; i < nodes.size(); i++) {
            drawBox(nodes.get(i), part.boxes().get(i));
        }
        for (int i = 0; i < edges.size(); i++) {
            for (ElkEdgeSection section : edges.get(i).getSections()) {
                drawArrow(section, part.arrows().get(i));
            }
        }
        width = Math.max(width, graph.getWidth());
        height += graph.getHeight() + MARGIN;
    }

    private void drawBox(ElkNode node, Picture.Box box) {
        double x = MARGIN + node.getX();
        double y = height + node.getY();
        body.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\""
                                + " stroke=\"black\"/>%n",
                        x,
                        y,
                        node.getWidth(),
                        node.getHeight(),
                        Picture.colour(Picture.heat(box.count(), greatestCount))));
        for (int i = 0; i < box.lines().size(); i++) {
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%.1f\" xml:space=\"preserve\">%s</text>%n",
                            x + 6,
                            y + LINE * (i + 1),
                            escaped(box.lines().get(i))));
        }
    }

    private void drawArrow(ElkEdgeSection section, Picture.Arrow arrow) {
        StringBuilder points = new StringBuilder();
        point(points, section.getStartX(), section.getStartY());
        for (ElkBendPoint bend : section.getBendPoints()) {
            point(points, bend.getX(), bend.getY());
        }
        point(points, section.getEndX(), section.getEndY());
        body.append("<polyline fill=\"none\" stroke=\"black\" marker-end=\"url(#tip)\" points=\"");
        body.append(points.toString().strip()).append('"');
        body.append(arrow.exceptional() ? " stroke-dasharray=\"4 3\"/>\n" : "/>\n");
        if (!arrow.label().isEmpty()) {
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"10\">%s</text>%n",
                            MARGIN + section.getStartX() + 3,
                            height + section.getStartY() + 11,
                            escaped(arrow.label())));
        }
    }

    private void point(StringBuilder points, double x, double y) {
        points.append(String.format(Locale.ROOT, " %.1f,%.1f", MARGIN + x, height + y));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        character -> {
                            switch (character) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                default ->
                                        escaped.appendCodePoint(
                                                isForXml(character) ? character : 0xFFFD);
                            }
                        });
        return escaped.toString();
    }

    private static boolean isForXml(int character) {
        return character >= 0x20
                && character != 0xFFFE
                && character != 0xFFFF
                && !(character >= 0xD800 && character <= 0xDFFF);
    }
}
