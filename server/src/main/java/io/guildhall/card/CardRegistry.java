package io.guildhall.card;

import static io.guildhall.change.domain.ChangeRecord.EntityType.CARD;
import static io.guildhall.error.ErrorCode.CARD_COUNT_INVALID;
import static io.guildhall.error.ErrorCode.CARD_COUNT_TOO_LARGE;
import static io.guildhall.error.ErrorCode.GENERATION_DISABLED;
import static io.guildhall.error.ErrorCode.GENERATION_MISSING;
import static io.guildhall.error.ErrorCode.MANDATORY_FIELD_MISSING;
import static io.guildhall.error.ErrorCode.NUMBERS_USED_UP;
import static io.guildhall.error.ErrorCode.SERIES_INACTIVE;

import io.guildhall.access.Caller;
import io.guildhall.card.SeriesRegistry.Written;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardChange;
import io.guildhall.card.domain.CardDraft;
import io.guildhall.card.domain.CardLabels;
import io.guildhall.card.domain.CardLabels.Labelled;
import io.guildhall.card.domain.CardRules;
import io.guildhall.card.domain.CardRules.Decision;
import io.guildhall.card.domain.CardSnapshot;
import io.guildhall.card.domain.CardUpdates;
import io.guildhall.card.domain.NewCard;
import io.guildhall.card.domain.SeriesChoice;
import io.guildhall.card.store.CardWrites;
import io.guildhall.card.store.Cards;
import io.guildhall.card.store.Portions;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.ReadProblems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes and changes cards that a call is about, without regard to people (`spec/domain.md` §6).
@Component
public class CardRegistry {
    public static final String PATH = "/v2/card";
    public static final String BULK_PATH = PATH + "/bulk";
    public static final String GENERATE_PATH = PATH + "/generate";

    /// Most cards of one call that generates them (3026).
    public static final int MOST_GENERATED = 100_000;

    private final TenantTransactions transactions;
    private final Setups setups;
    private final Cards cards;
    private final CardWrites writes;
    private final ChangeLog changes;

    CardRegistry(TenantTransactions transactions, Setups setups, Cards cards, CardWrites writes, ChangeLog changes) {
        this.transactions = transactions;
        this.setups = setups;
        this.cards = cards;
        this.writes = writes;
        this.changes = changes;
    }

    /// How many cards of which series to generate ahead, as sent.
    public record GenerationDraft(
            @Nullable Long seriesId,
            @Nullable String seriesCode,
            @Nullable Long count,
            @Nullable String statusLabel) {}

    /// What became of one card of a batch.
    ///
    /// @param card null where it is unknown
    public record Updated(@Nullable CardForm card, List<Problem> problems, List<Problem> warnings) {}

    /// @param draft with what its reader has found in it
    public record ReadDraft(CardDraft draft, List<Problem> unreadable) {}

    /// @throws RequestRefused with 3000, 3004, 3008 to 3011, 3017, 3018, 3029, 3045, 1693 or 403 (no series)
    public Written<CardForm> create(Caller caller, ReadDraft read) {
        return transactions.write(caller.orgId(), () -> {
            CardDraft draft = read.draft();
            OrganisationSetup setup = setups.current(caller.orgId());
            List<Card> named = cards.findAll(caller.orgId(), listOf(draft.number()), listOf(draft.externalId()));
            Decision<NewCard> decision = CardRules.create(draft, setup, CardSnapshot.of(named, Map.of()));
            NewCard wanted = wanted(decision, read.unreadable());
            ChangeSet change = changes.open(caller, "POST", PATH);
            Card made = writes.makeAll(caller.orgId(), List.of(wanted), change.at(), caller.tillId())
                    .getFirst();
            CardForm form = CardForm.of(made, setup);
            changes.add(caller, change, List.of(changes.created(CARD, made.id(), CardImage.of(made, setup))));
            return new Written<>(form, change.id(), decision.warnings());
        });
    }

    /// @throws RequestRefused with 3000, 3004, 3010, 3012, 3013, 3017, 3036, 3038, 3046, 3048 or 3049
    public Written<CardForm> update(Caller caller, ReadDraft read) {
        return transactions.write(caller.orgId(), () -> {
            OrganisationSetup setup = setups.current(caller.orgId());
            Decision<CardChange> decision =
                    decide(caller.orgId(), setup, List.of(read)).getFirst();
            CardChange wanted = wanted(decision, read.unreadable());
            ChangeSet change = changes.open(caller, "PUT", PATH);
            store(caller, change, setup, List.of(wanted));
            return new Written<>(CardForm.of(wanted.after(), setup), change.id(), decision.warnings());
        });
    }

    /// Changes each card by itself: what is wrong with one is no matter to the others.
    public Written<List<Updated>> updateAll(Caller caller, List<ReadDraft> drafts) {
        return transactions.write(caller.orgId(), () -> {
            OrganisationSetup setup = setups.current(caller.orgId());
            List<ReadDraft> readable =
                    drafts.stream().filter(read -> read.unreadable().isEmpty()).toList();
            List<Decision<CardChange>> decisions = decide(caller.orgId(), setup, readable);
            ChangeSet change = changes.open(caller, "PUT", BULK_PATH);
            store(
                    caller,
                    change,
                    setup,
                    decisions.stream()
                            .map(Decision::wanted)
                            .filter(Objects::nonNull)
                            .toList());
            return new Written<>(outcomes(drafts, decisions, setup), change.id(), List.of());
        });
    }

