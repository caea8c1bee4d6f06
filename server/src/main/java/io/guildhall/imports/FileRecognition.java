package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;

import io.guildhall.error.RequestRefused;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.imports.file.JsonLines;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Tells what a file is by how it begins, where nobody says so: people drop what they have.
@Service
public class FileRecognition {
    private static final int BEGINNING = 1 << 16;
    private static final byte[] ARCHIVE = {'P', 'K', 3, 4};
    private static final byte[] OLD_WORKBOOK = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private final JsonMapper json;

    FileRecognition(JsonMapper json) {
        this.json = json;
    }

    /// @param content as [Upload] takes files of the format
    public record Recognised(FileFormat format, InputStream content) {}

    /// @throws RequestRefused with 400 where nothing can be made of it
    public Recognised recognise(InputStream file) throws IOException {
        BufferedInputStream content = new BufferedInputStream(file, BEGINNING);
        content.mark(BEGINNING);
        byte[] start = content.readNBytes(BEGINNING);
        content.reset();
        if (begins(start, OLD_WORKBOOK)) {
            throw RequestRefused.because(BAD_REQUEST, "it is a workbook of the old kind, save it as XLSX");
        }
        if (begins(start, ARCHIVE)) {
            return new Recognised(FileFormat.XLSX, content);
        }
        int first = firstOfText(start);
        if (first == start.length) {
            throw RequestRefused.because(BAD_REQUEST, "the file is empty");
        }
        return switch (start[first]) {
            case '{' ->
                new Recognised(FileFormat.NDJSON, isLineOfJson(start, first) ? content : new JsonLines(content, json));
            case '[' -> new Recognised(FileFormat.NDJSON, new JsonLines(content, json));
            default -> new Recognised(FileFormat.CSV, content);
        };
    }

    private static boolean begins(byte[] start, byte[] with) {
        return start.length >= with.length && Arrays.equals(start, 0, with.length, with, 0, with.length);
    }

    /// Behind a byte order mark and white space.
    private static int firstOfText(byte[] start) {
        int first = begins(start, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}) ? 3 : 0;
        while (first < start.length && (start[first] == ' ' || start[first] >= '\t' && start[first] <= '\r')) {
            first++;
        }
        return first;
    }

    /// Whether the first line is an object by itself, and the others therefore may fail by themselves.
    private boolean isLineOfJson(byte[] start, int first) {
        int end = first;
        while (end < start.length && start[end] != '\n') {
            end++;
        }
        try {
            json.readTree(start, first, end - first);
            return true;
        } catch (JacksonException _) {
            return end == start.length && start.length == BEGINNING; // a line that is longer than what has been seen
        }
    }
}
