package io.guildhall.imports.file;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.BODY_TOO_LARGE;
import static io.guildhall.error.ErrorCode.IMPORT_NO_FAILED_ROW;

import io.guildhall.error.Problem;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lines of JSON. Empty ones say nothing; one that is too long is read to its end and fails by itself.
public final class NdjsonRows implements FileRows {
    private static final int BUFFER = 1 << 16;

    private final InputStream file;
    private final JsonMapper json;
    private final int longest;
    private final boolean repairs;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private long line;

    /// @param repairs whether lines are those of an error file: `{line, row}`
    public NdjsonRows(InputStream file, JsonMapper json, FileLimits limits, boolean repairs) {
        this.file = file;
        this.json = json;
        this.longest = Math.toIntExact(limits.rowBytes().toBytes());
        this.repairs = repairs;
    }

    @Override
    public Columns columns() {
        return Columns.NONE;
    }

    @Override
    public @Nullable FileRow next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        while (fill()) {
            line++;
            bytes.reset();
            long length = readLine(bytes);
            if (length > longest) {
                Problem tooLong = Problem.of(BODY_TOO_LARGE, FileRow.place(line), Integer.toString(longest));
                return new FileRow(line, new byte[0], null, List.of(tooLong));
            }
            byte[] body = withoutMark(bytes.toByteArray());
            if (!isBlank(body)) {
                FileRow row = new FileRow(line, body, null, List.of());
                return repairs ? repairing(row) : row;
            }
        }
        return null;
    }

    private boolean fill() throws IOException {
        if (position == filled) {
            position = 0;
            filled = Math.max(file.read(buffer), 0);
        }
        return filled > 0;
    }

    /// The length of the line; no more of it is kept than a row may have.
    private long readLine(ByteArrayOutputStream bytes) throws IOException {
        long length = 0;
        while (fill()) {
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            if (length <= longest) {
                bytes.write(buffer, position, end - position);
            }
            length += end - position;
            boolean complete = end < filled;
            position = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        }
        return length;
    }

    private byte[] withoutMark(byte[] body) {
        boolean marked = line == 1
                && body.length >= 3
                && body[0] == (byte) 0xEF
                && body[1] == (byte) 0xBB
                && body[2] == (byte) 0xBF;
        return marked ? java.util.Arrays.copyOfRange(body, 3, body.length) : body;
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private FileRow repairing(FileRow row) {
        try {
            JsonNode sent = json.readTree(row.body());
            JsonNode content = sent.path("row");
            if (!sent.path("line").isIntegralNumber() || content.isMissingNode()) {
                return row.refused(Problem.of(IMPORT_NO_FAILED_ROW, FileRow.place(row.line()), "(none)"));
            }
            byte[] body = content.isString()
                    ? content.asString().getBytes(StandardCharsets.UTF_8)
                    : json.writeValueAsBytes(content);
            return new FileRow(row.line(), body, sent.path("line").asLong(), List.of());
        } catch (JacksonException unreadable) {
            return row.refused(Problem.of(BAD_REQUEST, FileRow.place(row.line()), "no JSON"));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
