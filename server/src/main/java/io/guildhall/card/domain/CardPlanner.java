package io.guildhall.card.domain;

import static io.guildhall.error.ErrorCode.CARD_CAP_REACHED;
import static io.guildhall.error.ErrorCode.CARD_EXTERNAL_ID_EXISTS;
import static io.guildhall.error.ErrorCode.CARD_EXTERNAL_ID_MISMATCH;
import static io.guildhall.error.ErrorCode.CARD_NOT_LINKABLE;
import static io.guildhall.error.ErrorCode.CARD_NUMBER_EXISTS;
import static io.guildhall.error.ErrorCode.CARD_NUMBER_MISSING;
import static io.guildhall.error.ErrorCode.CARD_NUMBER_UNKNOWN;
import static io.guildhall.error.ErrorCode.GENERATION_MISSING;
import static io.guildhall.error.ErrorCode.NUMBERS_USED_UP;
import static io.guildhall.error.ErrorCode.SECOND_CARD;
import static io.guildhall.error.ErrorCode.SERIES_CAP_REACHED;
import static io.guildhall.error.ErrorCode.SERIES_CODE_EMPTY;
import static io.guildhall.error.ErrorCode.SERIES_CONTRADICTORY;
import static io.guildhall.error.ErrorCode.SERIES_INACTIVE;

import io.guildhall.card.domain.CardLabels.Labelled;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.Expiry;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides who of a batch gets which card, and remembers what it has given (`spec/associate.md` §6 row 19).
///
/// Whatever is wrong with a wish costs the card and no more: a warning. Only the number of a card that somebody
/// else holds, or has been given earlier in the batch, is an error of the item (`decisions.md` 10). A card that
/// the person holds already is no wish at all.
public final class CardPlanner {
    private final OrganisationSetup setup;
    private final CardSnapshot known;
    private final CardLabels labels;
    private final GivenCards given;

    public CardPlanner(OrganisationSetup setup, CardSnapshot known) {
        this.setup = setup;
        this.known = known;
        this.labels = new CardLabels(setup.cardLabels());
        this.given = new GivenCards(known, labels);
    }

