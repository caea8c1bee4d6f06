package io.guildhall.card;

import static io.guildhall.change.domain.ChangeRecord.EntityType.CARD_LABELS;
import static io.guildhall.change.domain.ChangeRecord.EntityType.CARD_SERIES;
import static io.guildhall.error.ErrorCode.SERIES_UNKNOWN;

import io.guildhall.access.Caller;
import io.guildhall.card.domain.LabelRules;
import io.guildhall.card.domain.SeriesDraft;
import io.guildhall.card.domain.SeriesRules;
import io.guildhall.card.domain.SeriesRules.Decision;
import io.guildhall.card.store.Cards;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.OrganisationDocuments;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.StatusLabels;
import io.guildhall.org.domain.StatusLabels.Label;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.ReadProblems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Card series and status labels by calls of their own. Both stand in the organisation's document: each call is
/// a document that names nothing else, applied as the operator would.
@Component
public class SeriesRegistry {
    public static final String PATH = "/v2/card/series";
    public static final String LABELS_PATH = "/v2/genericStatus/card/labelMapping";

    private static final OrganisationDocuments.Options CARRY_OUT = new OrganisationDocuments.Options(false, false);

    private final TenantTransactions transactions;
    private final Setups setups;
    private final OrganisationDocuments documents;
    private final Cards cards;
    private final ChangeLog changes;

    SeriesRegistry(
            TenantTransactions transactions,
            Setups setups,
            OrganisationDocuments documents,
            Cards cards,
            ChangeLog changes) {
        this.transactions = transactions;
        this.setups = setups;
        this.documents = documents;
        this.cards = cards;
        this.changes = changes;
    }

    /// What a write came to.
    public record Written<T>(T what, UUID changeId, List<Problem> warnings) {}

    public List<CardSeries> all(long orgId) {
        return transactions.read(orgId, () -> setups.current(orgId).cardSeries());
    }

    /// @throws RequestRefused with 3004
    public CardSeries one(long orgId, long id) {
        return transactions.read(orgId, () -> find(setups.current(orgId), id));
    }

    public StatusLabels labels(long orgId) {
        return transactions.read(orgId, () -> setups.current(orgId).cardLabels());
    }

    static CardSeries find(OrganisationSetup setup, long id) {
        CardSeries series = setup.series(id);
        if (series == null) {
            throw RequestRefused.because(SERIES_UNKNOWN, Long.toString(id));
        }
        return series;
    }

    /// @throws RequestRefused with 3001 to 3003, 3005 to 3007, 3019, 3020, 3022 to 3024, 3028, 3032 to 3034, 3038,
    ///     3047 or 703
    public Written<CardSeries> create(Caller caller, SeriesDraft draft, List<Problem> unreadable) {
        return transactions.configure(caller.orgId(), () -> {
            OrganisationSetup setup = setups.current(caller.orgId());
            Decision decision = SeriesRules.create(draft, setup.cardSeries());
            CardSeries wanted = wanted(decision, unreadable);
            long id = apply(setup, wanted);
            CardSeries created = withId(wanted, id);
            ChangeSet change = changes.open(caller, "POST", PATH);
            ChangeRecord record = changes.created(CARD_SERIES, id, SeriesForm.of(created));
            changes.add(caller, change, List.of(record));
            return new Written<>(created, change.id(), decision.warnings());
        });
    }

    /// @throws RequestRefused with 3004, 3021 or what [#create] may refuse
    public Written<CardSeries> update(Caller caller, long id, SeriesDraft draft, List<Problem> unreadable) {
        return transactions.configure(caller.orgId(), () -> {
            OrganisationSetup setup = setups.current(caller.orgId());
            CardSeries before = find(setup, id);
            boolean hasCards = cards.hasCards(caller.orgId(), id);
            Decision decision = SeriesRules.update(before, draft, setup.cardSeries(), hasCards);
            CardSeries after = wanted(decision, unreadable);
            ChangeSet change = changes.open(caller, "PUT", PATH + "/" + id);
            if (!after.equals(before)) {
                apply(setup, after);
                ChangeRecord record = changes.updated(CARD_SERIES, id, SeriesForm.of(before), SeriesForm.of(after));
                changes.add(caller, change, List.of(record));
            }
            return new Written<>(after, change.id(), decision.warnings());
        });
    }

