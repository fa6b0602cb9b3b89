package org.trufflecasm.benchmarks.compare;

import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A comparison as charts in SVG. */
final class Charts {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;

    private Charts() {}

    /** Writes {@code peak.svg}, {@code warm-up.svg}, {@code resident.svg}, {@code start-up.svg}. */
    static void write(Comparison comparison, Path folder) throws IOException {
        if (!comparison.repeated().isEmpty()) {
            save(ratios(comparison), folder.resolve("peak.svg"));
        }
        save(warmUp(comparison), folder.resolve("warm-up.svg"));
        save(
                bars(comparison, "Resident memory", "MB", run -> run.residentKilobytes() / 1024.0),
                folder.resolve("resident.svg"));
        save(
                bars(comparison, "Start-up", "ms", Run::startUpMillis),
                folder.resolve("start-up.svg"));
    }

    private static CategoryChart chart(String title, String unit) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .yAxisTitle(unit)
                        .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setXAxisLabelRotation(30);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private static CategoryChart ratios(Comparison comparison) {
        CategoryChart chart = chart("casm's time divided by the peer's (less is better)", "ratio");
        List<String> kernels = comparison.repeated();
        for (String engine : comparison.engines().keySet()) {
            if (!engine.equals(Comparison.OURS)) {
                chart.addSeries(
                        engine,
                        kernels,
                        kernels.stream()
                                .map(kernel -> comparison.ratio(kernel, engine).orElse(0))
                                .toList());
            }
        }
        return chart;
    }

    private static CategoryChart bars(
            Comparison comparison, String title, String unit, ToDoubleFunction<Run> figure) {
        CategoryChart chart = chart(title, unit);
        List<String> kernels = List.copyOf(comparison.kernels());
        for (String engine : comparison.engines().keySet()) {
            chart.addSeries(
                    engine,
                    kernels,
                    kernels.stream()
                            .map(kernel -> comparison.median(kernel, engine, figure).orElse(0))
                            .toList());
        }
        return chart;
    }

    /** Each repetition of the first kernel by the time at which it ended, first round. */
    private static XYChart warmUp(Comparison comparison) {
        String kernel = comparison.kernels().iterator().next();
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title("Warm-up: " + kernel)
                        .xAxisTitle("ms since the start of the process")
                        .yAxisTitle("ms of a repetition")
                        .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        for (String engine : comparison.engines().keySet()) {
            List<Run> runs = comparison.of(kernel, engine);
            if (!runs.isEmpty()) {
                Run first = runs.getFirst();
                List<Double> times =
                        first.times().isEmpty() ? List.of(first.wallMillis()) : first.times();
                List<Double> ends = new ArrayList<>();
                double end = first.startUpMillis();
                for (double time : times) {
                    end += time;
                    ends.add(end);
                }
                chart.addSeries(engine, ends, times);
            }
        }
        return chart;
    }

    private static void save(Chart<?, ?> chart, Path file) throws IOException {
        SVGGeneratorContext context;
        try {
            context =
                    SVGGeneratorContext.createDefault(
                            DocumentBuilderFactory.newInstance()
                                    .newDocumentBuilder()
                                    .getDOMImplementation()
                                    .createDocument("http://www.w3.org/2000/svg", "svg", null));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
        // Letters are outlines; with more digits the files would be several times as large.
        context.setPrecision(1);
        context.setComment("Written by benchmarks/compare");
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        graphics.stream(file.toString(), true);
        graphics.dispose();
    }
}
