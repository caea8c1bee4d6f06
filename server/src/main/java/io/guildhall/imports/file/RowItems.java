package io.guildhall.imports.file;

import static io.guildhall.error.ErrorCode.IMPORT_CELL_UNUSABLE;

import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.imports.domain.CellTexts;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileRow;
import io.guildhall.imports.domain.KnownColumns;
import io.guildhall.org.domain.OrganisationSetup;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Makes an item of the bulk calls out of the cells of a row. A cell with nothing in it is a member that was
/// not sent.
public final class RowItems {
    private final JsonMapper json;
    private final Columns columns;
    private final KnownColumns known;
    private final OrganisationSetup setup;
    private final Map<String, Integer> byName = new LinkedHashMap<>();

    public RowItems(JsonMapper json, Columns columns, OrganisationSetup setup) {
        this.json = json;
        this.columns = columns;
        this.known = KnownColumns.of(setup);
        this.setup = setup;
        for (int i = 0; i < columns.names().size(); i++) {
            if (!columns.names().get(i).isEmpty()) {
                byName.put(columns.names().get(i), i);
            }
        }
    }

    /// An item, or why there is none.
    ///
    /// @param body JSON, empty where there are problems
    /// @param headers of the column that each member of the item comes from, by JSON Pointer
    public record Made(byte[] body, List<Problem> problems, Map<String, String> headers) {}

    public Made make(long line, List<String> cells) {
        List<Problem> problems = new ArrayList<>(0);
        List<String> texts = texts(line, cells, problems);
        if (!problems.isEmpty()) {
            return new Made(new byte[0], problems, Map.of());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        Writing writing;
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            writing = new Writing(generator, texts);
            writing.item();
        }
        return new Made(bytes.toByteArray(), problems, writing.headers);
    }

