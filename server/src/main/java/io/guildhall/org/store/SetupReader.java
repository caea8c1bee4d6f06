package io.guildhall.org.store;

import io.guildhall.org.domain.FieldDefinition;
import io.guildhall.org.domain.FieldDefinition.DataType;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.domain.Source;
import io.guildhall.org.domain.Till;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an organisation's stored document, which is in normal form, into what requests use.
@Component
class SetupReader {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    SetupReader(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// One statement, so that document and tills are of one version.
    OrganisationSetup read(long orgId) {
        return jdbc.sql("""
                        SELECT o.version, o.document, encode(o.erasure_key, 'hex') AS erasure_key, t.tills
                          FROM org AS o
                          LEFT JOIN (SELECT org_id,
                                            jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name,
                                                                         'active', active) ORDER BY id) AS tills
                                       FROM till
                                      WHERE org_id = :org
                                      GROUP BY org_id) AS t USING (org_id)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .query((rs, _) -> setup(
                        orgId,
                        rs.getLong("version"),
                        json.readTree(rs.getString("document")),
                        rs.getString("erasure_key"),
                        tills(json.readTree(Objects.requireNonNullElse(rs.getString("tills"), "[]")))))
                .single();
    }

    private static List<Till> tills(JsonNode tills) {
        return tills.valueStream()
                .map(till -> new Till(
                        till.path("id").asLong(),
                        till.path("code").asString(),
                        till.path("name").asString(),
                        till.path("active").asBoolean()))
                .toList();
    }

    private static OrganisationSetup setup(
            long orgId, long version, JsonNode document, @Nullable String erasureKey, List<Till> tills) {
        return new OrganisationSetup(
                orgId,
                document.path("code").asString(),
                version,
                document.path("baseCountry").asString(),
                ZoneId.of(document.path("timeZone").asString()),
                document.path("currency").asString(),
                document.path("language").asString(),
                settings(document.path("settings")),
                sources(document.path("sources")),
                byName(document.path("customFields").valueStream().toList()),
                extendedFields(document.path("extendedFields")),
                tills,
                BenefitSetup.programs(document.path("programs")),
                BenefitSetup.cardSeries(document.path("cardSeries")),
                BenefitSetup.labels(document.path("statusLabels").path("card")),
                BenefitSetup.labels(document.path("statusLabels").path("customer")),
                erasureKey);
    }

    private static Settings settings(JsonNode settings) {
        return new Settings(
                settings.path("primaryIdentifier").asString(),
                settings.path("autoMerge").asBoolean(),
                settings.path("rejectEmptyExtendedFields").asBoolean(),
                settings.path("maxBatchItems").asInt(),
                settings.path("maxBatchPeople").asInt(),
                settings.path("maxCardsPerCustomer").asInt(),
                settings.path("keepGroupWhenPrimaryLeaves").asBoolean(),
                settings.path("erasedMayReturn").asBoolean(),
                // documents stored by an earlier version have neither
                settings.path("requestsPerMinute").asInt(0),
                settings.path("tillRequestsPerMinute").asInt(0));
    }

    private static Map<String, Source> sources(JsonNode sources) {
        return sources.valueStream()
                .map(source -> new Source(
                        source.path("source").asString(),
                        source.path("accounts")
                                .valueStream()
                                .map(account -> new Source.Account(
                                        account.path("id").asString(),
                                        account.path("name").asString()))
                                .toList()))
                .collect(Collectors.toMap(Source::name, source -> source));
    }

    private static Map<Entity, Map<String, FieldDefinition>> extendedFields(JsonNode fields) {
        Map<Entity, List<JsonNode>> byEntity = fields.valueStream()
                .collect(Collectors.groupingBy(
                        field -> Entity.valueOf(field.path("entity").asString().toUpperCase(Locale.ROOT))));
        return byEntity.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> byName(entry.getValue())));
    }

    private static Map<String, FieldDefinition> byName(List<JsonNode> fields) {
        return fields.stream()
                .map(field -> new FieldDefinition(
                        field.path("name").asString(),
                        DataType.valueOf(field.path("dataType").asString()),
                        field.path("values")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList(),
                        field.path("mandatory").asBoolean()))
                .sorted(Comparator.comparing(FieldDefinition::name))
                .collect(
                        Collectors.toMap(FieldDefinition::name, field -> field, (left, _) -> left, LinkedHashMap::new));
    }
}
