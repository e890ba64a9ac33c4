package io.downbeat.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

/** Arrangements as pictures, read by an XML parser. */
class ArrangementSvgExportTest {

    private static Session session() {
        return SampleArrangement.document().session();
    }

    private static List<Element> all(String svg, String tag) throws Exception {
        NodeList found =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                        .getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<Element> blocks(String svg) throws Exception {
        return all(svg, "rect").stream()
                .filter(each -> each.getAttribute("class").equals("block"))
                .toList();
    }

    private static double number(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }

    private static List<String> texts(String svg) throws Exception {
        return all(svg, "text").stream().map(Element::getTextContent).toList();
    }

    @Test
    @Tag("EXPORT-13")
    void eachClipIsABlockFromItsLaunchToTheNext() throws Exception {
        List<Element> blocks = blocks(ArrangementSvgExport.of("band", session()));

        // 640 pixels are 16 beats, after the names of the tracks: drums until 4, 8.333, 9, 14, and
        // synth from 4 until its stop at 11.
        List<String> spans = new ArrayList<>();
        for (Element block : blocks) {
            double from = (number(block, "x") - 0.5 - 156) / 40;
            double length = (number(block, "width") + 1) / 40;
            spans.add("%.2f %.2f".formatted(from, from + length));
        }
        assertEquals(
                List.of("0.00 4.00", "4.00 8.33", "8.33 9.00", "9.00 14.00", "4.00 11.00"), spans);
    }

    @Test
    @Tag("EXPORT-13")
    void aChangedSignatureBeginsABar() throws Exception {
        List<String> texts = texts(ArrangementSvgExport.of("band", session()));

        // Bars at 0, 4, then 3/4 at 8, 11, and 4/4 at 14.
        assertTrue(texts.containsAll(List.of("1", "2", "3", "4", "5")), texts::toString);
        assertTrue(!texts.contains("6"), texts::toString);
        assertTrue(texts.contains("100 to 140"), texts::toString);
    }

    @Test
    @Tag("EXPORT-14")
    void namesAreEscapedAndShortened() throws Exception {
        Session session = session();
        Track track = session.track(1).orElseThrow();
        String odd = "<script>&\"'\u0000\ud83c\udfb5 " + "long ".repeat(50);
        String svg = ArrangementSvgExport.of(odd, session.withTrack(1, track.withName(odd)));

        assertTrue(texts(svg).stream().anyMatch(text -> text.startsWith("<script>&\"")));
        assertTrue(texts(svg).stream().allMatch(text -> text.length() <= 110));
        assertEquals(0, all(svg, "script").size());
    }

    @Test
    @Tag("EXPORT-14")
    void aColorThatIsNoneBecomesGrey() throws Exception {
        Session session = session();
        Track track = session.track(1).orElseThrow();
        String svg =
                ArrangementSvgExport.of(
                        "band", session.withTrack(1, track.withColor("red\" onload=\"x")));

        assertTrue(blocks(svg).stream().allMatch(each -> each.getAttribute("onload").isEmpty()));
    }

    @Test
    @Tag("EXPORT-14")
    void labelsOfBarsDoNotOverlapInALongArrangement() throws Exception {
        var arrangement =
                new Arrangement(
                        Beats.of(100_000),
                        ArrangementState.NONE,
                        List.of(new ArrangementEvent.StateSet(Beats.of(7), ArrangementState.NONE)),
                        List.of());
        String svg =
                ArrangementSvgExport.of("long", SampleArrangement.document(arrangement).session());

        double last = -100;
        for (Element label : all(svg, "text")) {
            Optional<Double> x =
                    label.getTextContent().matches("\\d+") && number(label, "x") > 156
                            ? Optional.of(number(label, "x"))
                            : Optional.empty();
            if (x.isPresent()) {
                assertTrue(x.get() - last >= 48, label.getTextContent());
                last = x.get();
            }
        }
        assertTrue(last > 15_000);
        assertTrue(svg.length() < 200_000);
    }
}
