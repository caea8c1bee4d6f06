package io.guildhall.imports.file;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.IMPORT_ENCODING;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileRow;
import io.guildhall.imports.domain.KnownColumns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// CSV (RFC 4180) in UTF-8, with a first line of names; the separator is the one that this line has most of.
public final class CsvRows implements FileRows {
    private static final int LONGEST_HEADER = 1 << 16;
    /// In characters. Nobody has cells like that: more often a quote was never closed.
    private static final int LONGEST_RECORD = 4 << 20;

    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final TableRows table;
    /// Lines that the reader of the rest has not seen.
    private final int before;

    private long line;

    /// @throws RequestRefused with 1743 for another encoding, with 1740 and 1741 for its columns
    public CsvRows(
            InputStream file,
            JsonMapper json,
            Map<String, String> mapping,
            KnownColumns known,
            FileLimits limits,
            boolean repairs)
            throws IOException {
        BufferedReader text = new BufferedReader(decoded(file), LONGEST_HEADER);
        Character said = saidSeparator(text);
        this.before = said == null ? 0 : 1;
        this.reader = CsvReader.builder()
                .fieldSeparator(said == null ? separator(text) : said)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_RECORD)
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(16_384)
                                .maxFieldSize(LONGEST_RECORD)
                                .maxRecordSize(LONGEST_RECORD)),
                        text);
        this.records = reader.iterator();
        CsvRecord header = record();
        if (header == null) {
            throw RequestRefused.because(BAD_REQUEST, "the file is empty");
        }
        this.table = new TableRows(json, header.getFields(), mapping, known, limits, repairs);
    }

    private static Reader decoded(InputStream file) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(file, 3);
        byte[] start = bytes.readNBytes(3);
        boolean isUtf8 =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        boolean isUtf16 = start.length >= 2 && ((start[0] & 0xFF) + (start[1] & 0xFF) == 0xFF + 0xFE);
        if (isUtf16) {
            throw RequestRefused.because(IMPORT_ENCODING, "it is in UTF-16");
        }
        if (!isUtf8) {
            bytes.unread(start);
        }
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /// Of a line `sep=;`, which some spreadsheets write before the header and all of them understand; null without one.
    private static @Nullable Character saidSeparator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        try {
            char[] start = new char[6];
            int length = 0;
            for (int next = text.read(); next >= 0 && length < start.length; next = text.read()) {
                start[length++] = (char) next;
                if (next == '\n' || next == '\r') {
                    break;
                }
            }
            String line = new String(start, 0, length);
            if (line.matches("(?i)sep=[,;\t][\r\n]")) {
                skipLineFeed(text, line.endsWith("\r"));
                return line.charAt(4);
            }
        } catch (CharacterCodingException _) {
            // which the header tells
        }
        text.reset();
        return null;
    }

    private static void skipLineFeed(BufferedReader text, boolean afterReturn) throws IOException {
        text.mark(1);
        if (!afterReturn || text.read() != '\n') {
            text.reset();
        }
    }

    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        int[] seen = new int[SEPARATORS.length];
        boolean quoted = false;
        try {
            for (int i = 0; i < LONGEST_HEADER - 1; i++) {
                int next = text.read();
                if (next < 0 || !quoted && (next == '\n' || next == '\r')) {
                    break;
                }
                quoted ^= next == '"';
                for (int s = 0; s < SEPARATORS.length && !quoted; s++) {
                    seen[s] += next == SEPARATORS[s] ? 1 : 0;
                }
            }
        } catch (CharacterCodingException _) {
            throw RequestRefused.because(IMPORT_ENCODING, "its first lines hold other bytes");
        }
        text.reset();
        int best = 0;
        for (int s = 1; s < SEPARATORS.length; s++) {
            best = seen[s] > seen[best] ? s : best;
        }
        return SEPARATORS[best];
    }

    @Override
    public Columns columns() {
        return table.columns();
    }

    @Override
    public @Nullable FileRow next() throws IOException {
        for (CsvRecord record = record(); record != null; record = record()) {
            FileRow row = table.row(before + record.getStartingLineNumber(), record.getFields(), List.of());
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    private @Nullable CsvRecord record() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = records.next();
            line = before + record.getStartingLineNumber();
            return record;
        } catch (CsvParseException unreadable) {
            if (unreadable.getCause() instanceof CharacterCodingException) {
                throw otherBytes();
            }
            if (unreadable.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw RequestRefused.because(BAD_REQUEST, place() + " a quote is not closed, or a row is far too long");
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof CharacterCodingException) {
                throw otherBytes();
            }
            throw failure.getCause();
        }
    }

    private RequestRefused otherBytes() {
        return RequestRefused.because(IMPORT_ENCODING, place() + " it holds other bytes");
    }

    private String place() {
        return line == 0 ? "in the first line" : "after line " + line;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
