package io.guildhall.imports.file;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.BODY_TOO_DEEP;

import io.guildhall.association.wire.BulkReader;
import io.guildhall.association.wire.WireItem;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.imports.domain.FileRow;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads rows of one file as items of the bulk calls, by the reader of the bulk calls.
public final class ItemReader {
    private final JsonMapper json;
    private final int maxPeople;
    private final @Nullable RowItems cells;

    public ItemReader(JsonMapper json, FileFormat format, Columns columns, OrganisationSetup setup) {
        this.json = json;
        this.maxPeople = setup.settings().maxBatchPeople();
        this.cells = format == FileFormat.NDJSON ? null : new RowItems(json, columns, setup);
    }

    /// An item, or why there is none.
    public sealed interface Read {
        record Readable(WireItem item) implements Read {}

        record Unreadable(List<Problem> problems) implements Read {}
    }

    /// @param body of a [FileRow]
    public Read read(long line, byte[] body) {
        if (cells == null) {
            return item(line, body);
        }
        RowItems.Made made = cells.make(line, Cells.of(json, body));
        return made.problems().isEmpty() ? item(line, made.body()) : new Read.Unreadable(made.problems());
    }

    /// What a row says, for those who have to explain it.
    ///
    /// @param item as JSON, null where it is none
    /// @param headers of the columns that its members come from, by JSON Pointer; empty for NDJSON
    public record Told(@Nullable JsonNode item, Map<String, String> headers) {
        /// The text at a place, empty where there is none.
        public String text(@Nullable String field) {
            if (item == null || field == null || !field.startsWith("/")) {
                return "";
            }
            return item.at(field).asString("");
        }
    }

    public Told tell(long line, byte[] body) {
        RowItems.Made made = cells == null ? null : cells.make(line, Cells.of(json, body));
        byte[] item = made == null ? body : made.body();
        Map<String, String> headers = made == null ? Map.of() : made.headers();
        try {
            return new Told(item.length == 0 ? null : json.readTree(item), headers);
        } catch (JacksonException noJson) {
            return new Told(null, headers);
        }
    }

    private Read item(long line, byte[] body) {
        Pointer place = FileRow.place(line);
        try {
            return new Read.Readable(BulkReader.readOne(json, body, maxPeople, place));
        } catch (RequestRefused refused) {
            return new Read.Unreadable(refused.problems().stream()
                    .map(problem -> new Problem(problem.code(), place, problem.arguments()))
                    .toList());
        } catch (StreamConstraintsException _) {
            return new Read.Unreadable(List.of(Problem.of(BODY_TOO_DEEP, place, "64")));
        } catch (JacksonException unreadable) {
            String where = unreadable.getLocation() == null
                    ? "it is no JSON"
                    : "it is no JSON from character " + unreadable.getLocation().getColumnNr() + " on";
            return new Read.Unreadable(List.of(Problem.of(BAD_REQUEST, place, where)));
        }
    }
}
