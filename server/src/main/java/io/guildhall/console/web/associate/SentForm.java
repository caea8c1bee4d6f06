package io.guildhall.console.web.associate;

import static io.guildhall.error.ErrorCode.NOT_FOUND;

import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Operation;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.domain.ImportOptions;
import io.guildhall.wire.FileForm;
import io.guildhall.wire.QueryParameters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The form as it was sent: its fields, and the file, which is still arriving.
final class SentForm {
    /// Names of the fields that say what a column of the file stands for begin so.
    static final String COLUMN = "column.";
    /// Stands for a column that is to be left out.
    static final String LEFT_OUT = "-";

    private static final int LONGEST_FIELD = 4_096;
    /// Names and values of all fields together, in characters: they stay in memory while the file arrives.
    private static final int LONGEST_FIELDS = 512 << 10;
    /// Of pasted text, in bytes; what is longer is a file.
    static final int LONGEST_TEXT = 4 << 20;

    private final FileForm form;
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> columns = new LinkedHashMap<>();
    private int length;
    private String text = "";
    private boolean textTooLong;
    private FileForm.@Nullable Part file;

    private SentForm(FileForm form) {
        this.form = form;
    }

    /// Reads as far as the beginning of the file.
    static SentForm read(FileForm form) throws IOException {
        SentForm sent = new SentForm(form);
        for (FileForm.Part part = form.next(); part != null; part = form.next()) {
            if (part.fileName() != null) {
                sent.file = part;
                break;
            }
            sent.take(part);
        }
        return sent;
    }

    private void take(FileForm.Part part) throws IOException {
        if (part.name().equals("text")) {
            String read = part.text(LONGEST_TEXT);
            textTooLong = read == null;
            text = read == null ? "" : read;
            return;
        }
        String value = part.text(LONGEST_FIELD);
        length += part.name().length() + (value == null ? 0 : value.length());
        if (value == null || length > LONGEST_FIELDS) {
            throw QueryParameters.refused(part.name());
        }
        if (part.name().startsWith(COLUMN)) {
            if (!value.isEmpty()) {
                // browsers write quotes in names so
                String header = part.name().substring(COLUMN.length()).replace("%22", "\"");
                columns.put(header, value.equals(LEFT_OUT) ? "" : value);
            }
        } else {
            fields.put(part.name(), value);
        }
    }

    String text() {
        return text;
    }

    boolean hasText() {
        return !text.isBlank();
    }

    boolean isTextTooLong() {
        return textTooLong;
    }

    boolean hasFile() {
        return file != null;
    }

    /// Where a path comes along, its last part.
    @Nullable
    String fileName() {
        String name = file == null ? null : file.fileName();
        return name == null
                ? null
                : QueryParameters.text(
                        "fileName", name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
    }

    InputStream content() {
        return file == null ? new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) : file.content();
    }

    /// What each column of the file is said to stand for; nothing where it is left out.
    Map<String, String> columns() {
        return columns;
    }

    /// Of a dry run.
    ImportOptions options() {
        return new ImportOptions(
                QueryParameters.oneOf("operation", fields.get("operation"), Operation.ASSOCIATE),
                isOn("tree") ? Atomicity.TREE : Atomicity.ITEM,
                true,
                isOn("strict"),
                isOn("update"),
                isOn("programs"),
                QueryParameters.text("source", fields.get("source")),
                null);
    }

    private boolean isOn(String field) {
        return fields.containsKey(field);
    }

    /// @throws RequestRefused with 404 where it is no id
    @Nullable
    UUID repairs() {
        String sent = QueryParameters.text("repairs", fields.get("repairs"));
        try {
            return sent == null ? null : UUID.fromString(sent);
        } catch (IllegalArgumentException _) {
            throw RequestRefused.because(NOT_FOUND);
        }
    }

    /// Reads what is left, so that the browser gets to hear the answer.
    void readToEnd() {
        try {
            if (file != null) {
                file.content().transferTo(OutputStream.nullOutputStream());
            }
            for (FileForm.Part part = form.next(); part != null; part = form.next()) {
                part.content().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException | RequestRefused _) {
            // nobody waits for it any more
        }
    }
}