    /// Gives statuses other labels; the statuses that are not named keep theirs.
    ///
    /// @throws RequestRefused with 3014 to 3016 or 3034 to 3036
    public Written<StatusLabels> map(Caller caller, Map<String, List<Label>> mapping, List<Problem> unreadable) {
        return transactions.configure(caller.orgId(), () -> {
            OrganisationSetup setup = setups.current(caller.orgId());
            StatusLabels before = setup.cardLabels();
            List<Problem> broken = LabelRules.check(mapping, before, Pointer.ROOT.child("mapping"));
            refuse(ReadProblems.combined(unreadable, broken));
            Map<String, List<Label>> all = new LinkedHashMap<>(before.byStatus());
            all.putAll(mapping);
            StatusLabels after = new StatusLabels(all);
            ChangeSet change = changes.open(caller, "POST", LABELS_PATH);
            if (!after.equals(before)) {
                documents.apply(setup.code(), labelDocument(mapping), CARRY_OUT);
                ChangeRecord record =
                        changes.updated(CARD_LABELS, caller.orgId(), LabelsForm.of(before), LabelsForm.of(after));
                changes.add(caller, change, List.of(record));
            }
            return new Written<>(after, change.id(), List.of());
        });
    }

    /// @return the series' id, given by the document to a new one
    private long apply(OrganisationSetup setup, CardSeries series) {
        ObjectNode org =
                documents.apply(setup.code(), seriesDocument(series), CARRY_OUT).org();
        return StreamSupport.stream(org.path("cardSeries").spliterator(), false)
                .filter(stored -> stored.path("code").asString().equals(series.code()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
    }

    private static ObjectNode seriesDocument(CardSeries series) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode part = document.putArray("cardSeries").addObject();
        if (series.id() != 0) {
            part.put("id", series.id());
        }
        part.put("code", series.code());
        part.put("name", series.name());
        part.put("type", series.type().name());
        part.put("active", series.active());
        part.put("external", series.external());
        part.put("trigger", series.trigger().name());
        part.put("maxActiveCardsPerCustomer", series.maxActiveCardsPerCustomer());
        Integer expiryDays = series.expiry().days();
        if (expiryDays != null) {
            part.put("expiryDays", expiryDays);
        }
        part.put("cardExpiryEnabled", series.expiry().enabled());
        CardSeries.NumberFormat format = series.generation();
        if (format != null) {
            ObjectNode generation = part.putObject("generation");
            generation.put("method", format.method().name());
            generation.put("prefix", format.prefix());
            generation.put("suffix", format.suffix());
            generation.put("length", format.length());
            generation.put("offset", format.offset());
        }
        return document;
    }

    private static ObjectNode labelDocument(Map<String, List<Label>> mapping) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode statuses = document.putObject("statusLabels").putObject("card");
        mapping.forEach((status, labels) -> {
            var list = statuses.putArray(status);
            labels.forEach(label -> list.addObject().put("label", label.name()).put("default", label.isDefault()));
        });
        return document;
    }

    private static CardSeries withId(CardSeries series, long id) {
        return new CardSeries(
                id,
                series.code(),
                series.name(),
                series.type(),
                series.active(),
                series.external(),
                series.trigger(),
                series.maxActiveCardsPerCustomer(),
                series.expiry(),
                series.generation());
    }

    private static CardSeries wanted(Decision decision, List<Problem> unreadable) {
        refuse(ReadProblems.combined(unreadable, decision.problems()));
        CardSeries series = decision.series();
        if (series == null) {
            throw new IllegalStateException("Neither a series nor a reason");
        }
        return series;
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new RequestRefused(problems);
        }
    }
}
