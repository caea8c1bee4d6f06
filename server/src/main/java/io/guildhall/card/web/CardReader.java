package io.guildhall.card.web;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.BATCH_TOO_LARGE;

import io.guildhall.card.CardRegistry.GenerationDraft;
import io.guildhall.card.CardRegistry.ReadDraft;
import io.guildhall.card.domain.CardDraft;
import io.guildhall.card.domain.CardDraft.MappedEntity;
import io.guildhall.card.domain.SeriesDraft;
import io.guildhall.card.domain.SeriesDraft.Generation;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.StatusLabels.Label;
import io.guildhall.wire.JsonMembers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the bodies of `/v2/card` (`spec/domain.md` §6). Unknown members are overlooked.
final class CardReader {
    private static final int MOST_CARDS = 200;
    private static final int MAX_REASON = 1_000;
    /// Longer values are told to be too long by the rules, which know what for.
    private static final int MAX_SENT = 1_000;

    private CardReader() {}

    static ReadDraft card(JsonNode body, Pointer at) {
        List<Problem> unreadable = new ArrayList<>();
        JsonMembers members = JsonMembers.of(body, at, unreadable);
        JsonMembers info = members.object("statusInfo");
        JsonMembers entity = members.object("mappedEntity");
        CardDraft draft = new CardDraft(
                at,
                members.wholeNumber("seriesId"),
                filled(members.text("seriesCode")),
                filled(members.text("cardNumber", MAX_SENT)),
                filled(members.text("cardExternalId", MAX_SENT)),
                filled(members.text("statusLabel")),
                info == null ? null : filled(info.text("reason", MAX_REASON)),
                members.values("customFields"),
                members.values("extendedFields"),
                entity == null ? null : new MappedEntity(entity.text("type"), entity.text("value")));
        return new ReadDraft(draft, unreadable);
    }

    /// @throws RequestRefused with 400 when there is no array, or an empty one; with 1060 for too many cards
    static List<ReadDraft> cards(JsonNode body) {
        if (!body.isArray() || body.isEmpty()) {
            throw RequestRefused.at(BAD_REQUEST, Pointer.ROOT, "an array of cards is expected");
        }
        if (body.size() > MOST_CARDS) {
            throw RequestRefused.because(BATCH_TOO_LARGE, Integer.toString(MOST_CARDS), "cards");
        }
        List<ReadDraft> drafts = new ArrayList<>(body.size());
        for (JsonNode element : body) {
            drafts.add(card(element, Pointer.ROOT.child(drafts.size())));
        }
        return drafts;
    }

    static GenerationDraft generation(JsonNode body, List<Problem> unreadable) {
        JsonMembers members = JsonMembers.of(body, Pointer.ROOT, unreadable);
        return new GenerationDraft(
                members.wholeNumber("seriesId"),
                filled(members.text("seriesCode")),
                members.wholeNumber("count"),
                filled(members.text("statusLabel")));
    }

    static SeriesDraft series(JsonNode body, List<Problem> unreadable) {
        JsonMembers members = JsonMembers.of(body, Pointer.ROOT, unreadable);
        JsonMembers generation = members.object("generation");
        return new SeriesDraft(
                members.text("code"),
                members.text("name"),
                members.text("type"),
                members.flag("isActive"),
                members.flag("external"),
                filled(members.text("trigger")),
                members.wholeNumber("maxActiveCardsPerCustomer"),
                members.wholeNumber("expiryDays"),
                members.flag("cardExpiryEnabled"),
                members.flag("cardGenerationEnabled"),
                generation == null
                        ? null
                        : new Generation(
                                filled(generation.text("method")),
                                generation.text("prefix"),
                                generation.text("suffix"),
                                generation.wholeNumber("length"),
                                generation.wholeNumber("offset")));
    }

    /// Labels by status, in the order they came.
    static Map<String, List<Label>> labels(JsonNode body, List<Problem> unreadable) {
        JsonMembers members = JsonMembers.of(body, Pointer.ROOT, unreadable);
        JsonMembers mapping = members.object("mapping");
        Map<String, List<Label>> labels = new LinkedHashMap<>();
        if (mapping != null) {
            for (String status : body.path("mapping").propertyNames()) {
                labels.put(
                        status,
                        mapping.objects(status).stream().map(CardReader::label).toList());
            }
        }
        return labels;
    }

    private static Label label(JsonMembers members) {
        return new Label(
                Objects.requireNonNullElse(members.text("label"), ""), Boolean.TRUE.equals(members.flag("default")));
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
