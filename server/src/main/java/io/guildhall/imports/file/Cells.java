package io.guildhall.imports.file;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// The cells of a row as they are kept: a JSON array of texts.
public final class Cells {
    private Cells() {}

    public static byte[] bytes(JsonMapper json, List<String> cells) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(cells.size() * 16);
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            generator.writeStartArray();
            cells.forEach(generator::writeString);
            generator.writeEndArray();
        }
        return bytes.toByteArray();
    }

    public static List<String> of(JsonMapper json, byte[] body) {
        List<String> cells = new ArrayList<>();
        try (JsonParser parser = json.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                cells.add(parser.getString());
            }
        }
        return cells;
    }
}