    private List<String> texts(long line, List<String> cells, List<Problem> problems) {
        List<String> texts = new ArrayList<>(columns.names().size());
        for (int i = 0; i < columns.names().size(); i++) {
            String cell = i < cells.size() ? cells.get(i).strip() : "";
            if (cell.isEmpty() || columns.headers().get(i).isBlank()) {
                if (!cell.isEmpty()) {
                    problems.add(unusable(line, Integer.toString(i + 1), "it has no name"));
                }
                texts.add("");
                continue;
            }
            CellTexts.Meaning meaning = CellTexts.of(known.kind(columns.names().get(i)), cell, setup.timeZone());
            if (meaning.reason() != null) {
                problems.add(unusable(line, columns.headers().get(i), meaning.reason()));
            }
            texts.add(meaning.text());
        }
        for (int i = columns.names().size(); i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                problems.add(unusable(line, Integer.toString(i + 1), "the first line names no such column"));
                break;
            }
        }
        return texts;
    }

    static Problem unusable(long line, String header, String reason) {
        return Problem.of(IMPORT_CELL_UNUSABLE, FileRow.place(line).child(header), header, reason);
    }

    /// The writing of one item.
    private final class Writing {
        private final JsonGenerator out;
        private final List<String> texts;
        private final Map<String, String> headers = new LinkedHashMap<>();

        Writing(JsonGenerator out, List<String> texts) {
            this.out = out;
            this.texts = texts;
        }

        void item() {
            out.writeStartObject();
            profile("", Pointer.ROOT);
            fields("extendedFields", KnownColumns.EXTENDED, Pointer.ROOT);
            if (text("loyaltyType") != null) {
                out.writeName("loyaltyInfo");
                out.writeStartObject();
                member("loyaltyType", "loyaltyType", Pointer.ROOT.child("loyaltyInfo"));
                out.writeEndObject();
            }
            for (String name : List.of("referralCode", "associatedWith", "createDate", "statusLabel")) {
                member(name, name, Pointer.ROOT);
            }
            if (hasAny(List.of("hierarchy", "role", "childRole", "company", "companyName", "companyHierarchy"))
                    || hasAnyOf(KnownColumns.PARENT)) {
                link(Pointer.ROOT.child("associationDetails"));
            }
            out.writeEndObject();
        }

        private void profile(String prefix, Pointer at) {
            Pointer profile = at.child("profiles").child(0);
            out.writeName("profiles");
            out.writeStartArray();
            out.writeStartObject();
            member(prefix + "firstName", "firstName", profile);
            member(prefix + "lastName", "lastName", profile);
            identifiers(prefix, profile.child("identifiers"));
            // the parent is of the same source as the person
            member("source", "source", profile);
            member("accountId", "accountId", profile);
            if (prefix.isEmpty()) {
                channels(profile.child("commChannels"));
                fields("fields", KnownColumns.CUSTOM, profile);
            }
            out.writeEndObject();
            out.writeEndArray();
        }

        private void identifiers(String prefix, Pointer at) {
            out.writeName("identifiers");
            out.writeStartArray();
            int index = 0;
            for (IdentifierType type : IdentifierType.values()) {
                boolean isCard = type == IdentifierType.CARD_NUMBER && prefix.isEmpty();
                String series = isCard ? text("cardSeries") : null;
                if (text(prefix + type.wireName()) != null || series != null) {
                    Pointer place = at.child(index++);
                    out.writeStartObject();
                    out.writeStringProperty("type", type.wireName());
                    member(prefix + type.wireName(), "value", place);
                    if (isCard) {
                        member("cardSeries", "seriesCode", place);
                    }
                    out.writeEndObject();
                }
            }
            out.writeEndArray();
        }

        private void channels(Pointer at) {
            if (!hasAnyOf(KnownColumns.CHANNEL)) {
                return;
            }
            out.writeName("commChannels");
            out.writeStartArray();
            int index = 0;
            for (String name : byName.keySet()) {
                if (name.startsWith(KnownColumns.CHANNEL) && text(name) != null) {
                    out.writeStartObject();
                    out.writeStringProperty("type", name.substring(KnownColumns.CHANNEL.length()));
                    member(name, "value", at.child(index++));
                    out.writeBooleanProperty("primary", true);
                    out.writeEndObject();
                }
            }
            out.writeEndArray();
        }

        private void fields(String member, String prefix, Pointer at) {
            if (!hasAnyOf(prefix)) {
                return;
            }
            out.writeName(member);
            out.writeStartObject();
            for (String name : byName.keySet()) {
                if (name.startsWith(prefix)) {
                    member(name, name.substring(prefix.length()), at.child(member));
                }
            }
            out.writeEndObject();
        }

        private void link(Pointer at) {
            out.writeName("associationDetails");
            out.writeStartObject();
            member("hierarchy", "hierarchyCode", at);
            member("role", "roleCode", at);
            member("childRole", "childRoleCode", at);
            if (hasAny(List.of("company", "companyName", "companyHierarchy"))) {
                Pointer company = at.child("fleetCompany");
                out.writeName("fleetCompany");
                out.writeStartObject();
                member("company", "externalId", company);
                member("companyName", "name", company);
                if (text("companyHierarchy") != null) {
                    member("companyHierarchy", "hierarchyDefinitionCode", company);
                } else if (text("companyName") != null) {
                    member("hierarchy", "hierarchyDefinitionCode", company);
                }
                out.writeEndObject();
            }
            if (hasAnyOf(KnownColumns.PARENT)) {
                out.writeName("parentCustomer");
                out.writeStartObject();
                profile(KnownColumns.PARENT, at.child("parentCustomer"));
                member(KnownColumns.PARENT + "role", "roleCode", at.child("parentCustomer"));
                out.writeEndObject();
            }
            out.writeEndObject();
        }

        private void member(String column, String member, Pointer at) {
            String text = text(column);
            if (text != null) {
                out.writeStringProperty(member, text);
                headers.put(
                        at.child(member).toString(), columns.headers().get(Objects.requireNonNull(byName.get(column))));
            }
        }

        private boolean hasAny(List<String> names) {
            return names.stream().anyMatch(name -> text(name) != null);
        }

        private boolean hasAnyOf(String prefix) {
            return byName.keySet().stream().anyMatch(name -> name.startsWith(prefix) && text(name) != null);
        }

        private @Nullable String text(String column) {
            Integer index = byName.get(column);
            return index == null || texts.get(index).isEmpty() ? null : texts.get(index);
        }
    }
}