    /// What comes of one person's wishes.
    ///
    /// @param grants at most one: a call gives a person one card
    /// @param wish what the grant answers; null without one, and for a card of the REGISTRATION series that comes
    ///     unasked
    /// @param errors fail the person's item; there are no grants then
    public record Decision(
            List<CardGrant> grants, @Nullable CardWish wish, List<Problem> errors, List<Problem> warnings) {
        public Decision {
            grants = List.copyOf(grants);
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    /// @param customerId null for somebody yet to be registered, who is somebody else in every call of this
    /// @param registersLoyal whether a loyalty customer is being registered: where no card of their own
    ///     stands, they get one of the REGISTRATION series
    /// @param at the person's place, for what is said of the REGISTRATION series
    public Decision decide(@Nullable Long customerId, List<CardWish> wishes, boolean registersLoyal, Pointer at) {
        if (wishes.isEmpty() && !registersLoyal) {
            return new Decision(List.of(), null, List.of(), List.of()); // the many who ask for no card
        }
        GivenCards.Owner owner = given.owner(customerId);
        List<CardGrant> grants = new ArrayList<>(1);
        List<Problem> errors = new ArrayList<>(0);
        List<Problem> warnings = new ArrayList<>(0);
        CardWish answered = null;
        for (CardWish wish : wishes) {
            switch (judge(owner, wish)) {
                case Judgement.Nothing _ -> {}
                case Judgement.Granted(CardGrant grant) -> {
                    given.give(owner, grant);
                    grants.add(grant);
                    answered = wish;
                }
                case Judgement.Refused(Problem problem) ->
                    (problem.code() == CARD_NUMBER_EXISTS ? errors : warnings).add(problem);
            }
        }
        if (registersLoyal && grants.isEmpty() && errors.isEmpty()) {
            atRegistration(owner, grants, warnings, at);
        }
        if (!errors.isEmpty()) {
            grants.forEach(grant -> given.takeBack(owner, grant));
            grants.clear();
        }
        return new Decision(grants, grants.isEmpty() ? null : answered, errors, warnings);
    }

    /// Forgets what a decision gave, because the person's item has failed for another reason: others of the
    /// batch may have it.
    public void takeBack(@Nullable Long customerId, Decision decision) {
        GivenCards.Owner owner = given.owner(customerId);
        decision.grants().forEach(grant -> given.takeBack(owner, grant));
    }

    /// Whether somebody has been given the card of this number already.
    public boolean hasGiven(String number) {
        return given.isGiven(number);
    }

    private sealed interface Judgement {
        /// The person has the card.
        record Nothing() implements Judgement {}

        record Granted(CardGrant grant) implements Judgement {}

        record Refused(Problem problem) implements Judgement {}
    }

    private static Judgement refuse(ErrorCode code, Pointer at, String... arguments) {
        return new Judgement.Refused(Problem.of(code, at, arguments));
    }

    private Judgement judge(GivenCards.Owner owner, CardWish wish) {
        Card named = known.numbered(wish.number());
        if (wish.number() != null && given.isOfAnother(owner, wish.number())) {
            return refuse(CARD_NUMBER_EXISTS, wish.at().child("value"));
        }
        SeriesChoice.Chosen chosen = SeriesChoice.choose(setup, wish);
        if (chosen.problem() != null) {
            return new Judgement.Refused(chosen.problem());
        }
        CardSeries series = chosen.series();
        if (named != null && series != null && series.id() != named.seriesId()) {
            return refuse(SERIES_CONTRADICTORY, wish.at().child("value"), "the card is not of series " + series.code());
        }
        Judgement byExternalId = judgeExternalId(owner, wish, named);
        if (byExternalId != null) {
            return byExternalId;
        }
        if (wish.number() != null && given.isOwn(owner, wish.number())) {
            return new Judgement.Nothing();
        }
        Labelled label = labels.issuing(wish.statusLabel(), wish.at().child("statusLabel"));
        if (label.problem() != null) {
            return new Judgement.Refused(label.problem());
        }
        if (given.hasGivenTo(owner)) {
            return refuse(SECOND_CARD, wish.at());
        }
        return grant(owner, wish, named, series, label);
    }

    /// Null where nothing speaks for or against the wish.
    private @Nullable Judgement judgeExternalId(GivenCards.Owner owner, CardWish wish, @Nullable Card named) {
        String externalId = wish.externalId();
        if (externalId == null) {
            return null;
        }
        Pointer at = wish.at().child("cardExternalId");
        Card titled = known.titled(externalId);
        if (named != null) {
            boolean another = titled != null && titled.id() != named.id();
            boolean hasAnother =
                    named.externalId() != null && !named.externalId().equals(externalId);
            return another || hasAnother ? refuse(CARD_EXTERNAL_ID_MISMATCH, at) : takenMeanwhile(owner, wish, at);
        }
        if (titled == null) {
            return takenMeanwhile(owner, wish, at);
        }
        boolean own = wish.number() == null && owner.is(titled.customerId());
        return own ? new Judgement.Nothing() : refuse(CARD_EXTERNAL_ID_EXISTS, at);
    }

    /// The external id may have been given earlier in the batch: to this person's own card, or to somebody
    /// else's.
    private @Nullable Judgement takenMeanwhile(GivenCards.Owner owner, CardWish wish, Pointer at) {
        CardGrant earlier = given.titled(wish.externalId());
        if (earlier == null) {
            return null;
        }
        String number = wish.number();
        boolean same = given.isTitledBy(owner, wish.externalId())
                && (number == null || number.equals(GivenCards.numberOf(earlier)));
        return same ? new Judgement.Nothing() : refuse(CARD_EXTERNAL_ID_EXISTS, at);
    }

    private Judgement grant(
            GivenCards.Owner owner, CardWish wish, @Nullable Card named, @Nullable CardSeries series, Labelled label) {
        Pointer number = wish.at().child("value");
        if (named != null) {
            CardSeries own = setup.series(named.seriesId());
            return named.status().isLinkable()
                    ? capped(owner, own, link(named, own, wish, label), wish.at())
                    : refuse(CARD_NOT_LINKABLE, number, named.status().name());
        }
        if (series == null) {
            return wish.number() == null
                    ? refuse(SERIES_CODE_EMPTY, wish.at().child("seriesCode"))
                    : refuse(CARD_NUMBER_UNKNOWN, number);
        }
        if (wish.number() != null) {
            return series.external()
                    ? capped(owner, series, create(series, wish.number(), wish, label), wish.at())
                    : refuse(CARD_NUMBER_UNKNOWN, number);
        }
        if (series.external()) {
            return refuse(CARD_NUMBER_MISSING, number);
        }
        return draw(owner, series, label, wish.externalId(), wish.extendedFields(), wish.at());
    }

    private Judgement draw(
            GivenCards.Owner owner,
            CardSeries series,
            Labelled label,
            @Nullable String externalId,
            Fields fields,
            Pointer at) {
        if (!series.active()) {
            return refuse(SERIES_INACTIVE, at, series.code());
        }
        if (series.generation() == null) {
            return refuse(GENERATION_MISSING, at, series.code());
        }
        if (given.remaining(series.id()) <= 0) {
            return refuse(NUMBERS_USED_UP, at, series.code());
        }
        return capped(owner, series, new CardGrant.Draw(series, label.status(), label.label(), externalId, fields), at);
    }

    private static CardGrant link(Card card, @Nullable CardSeries series, CardWish wish, Labelled label) {
        Expiry expiry = series == null ? Expiry.NONE : series.expiry();
        return new CardGrant.Link(
                card, expiry, label.status(), label.label(), wish.externalId(), wish.extendedFields());
    }

    private static CardGrant create(CardSeries series, String number, CardWish wish, Labelled label) {
        return new CardGrant.Create(
                series, number, label.status(), label.label(), wish.externalId(), wish.extendedFields());
    }

    /// @param series null for a card whose series is no longer in the document
    private Judgement capped(GivenCards.Owner owner, @Nullable CardSeries series, CardGrant grant, Pointer at) {
        if (series != null && !series.active()) {
            return refuse(SERIES_INACTIVE, at, series.code());
        }
        if (series != null && series.maxActiveCardsPerCustomer() > 0) {
            int most = series.maxActiveCardsPerCustomer();
            if (given.activeOf(owner, series) >= most) {
                return refuse(SERIES_CAP_REACHED, at, Integer.toString(most), series.code());
            }
        }
        int mostAtAll = setup.settings().maxCardsPerCustomer();
        if (mostAtAll > 0 && given.heldBy(owner) >= mostAtAll) {
            return refuse(CARD_CAP_REACHED, at, Integer.toString(mostAtAll));
        }
        return new Judgement.Granted(grant);
    }

    private void atRegistration(GivenCards.Owner owner, List<CardGrant> grants, List<Problem> warnings, Pointer at) {
        CardSeries series = setup.registrationSeries();
        if (series == null) {
            return;
        }
        Labelled label = labels.issuing(null, at);
        Judgement judgement = label.problem() != null
                ? new Judgement.Refused(label.problem())
                : draw(owner, series, label, null, Fields.NONE, at);
        switch (judgement) {
            case Judgement.Nothing _ -> {}
            case Judgement.Granted(CardGrant grant) -> {
                given.give(owner, grant);
                grants.add(grant);
            }
            case Judgement.Refused(Problem problem) -> warnings.add(problem);
        }
    }
}
