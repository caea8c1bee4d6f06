package io.guildhall.imports;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.imports.domain.KnownColumns;
import io.guildhall.imports.file.CsvTable;
import io.guildhall.imports.file.RowItems;
import io.guildhall.imports.file.TableWriter;
import io.guildhall.imports.file.XlsxTable;
import io.guildhall.org.domain.FieldDefinition;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Files to fill in: the columns that the organisation knows, and one invented row.
@Service
public class Templates {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Hierarchies hierarchies;
    private final JsonMapper json;

    Templates(TenantTransactions transactions, Setups setups, Hierarchies hierarchies, JsonMapper json) {
        this.transactions = transactions;
        this.setups = setups;
        this.hierarchies = hierarchies;
        this.json = json;
    }

    private record Known(OrganisationSetup setup, List<Hierarchy> hierarchies) {}

    /// Names of all columns, in the order of a template.
    public List<String> columns(long orgId) {
        return transactions.read(
                orgId, () -> KnownColumns.of(setups.current(orgId)).names());
    }

    public void write(long orgId, FileFormat format, OutputStream out) throws IOException {
        Known known = transactions.read(orgId, () -> {
            OrganisationSetup setup = setups.current(orgId);
            return new Known(setup, hierarchies.all(orgId, setup.version()));
        });
        List<String> names = KnownColumns.of(known.setup()).names();
        Map<String, String> sample = sample(known);
        List<String> cells =
                names.stream().map(name -> sample.getOrDefault(name, "")).toList();
        switch (format) {
            case NDJSON -> {
                out.write(new RowItems(json, new Columns(names, names), known.setup())
                        .make(1, cells)
                        .body());
                out.write('\n');
            }
            case CSV -> table(new CsvTable(out), names, cells);
            case XLSX -> table(new XlsxTable(out, "Import"), names, cells);
        }
    }

    private static void table(TableWriter writer, List<String> names, List<String> cells) throws IOException {
        try (TableWriter table = writer) {
            table.row(names);
            table.row(cells);
        }
    }

    private static Map<String, String> sample(Known known) {
        Map<String, String> sample = new HashMap<>(Map.of(
                "firstName", "Dilys",
                "lastName", "Moor",
                "mobile", "447700900123",
                "externalId", "DRV-0123",
                "source", "INSTORE",
                "channel.mobile", "447700900123",
                "loyaltyType", "loyalty"));
        known.hierarchies().stream().filter(Hierarchy::active).findFirst().ifPresent(hierarchy -> {
            sample.put("hierarchy", hierarchy.code());
            place(hierarchy, sample);
        });
        known.setup()
                .customFields()
                .values()
                .forEach(field -> sample.put(KnownColumns.CUSTOM + field.name(), value(field)));
        known.setup()
                .extendedFields(Entity.CUSTOMER)
                .values()
                .forEach(field -> sample.put(KnownColumns.EXTENDED + field.name(), value(field)));
        return sample;
    }

    private static void place(Hierarchy hierarchy, Map<String, String> sample) {
        Role lowest = hierarchy.roles().getLast();
        sample.put("role", lowest.code());
        sample.put("company", "REED-1");
        sample.put("companyName", "Reed Haulage");
        hierarchy.rolesDirectlyAbove(lowest.code()).stream().findFirst().ifPresent(above -> {
            sample.put("parent.mobile", "447700900124");
            sample.put("parent.firstName", "Owain");
            sample.put("parent.role", above);
        });
    }

    private static String value(FieldDefinition field) {
        return switch (field.dataType()) {
            case STRING -> "text";
            case INTEGER -> "1";
            case DOUBLE -> "1.5";
            case BOOLEAN -> "true";
            case DATE -> "2031-03-04";
            case DATETIME -> "2031-03-04T09:15:27+00:00";
            case CUSTOM_ENUM -> field.values().isEmpty() ? "" : field.values().getFirst();
            case COUNTRY -> "GB";
            case LANGUAGE -> "en";
            case CURRENCY -> "GBP";
        };
    }
}
