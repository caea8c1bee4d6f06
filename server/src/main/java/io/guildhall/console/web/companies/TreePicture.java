package io.guildhall.console.web.companies;

import io.guildhall.console.web.companies.TreeDrawing.Box;
import io.guildhall.console.web.companies.TreeDrawing.Line;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes a [TreeDrawing] as SVG, in light colours, with nothing in it that runs or loads.
final class TreePicture {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif";
    private static final String INK = "#1b2324";
    private static final String MUTED = "#556264";
    private static final String EDGE = "#b9c5c2";
    private static final String ACCENT = "#1f5f5b";
    private static final int PADDING = 14;

    private final XMLStreamWriter xml;

    private TreePicture(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static void write(TreeDrawing drawing, String title, String subtitle, OutputStream out) {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            new TreePicture(xml).draw(drawing, title, subtitle);
            xml.close();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("A picture could not be written", failure);
        }
    }

    private void draw(TreeDrawing drawing, String title, String subtitle) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("svg");
        xml.writeDefaultNamespace(NAMESPACE);
        attributes(
                "viewBox",
                "0 0 " + drawing.width() + " " + drawing.height(),
                "width",
                Integer.toString(drawing.width()),
                "height",
                Integer.toString(drawing.height()),
                "role",
                "img",
                "font-family",
                FONT,
                "font-size",
                "14");
        xml.writeStartElement("title");
        xml.writeCharacters(plain(title + " – " + subtitle));
        xml.writeEndElement();
        rectangle(0, 0, drawing.width(), drawing.height(), "fill", "#ffffff");
        text(32, 44, plain(shortened(title, drawing.width() - 64, 24)), "font-size", "24", "font-weight", "650");
        text(32, 72, plain(shortened(subtitle, drawing.width() - 64, 14)), "fill", MUTED);
        for (Box box : drawing.boxes()) {
            if (box.above() >= 0) {
                edge(drawing.boxes().get(box.above()), box);
            }
        }
        for (Box box : drawing.boxes()) {
            box(box);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    /// From the side of the upper box down along the column to the head of the lower one.
    private void edge(Box from, Box to) throws XMLStreamException {
        int x = from.x() + TreeDrawing.BOX_WIDTH;
        int y = from.y() + TreeDrawing.HEAD / 2;
        int turn = to.x() - 32;
        xml.writeEmptyElement("path");
        attributes(
                "d",
                "M" + x + " " + y + "H" + turn + "V" + (to.y() + TreeDrawing.HEAD / 2) + "H" + to.x(),
                "fill",
                "none",
                "stroke",
                EDGE,
                "stroke-width",
                "1.5");
    }

    private void box(Box box) throws XMLStreamException {
        int width = TreeDrawing.BOX_WIDTH;
        rectangle(box.x(), box.y(), width, box.height(), "rx", "10", "fill", "#f8faf9", "stroke", EDGE);
        rectangle(box.x(), box.y(), 5, box.height(), "rx", "2.5", "fill", box.isActive() ? ACCENT : EDGE);
        int left = box.x() + PADDING + 4;
        int room = width - 2 * PADDING - 4;
        full(left, box.y() + 24, box.name(), room, "font-size", "15", "font-weight", "650");
        full(left, box.y() + 42, box.detail(), room, "font-size", "12", "fill", MUTED);
        int y = box.y() + TreeDrawing.HEAD + 16;
        for (Line line : box.lines()) {
            switch (line.style()) {
                case ROLE -> {
                    full(left, y, line.text(), room - 80, "font-weight", "600");
                    text(box.x() + width - PADDING, y, line.number(), "text-anchor", "end", "font-weight", "600");
                }
                case PERSON -> full(left + 14, y, line.text(), room - 14, "font-size", "13");
                case REST -> text(left + 14, y, line.text(), "font-size", "13", "fill", MUTED);
            }
            y += TreeDrawing.LINE;
        }
    }

    private void rectangle(int x, int y, int width, int height, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement("rect");
        attributes(
                "x", Integer.toString(x),
                "y", Integer.toString(y),
                "width", Integer.toString(width),
                "height", Integer.toString(height));
        attributes(attributes);
    }

    /// A text that may be too long for its place, with the whole of it to be read where the pointer stands.
    private void full(int x, int y, String text, int room, String... attributes) throws XMLStreamException {
        String whole = plain(text);
        String fitting = shortened(whole, room, 14);
        start(x, y, attributes);
        if (!fitting.equals(whole)) {
            xml.writeStartElement("title");
            xml.writeCharacters(whole);
            xml.writeEndElement();
        }
        xml.writeCharacters(fitting);
        xml.writeEndElement();
    }

    private void text(int x, int y, String text, String... attributes) throws XMLStreamException {
        start(x, y, attributes);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void start(int x, int y, String... attributes) throws XMLStreamException {
        xml.writeStartElement("text");
        attributes("x", Integer.toString(x), "y", Integer.toString(y));
        attributes(attributes);
        if (!String.join(" ", attributes).contains("fill ")) {
            xml.writeAttribute("fill", INK);
        }
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    /// XML has no place for control characters, nor for half a character.
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c < ' ' || c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c <= 0xDFFF) ? '\uFFFD' : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /// As much of a text as has room, by what letters are wide on the average: Chinese ones fill a square, others half.
    static String shortened(String text, int room, int fontSize) {
        double width = 0;
        int end = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            width += fontSize * (Character.isIdeographic(c) || c > 0xFFFF ? 1.0 : 0.58);
            if (width <= room - fontSize) {
                end = i + Character.charCount(c);
            }
        }
        return width <= room ? text : text.substring(0, end).stripTrailing() + "…";
    }
}
