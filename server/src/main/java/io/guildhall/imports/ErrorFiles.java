package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.NOT_FOUND;

import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.wire.IdentifierParser;
import io.guildhall.error.RequestRefused;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.imports.domain.Hints;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.KnownColumns;
import io.guildhall.imports.domain.MemberColumns;
import io.guildhall.imports.domain.Neutral;
import io.guildhall.imports.domain.RowError;
import io.guildhall.imports.file.Cells;
import io.guildhall.imports.file.CsvTable;
import io.guildhall.imports.file.ItemReader;
import io.guildhall.imports.file.TableWriter;
import io.guildhall.imports.file.XlsxTable;
import io.guildhall.imports.store.ImportErrors.FailedRow;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The failed rows of an import as a file that can be corrected and sent back: page by page, however many they are.
@Service
public class ErrorFiles {
    /// A row may be long.
    private static final int PAGE = 64;

    private final TenantTransactions transactions;
    private final Setups setups;
    private final Hierarchies hierarchies;
    private final ImportStores stores;
    private final JsonMapper json;

    ErrorFiles(
            TenantTransactions transactions,
            Setups setups,
            Hierarchies hierarchies,
            ImportStores stores,
            JsonMapper json) {
        this.transactions = transactions;
        this.setups = setups;
        this.hierarchies = hierarchies;
        this.stores = stores;
        this.json = json;
    }

    /// Whose errors they are, and how their rows are read.
    public final class ErrorFile {
        private final long orgId;
        private final ImportJob job;
        private final ItemReader reader;
        private final Hints hints;

        private ErrorFile(long orgId, ImportJob job, OrganisationSetup setup, List<Hierarchy> known) {
            this.orgId = orgId;
            this.job = job;
            this.reader = new ItemReader(json, job.format(), new Columns(job.headers(), job.columns()), setup);
            List<String> codes = known.stream().map(Hierarchy::code).toList();
            this.hints = new Hints(
                    setup,
                    codes,
                    text -> new IdentifierParser(setup)
                            .normalise(IdentifierType.MOBILE, text)
                            .map(Identifier::value));
        }

        public FileFormat format() {
            return job.format();
        }

        /// A row with what is to be said about it.
        ///
        /// @param cells those of the file, in the order of its columns; of NDJSON the line alone
        /// @param item as JSON, null where the row cannot be read
        public record Explained(
                List<String> cells, @Nullable String item, List<Explanation> explanations) {
            @Override
            public String toString() {
                return "Explained" + explanations; // personal data stays out of logs
            }
        }

        /// What is to be said about a cell or a member.
        ///
        /// @param place the name of the column where there is one, else a JSON Pointer; empty for the whole row
        /// @param sent the text that stands there, empty where there is none
        /// @param hint empty where nothing helps but thinking
        public record Explanation(int code, String message, String place, String sent, String hint) {
            @Override
            public String toString() {
                return "Explanation[" + code + "]"; // personal data stays out of logs
            }
        }

        Explained explain(long line, byte[] body, List<RowError> about) {
            ItemReader.Told told = reader.tell(line, body);
            JsonNode item = told.item();
            return new Explained(
                    own(body),
                    item == null ? null : item.toString(),
                    about.stream().map(error -> explanation(error, told)).toList());
        }

        private Explanation explanation(RowError error, ItemReader.Told told) {
            String sent = told.text(error.field());
            return new Explanation(error.code(), error.message(), column(error, told), sent, hints.of(error, sent));
        }

        /// Also of a member that no column of the row has filled in.
        private String column(RowError error, ItemReader.Told told) {
            String place = place(error, told);
            String missing = job.format() == FileFormat.NDJSON
                    ? null
                    : MemberColumns.header(place, new Columns(job.headers(), job.columns()));
            return missing == null ? place : missing;
        }

        public void write(FileFormat format, OutputStream out) throws IOException {
            switch (format) {
                case NDJSON -> lines(out);
                case CSV -> {
                    try (TableWriter table = new CsvTable(out)) {
                        table(table);
                    }
                }
                case XLSX -> {
                    try (TableWriter table = new XlsxTable(out, "Errors")) {
                        table(table);
                    }
                }
            }
        }