    private static List<Updated> outcomes(
            List<ReadDraft> drafts, List<Decision<CardChange>> decisions, OrganisationSetup setup) {
        List<Updated> outcomes = new ArrayList<>(drafts.size());
        int decided = 0;
        for (ReadDraft read : drafts) {
            if (!read.unreadable().isEmpty()) {
                outcomes.add(new Updated(null, read.unreadable(), List.of()));
                continue;
            }
            Decision<CardChange> decision = decisions.get(decided++);
            CardChange wanted = decision.wanted();
            outcomes.add(new Updated(
                    wanted == null ? null : CardForm.of(wanted.after(), setup),
                    decision.problems(),
                    decision.warnings()));
        }
        return outcomes;
    }

    private List<Decision<CardChange>> decide(long orgId, OrganisationSetup setup, List<ReadDraft> reads) {
        List<CardDraft> drafts = reads.stream().map(ReadDraft::draft).toList();
        List<Card> named = cards.holdAll(
                orgId,
                drafts.stream().map(CardDraft::number).filter(Objects::nonNull).toList(),
                drafts.stream()
                        .map(CardDraft::externalId)
                        .filter(Objects::nonNull)
                        .toList());
        List<Long> holders = named.stream()
                .map(Card::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return CardUpdates.decideAll(drafts, setup, named, cards.held(orgId, holders));
    }

    private void store(Caller caller, ChangeSet change, OrganisationSetup setup, List<CardChange> wanted) {
        writes.updateAll(caller.orgId(), wanted, change.at(), caller.tillId());
        List<ChangeRecord> records = wanted.stream()
                .map(card -> changes.updated(
                                CARD,
                                card.after().id(),
                                CardImage.of(card.before(), setup),
                                CardImage.of(card.after(), setup))
                        .about(CardChange.holder(card.before(), card.after())))
                .toList();
        changes.add(caller, change, records);
    }

    /// Makes cards that nobody has yet.
    ///
    /// @return their numbers, in the order they were drawn
    /// @throws RequestRefused with 3000, 3004, 3007, 3008, 3017, 3018, 3025, 3026, 702, 703 or 403 (no series)
    public Written<List<String>> generate(Caller caller, GenerationDraft draft, List<Problem> unreadable) {
        return transactions.write(caller.orgId(), () -> {
            OrganisationSetup setup = setups.current(caller.orgId());
            SeriesChoice.Chosen chosen = SeriesChoice.choose(setup, draft.seriesId(), draft.seriesCode(), Pointer.ROOT);
            Labelled label =
                    new CardLabels(setup.cardLabels()).unissued(draft.statusLabel(), Pointer.ROOT.child("statusLabel"));
            refuse(ReadProblems.combined(unreadable, problems(draft, chosen, label)));
            CardSeries series = Objects.requireNonNull(chosen.series());
            int count = Math.toIntExact(Objects.requireNonNull(draft.count()));
            if (cards.left(caller.orgId(), series, count) < count) {
                throw RequestRefused.at(NUMBERS_USED_UP, Pointer.ROOT.child("count"), series.code());
            }
            ChangeSet change = changes.open(caller, "POST", GENERATE_PATH);
            NewCard blank = NewCard.blank(series, label.status(), label.label());
            List<Card> made = writes.generate(
                    caller.orgId(), Collections.nCopies(count, blank), change.at(), caller.tillId(), change.id());
            Portions.of(made)
                    .forEach(portion -> changes.add(
                            caller,
                            change,
                            portion.stream()
                                    .map(card -> changes.created(CARD, card.id(), CardImage.of(card, setup)))
                                    .toList()));
            return new Written<>(made.stream().map(Card::number).toList(), change.id(), List.of());
        });
    }

    private static List<Problem> problems(GenerationDraft draft, SeriesChoice.Chosen chosen, Labelled label) {
        List<Problem> problems = new ArrayList<>();
        CardSeries series = chosen.series();
        Pointer at = Pointer.ROOT.child(draft.seriesId() != null ? "seriesId" : "seriesCode");
        if (chosen.problem() != null) {
            problems.add(chosen.problem());
        } else if (series == null) {
            problems.add(Problem.of(MANDATORY_FIELD_MISSING, Pointer.ROOT.child("seriesId"), "seriesId"));
        } else if (!series.active()) {
            problems.add(Problem.of(SERIES_INACTIVE, at, series.code()));
        } else if (series.external()) {
            problems.add(Problem.of(GENERATION_DISABLED, at, series.code()));
        } else if (series.generation() == null) {
            problems.add(Problem.of(GENERATION_MISSING, at, series.code()));
        }
        if (draft.count() == null || draft.count() <= 0) {
            problems.add(Problem.of(CARD_COUNT_INVALID, Pointer.ROOT.child("count")));
        } else if (draft.count() > MOST_GENERATED) {
            String most = Integer.toString(MOST_GENERATED);
            problems.add(Problem.of(CARD_COUNT_TOO_LARGE, Pointer.ROOT.child("count"), most));
        }
        if (label.problem() != null) {
            problems.add(label.problem());
        }
        return problems;
    }

    private static <T> T wanted(Decision<T> decision, List<Problem> unreadable) {
        refuse(ReadProblems.combined(unreadable, decision.problems()));
        return Objects.requireNonNull(decision.wanted());
    }

    /// A series that the body names is no address: it is missing with 400.
    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            boolean named = switch (problems.getFirst().code()) {
                case SERIES_UNKNOWN -> true;
                default -> false;
            };
            throw named ? new RequestRefused(problems, 400) : new RequestRefused(problems);
        }
    }

    private static List<String> listOf(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
