package io.guildhall.org.store;

import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.Expiry;
import io.guildhall.org.domain.CardSeries.Method;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import io.guildhall.org.domain.CardSeries.Trigger;
import io.guildhall.org.domain.CardSeries.Type;
import io.guildhall.org.domain.Program;
import io.guildhall.org.domain.Program.Tier;
import io.guildhall.org.domain.StatusLabels;
import io.guildhall.org.domain.StatusLabels.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what people may hold from a stored document in normal form: programmes, card series, labels of statuses.
final class BenefitSetup {
    private BenefitSetup() {}

    static List<Program> programs(JsonNode programs) {
        return programs.valueStream()
                .map(program -> new Program(
                        program.path("id").asLong(),
                        program.path("name").asString(),
                        program.path("default").asBoolean(),
                        program.path("tiers")
                                .valueStream()
                                .map(tier -> new Tier(
                                        tier.path("number").asInt(),
                                        tier.path("name").asString()))
                                .toList()))
                .toList();
    }

    static List<CardSeries> cardSeries(JsonNode cardSeries) {
        return cardSeries
                .valueStream()
                .map(series -> new CardSeries(
                        series.path("id").asLong(),
                        series.path("code").asString(),
                        series.path("name").asString(),
                        Type.valueOf(series.path("type").asString()),
                        series.path("active").asBoolean(true),
                        series.path("external").asBoolean(),
                        Trigger.valueOf(series.path("trigger").asString()),
                        series.path("maxActiveCardsPerCustomer").asInt(),
                        expiry(series),
                        numberFormat(series.path("generation"))))
                .toList();
    }

    private static Expiry expiry(JsonNode series) {
        JsonNode days = series.path("expiryDays");
        return new Expiry(
                days.isNumber() ? days.asInt() : null,
                series.path("cardExpiryEnabled").asBoolean(false));
    }

    private static @Nullable NumberFormat numberFormat(JsonNode generation) {
        return generation.isObject()
                ? new NumberFormat(
                        Method.valueOf(generation.path("method").asString()),
                        generation.path("prefix").asString(),
                        generation.path("suffix").asString(),
                        generation.path("length").asInt(),
                        generation.path("offset").asLong())
                : null;
    }

    static StatusLabels labels(JsonNode statuses) {
        Map<String, List<Label>> byStatus = new LinkedHashMap<>();
        statuses.properties()
                .forEach(status -> byStatus.put(
                        status.getKey(),
                        status.getValue()
                                .valueStream()
                                .map(label -> new Label(
                                        label.path("label").asString(),
                                        label.path("default").asBoolean()))
                                .toList()));
        return new StatusLabels(byStatus);
    }
}