        private void table(TableWriter table) throws IOException {
            List<String> header = new ArrayList<>(KnownColumns.ERRORS);
            header.addAll(job.format() == FileFormat.NDJSON ? List.of("row") : job.headers());
            table.row(header);
            for (FailedRow row : new Pages()) {
                table.row(cells(row));
            }
        }

        private List<String> cells(FailedRow row) {
            ItemReader.Told told = reader.tell(row.line(), row.body());
            List<String> cells = new ArrayList<>();
            cells.add(Long.toString(row.line()));
            cells.add(below(row, error -> Integer.toString(error.code())));
            cells.add(below(row, RowError::message));
            cells.add(below(row, error -> place(error, told)));
            cells.add(below(row, error -> hints.of(error, told.text(error.field()))));
            cells.addAll(own(row.body()));
            return cells.stream().map(Neutral::marked).toList();
        }

        private List<String> own(byte[] body) {
            return job.format() == FileFormat.NDJSON
                    ? List.of(new String(body, StandardCharsets.UTF_8))
                    : Cells.of(json, body);
        }

        private static String below(FailedRow row, Function<RowError, String> text) {
            return row.errors().stream().map(text).collect(Collectors.joining("\n"));
        }

        /// The name of the column where there is one.
        private String place(RowError error, ItemReader.Told told) {
            String field = error.field() == null ? "" : error.field();
            return told.headers().getOrDefault(field, field.startsWith("/") ? named(field) : field);
        }

        private String named(String field) {
            String name = field.substring(1);
            return job.headers().contains(name) || name.matches("\\d+") ? name : field;
        }

        private void lines(OutputStream out) throws IOException {
            for (FailedRow row : new Pages()) {
                try (JsonGenerator line = json.createGenerator(new Unclosed(out))) {
                    line(row, line);
                }
                out.write('\n');
            }
        }

        private void line(FailedRow row, JsonGenerator line) {
            ItemReader.Told told = reader.tell(row.line(), row.body());
            line.writeStartObject();
            line.writeNumberProperty("line", row.line());
            line.writeName("errors");
            line.writeStartArray();
            for (RowError error : row.errors()) {
                line.writeStartObject();
                line.writeNumberProperty("code", error.code());
                line.writeStringProperty("message", error.message());
                if (error.field() != null) {
                    line.writeStringProperty("field", error.field());
                }
                String hint = hints.of(error, told.text(error.field()));
                if (!hint.isEmpty()) {
                    line.writeStringProperty("hint", hint);
                }
                line.writeEndObject();
            }
            line.writeEndArray();
            line.writeName("row");
            String body = new String(row.body(), StandardCharsets.UTF_8);
            JsonNode item = told.item();
            if (item == null) {
                line.writeString(body);
            } else if (job.format() == FileFormat.NDJSON) {
                line.writeRawValue(body.strip());
            } else {
                line.writePOJO(item);
            }
            line.writeEndObject();
        }

        /// All failed rows in the order of the file.
        private final class Pages implements Iterable<FailedRow> {
            @Override
            public java.util.Iterator<FailedRow> iterator() {
                return new java.util.Iterator<>() {
                    private java.util.Iterator<FailedRow> page = load(-1).iterator();
                    private long last = -1;

                    @Override
                    public boolean hasNext() {
                        if (!page.hasNext() && last >= 0) {
                            page = load(last).iterator();
                        }
                        return page.hasNext();
                    }

                    @Override
                    public FailedRow next() {
                        FailedRow row = page.next();
                        last = row.line();
                        return row;
                    }
                };
            }

            private List<FailedRow> load(long after) {
                return transactions.read(orgId, () -> stores.errors().page(orgId, job.id(), after, PAGE));
            }
        }
    }

    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // a line is no reason to send a packet
        }

        @Override
        public void close() {
            // further lines follow
        }
    }

    /// @throws RequestRefused with 404
    public ErrorFile of(long orgId, UUID id) {
        return transactions.read(orgId, () -> {
            @Nullable ImportJob job = stores.jobs().find(orgId, id).orElse(null);
            if (job == null) {
                throw RequestRefused.because(NOT_FOUND);
            }
            OrganisationSetup setup = setups.current(orgId);
            return new ErrorFile(orgId, job, setup, hierarchies.all(orgId, setup.version()));
        });
    }
}
