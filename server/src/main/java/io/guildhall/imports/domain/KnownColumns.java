package io.guildhall.imports.domain;

import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.org.domain.FieldDefinition;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns that an organisation knows, by their names.
public final class KnownColumns {
    public static final String ERROR_LINE = "error.line";
    /// What error files say about a row, in their order.
    public static final List<String> ERRORS =
            List.of(ERROR_LINE, "error.code", "error.message", "error.field", "error.hint");

    public static final String CUSTOM = "custom.";
    public static final String EXTENDED = "extended.";
    public static final String PARENT = "parent.";
    public static final String CHANNEL = "channel.";

    static final List<String> CHANNELS = List.of(
            "mobile", "email", "wechat", "ios", "android", "line", "mobilePush", "whatsapp", "viber", "postmail");

    /// By name, in the order of a template.
    private final Map<String, ColumnKind> kinds = new LinkedHashMap<>();

    private final Map<String, String> bySimpleName = new HashMap<>();

    private KnownColumns() {}

    public static KnownColumns of(OrganisationSetup setup) {
        KnownColumns known = new KnownColumns();
        known.addPerson("");
        known.add("cardSeries", ColumnKind.TEXT);
        for (String name : List.of("source", "accountId")) {
            known.add(name, ColumnKind.TEXT);
        }
        CHANNELS.forEach(type -> known.add(CHANNEL + type, ColumnKind.IDENTIFIER));
        for (String name : List.of("loyaltyType", "referralCode", "associatedWith")) {
            known.add(name, ColumnKind.TEXT);
        }
        known.add("createDate", ColumnKind.INSTANT);
        known.add("statusLabel", ColumnKind.TEXT);
        for (String name : List.of("hierarchy", "role", "childRole", "company", "companyName", "companyHierarchy")) {
            known.add(name, ColumnKind.TEXT);
        }
        known.addPerson(PARENT);
        known.add(PARENT + "role", ColumnKind.TEXT);
        ERRORS.forEach(name -> known.add(name, ColumnKind.ERROR));
        known.addFields(CUSTOM, setup.customFields().values());
        known.addFields(EXTENDED, setup.extendedFields(Entity.CUSTOMER).values());
        return known;
    }

    private void addPerson(String prefix) {
        add(prefix + "firstName", ColumnKind.TEXT);
        add(prefix + "lastName", ColumnKind.TEXT);
        for (IdentifierType type : IdentifierType.values()) {
            add(prefix + type.wireName(), ColumnKind.IDENTIFIER);
        }
    }

    /// Fields are also known without their prefix, where nothing else has the name.
    private void addFields(String prefix, Collection<FieldDefinition> fields) {
        fields.stream().sorted(Comparator.comparing(FieldDefinition::name)).forEach(field -> {
            add(prefix + field.name(), kind(field));
            bySimpleName.putIfAbsent(simple(field.name()), prefix + field.name());
        });
    }

    private static ColumnKind kind(FieldDefinition field) {
        return switch (field.dataType()) {
            case DATE -> ColumnKind.DATE;
            case DATETIME -> ColumnKind.DATE_TIME;
            case STRING, INTEGER, DOUBLE, BOOLEAN, CUSTOM_ENUM, COUNTRY, LANGUAGE, CURRENCY -> ColumnKind.TEXT;
        };
    }

    private void add(String name, ColumnKind kind) {
        kinds.put(name, kind);
        bySimpleName.put(simple(name), name);
    }

    /// Upper and lower case are the same, and what people put between words.
    public static String simple(String name) {
        StringBuilder simple = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(simple::appendCodePoint);
        return simple.toString();
    }

    /// The column of this name, or null.
    @Nullable
    String named(String name) {
        return bySimpleName.get(simple(name));
    }

    String nearest(String name) {
        return Nearest.of(name, kinds.keySet());
    }

    /// @param column a name of a known column, or empty
    public ColumnKind kind(String column) {
        return kinds.getOrDefault(column, ColumnKind.TEXT);
    }

    /// Of templates: everything but what error files add.
    public List<String> names() {
        return kinds.entrySet().stream()
                .filter(column -> column.getValue() != ColumnKind.ERROR)
                .map(Map.Entry::getKey)
                .toList();
    }
}
