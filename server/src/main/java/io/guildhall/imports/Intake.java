package io.guildhall.imports;

import io.guildhall.error.Problem;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.imports.domain.FileRow;
import io.guildhall.imports.domain.KnownColumns;
import io.guildhall.imports.domain.Leaning;
import io.guildhall.imports.domain.RowError;
import io.guildhall.imports.file.ItemReader;
import io.guildhall.imports.file.ItemReader.Read;
import io.guildhall.imports.file.NamedPeople;
import io.guildhall.imports.store.ImportRows.NewRow;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What has to be known to take a file in.
@Component
class Intake {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Hierarchies hierarchies;
    private final JsonMapper json;
    private final ImportSupport support;

    Intake(
            TenantTransactions transactions,
            Setups setups,
            Hierarchies hierarchies,
            JsonMapper json,
            ImportSupport support) {
        this.transactions = transactions;
        this.setups = setups;
        this.hierarchies = hierarchies;
        this.json = json;
        this.support = support;
    }

    /// The settings, and the signal to the workers.
    @Component
    record ImportSupport(ImportSettings settings, ImportSignal signal) {}

    ImportSettings settings() {
        return support.settings();
    }

    ImportSignal signal() {
        return support.signal();
    }

    JsonMapper json() {
        return json;
    }

    /// The organisation as it is now; what has changed when a row's turn comes is judged then.
    Reading reading(long orgId) {
        return transactions.read(orgId, () -> {
            OrganisationSetup setup = setups.current(orgId);
            List<Hierarchy> known = hierarchies.all(orgId, setup.version());
            return new Reading(setup, known, new ItemReader(json, FileFormat.NDJSON, Columns.NONE, setup));
        });
    }

    /// Rows ready to be stored.
    ///
    /// @param rows all of them
    /// @param errors of those that cannot be read, by line
    record Portion(
            List<NewRow> rows,
            Map<Long, List<RowError>> errors,
            @Nullable Problem firstProblem) {}

    /// How the rows of one file are read.
    final class Reading {
        private final OrganisationSetup setup;
        private final List<Hierarchy> known;
        private final ItemReader reader;

        private Reading(OrganisationSetup setup, List<Hierarchy> known, ItemReader reader) {
            this.setup = setup;
            this.known = known;
            this.reader = reader;
        }

        KnownColumns known() {
            return KnownColumns.of(setup);
        }

        Reading with(FileFormat format, Columns columns) {
            return new Reading(setup, known, new ItemReader(json, format, columns, setup));
        }

        Portion take(List<FileRow> portion) {
            Map<Long, List<RowError>> errors = new LinkedHashMap<>();
            List<NewRow> rows = new ArrayList<>(portion.size());
            NamedPeople people = new NamedPeople(setup);
            Problem first = null;
            for (FileRow row : portion) {
                Read read = row.problems().isEmpty()
                        ? reader.read(row.line(), row.body())
                        : new Read.Unreadable(row.problems());
                switch (read) {
                    case Read.Readable(var item) -> rows.add(new NewRow(row, Leaning.of(people.of(item), known)));
                    case Read.Unreadable(var problems) -> {
                        first = first == null ? problems.getFirst() : first;
                        errors.put(row.line(), errors(row.line(), problems));
                        rows.add(new NewRow(row, Leaning.NONE));
                    }
                }
            }
            return new Portion(rows, errors, first);
        }
    }

    /// Each once: the same may be said of a person in two places of a row.
    static List<RowError> errors(long line, List<Problem> problems) {
        String place = FileRow.place(line).toString();
        return problems.stream()
                .map(problem -> RowError.of(problem, place))
                .distinct()
                .toList();
    }
}
