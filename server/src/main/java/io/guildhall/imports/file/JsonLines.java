package io.guildhall.imports.file;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.BODY_TOO_DEEP;

import io.guildhall.error.RequestRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/// JSON as people have it, a list or objects one after the other over as many lines as they like, as lines of one
/// object each. Token by token: neither a file nor an object of it is ever whole in memory.
public final class JsonLines extends InputStream {
    private static final int ENOUGH = 16_384;

    private final InputStream file;
    private final JsonMapper json;
    private final JsonParser parser;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream(ENOUGH);
    private byte[] ready = new byte[0];
    private int position;
    private @Nullable JsonGenerator item;
    private int depth;
    private boolean begun;
    private boolean inList;

    public JsonLines(InputStream file, JsonMapper json) {
        this.file = file;
        this.json = json;
        this.parser = json.createParser(file);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (position == ready.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, ready.length - position);
        System.arraycopy(ready, position, buffer, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        written.reset();
        try {
            while (written.size() < ENOUGH) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    break;
                }
                take(token);
            }
        } catch (JacksonIOException broken) {
            throw broken.getCause();
        } catch (StreamConstraintsException _) {
            throw RequestRefused.because(BODY_TOO_DEEP, "64");
        } catch (JacksonException unreadable) {
            throw unreadable(unreadable.getLocation());
        }
        ready = written.toByteArray();
        position = 0;
        return ready.length > 0;
    }

    private void take(JsonToken token) {
        if (item == null && depth == 0 && isOfTheList(token)) {
            return;
        }
        JsonGenerator generator = item == null ? json.createGenerator(written) : item;
        item = generator;
        generator.copyCurrentEventExact(parser);
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 0) {
            generator.close();
            written.write('\n');
            item = null;
        } else {
            generator.flush();
        }
    }

    /// Whether the token begins or ends the list around all objects.
    private boolean isOfTheList(JsonToken token) {
        boolean isFirst = !begun;
        begun = true;
        if (isFirst && token == JsonToken.START_ARRAY) {
            inList = true;
            return true;
        }
        if (inList && token == JsonToken.END_ARRAY) {
            inList = false;
            return true;
        }
        return false;
    }

    private static RequestRefused unreadable(@Nullable TokenStreamLocation at) {
        return RequestRefused.because(
                BAD_REQUEST,
                at == null
                        ? "it is no JSON"
                        : "it is no JSON from line " + at.getLineNr() + ", character " + at.getColumnNr() + " on");
    }

    @Override
    public void close() throws IOException {
        parser.close();
        file.close();
    }
}
