package io.guildhall.association.domain;

import io.guildhall.association.domain.LinkWish.ChildWish;
import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.association.domain.Plan.GrantedCard;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardGrant;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.EnrolmentWish;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.error.Pointer;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.Method;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import io.guildhall.org.domain.CardSeries.Trigger;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Program;
import io.guildhall.org.domain.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Cards, programmes and loyalty for the people of batches, drawn from a seed; and what a world is once it has given
/// them.
final class RandomBenefits {
    /// Has but ten numbers.
    static final CardSeries FEW = new CardSeries(
            521,
            "FEW",
            "FEW",
            CardSeries.Type.DIGITAL,
            true,
            false,
            Trigger.SERIES_ID,
            0,
            CardSeries.Expiry.NONE,
            new NumberFormat(Method.RANDOM_LUHN, "FEW", "", 5, 0));

    static final OrganisationSetup SETUP = Setup.of(
            Settings.DEFAULTS,
            List.of(Setup.MILES, Setup.EXTRA),
            List.of(Setup.FUEL, Setup.PARTNER, Setup.WELCOME, FEW));

    /// Cards of PARTNER that lie there.
    static final List<String> FREE = List.of("P1", "P2");

    /// The members of an organisation's document for the set-up, single quotes standing for double ones.
    static final String MEMBERS = "'programs':[" + programs() + "],'cardSeries':[" + series() + "]";

    private final SplittableRandom random;

    RandomBenefits(long seed) {
        this.random = new SplittableRandom(~seed);
    }

    private static String programs() {
        return SETUP.programs().stream()
                .map(program -> "{'id':%d,'name':'%s','default':%s,'tiers':[%s]}"
                        .formatted(program.id(), program.name(), program.isDefault(), tiers(program)))
                .collect(Collectors.joining(","));
    }

    private static String tiers(Program program) {
        return program.tiers().stream()
                .map(tier -> "{'number':%d,'name':'%s'}".formatted(tier.number(), tier.name()))
                .collect(Collectors.joining(","));
    }

    private static String series() {
        return SETUP.cardSeries().stream()
                .map(series -> "{'id':%d,'code':'%s','name':'%s','type':'%s','trigger':'%s',%s}"
                        .formatted(
                                series.id(), series.code(), series.name(), series.type(), series.trigger(), of(series)))
                .collect(Collectors.joining(","));
    }

    private static String of(CardSeries series) {
        NumberFormat format = series.generation();
        return format == null
                ? "'external':true"
                : "'generation':{'method':'%s','prefix':'%s','suffix':'%s','length':%d,'offset':%d}"
                        .formatted(format.method(), format.prefix(), format.suffix(), format.length(), format.offset());
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// The batch with wishes for some of its people.
    Batch in(Batch batch) {
        return new Batch(
                batch.operation(),
                batch.options(),
                batch.items().stream()
                        .map(item -> new Item(wishing(item.person()), wishing(item.link())))
                        .toList());
    }

    private LinkWish wishing(LinkWish link) {
        return link == null
                ? null
                : new LinkWish(
                        link.at(),
                        link.hierarchyCode(),
                        link.roleCode(),
                        link.childRoleCode(),
                        link.parent() == null
                                ? null
                                : new ParentWish(
                                        wishing(link.parent().person()),
                                        link.parent().roleCode()),
                        link.children().stream()
                                .map(child -> new ChildWish(wishing(child.person()), child.defaultChild()))
                                .toList(),
                        link.company(),
                        link.warnings());
    }

    private PersonDraft wishing(PersonDraft draft) {
        DraftBuilder builder = DraftBuilder.like(draft).errors(draft.errors());
        if (chance(12)) {
            builder.loyalty(chance(40));
        }
        if (chance(20)) {
            int count = chance(15) ? 2 : 1;
            CardWish[] cards = new CardWish[count];
            for (int i = 0; i < count; i++) {
                cards[i] = card(draft.at().child("identifiers").child(i));
            }
            builder.cards(cards);
        }
        if (chance(15)) {
            int count = chance(20) ? 2 : 1;
            EnrolmentWish[] enrolments = new EnrolmentWish[count];
            for (int i = 0; i < count; i++) {
                enrolments[i] =
                        enrolment(draft.at().child("loyaltyProgramEnrollments").child(i));
            }
            builder.enrolments(enrolments);
        }
        return builder.build();
    }

    private CardWish card(Pointer at) {
        String number = chance(60) ? "P" + (1 + random.nextInt(12)) : null;
        String series = number == null
                ? pick(List.of("FUEL", "FUEL", "FEW", "FEW", "PARTNER", "NONE"))
                : chance(80) ? "PARTNER" : pick(List.of("FUEL", "NONE"));
        return new CardWish(at, null, number != null && chance(10) ? null : series, number, null, null, Fields.NONE);
    }

    private EnrolmentWish enrolment(Pointer at) {
        Long tier = chance(50) ? Long.valueOf(1 + random.nextInt(3)) : null;
        Long points = chance(60) ? Long.valueOf(pick(List.of(0, 5, 250, -3))) : null;
        return new EnrolmentWish(at, pick(List.of(71L, 72L, 72L, 99L)), tier, points, null, null);
    }

    /// Who asks for what in a batch, one line each.
    static String asked(Batch batch) {
        StringBuilder asked = new StringBuilder();
        batch.forEachMention(draft -> {
            if (draft.loyalty() != null
                    || !draft.cards().isEmpty()
                    || !draft.enrolments().isEmpty()) {
                asked.append(draft.at()).append(draft.loyalty() == null ? "" : " loyalty " + draft.loyalty());
                draft.cards().forEach(card -> asked.append(" card " + card.seriesCode() + " " + card.number()));
                draft.enrolments()
                        .forEach(wish -> asked.append(
                                " in " + wish.programId() + " tier " + wish.tierNumber() + " points " + wish.points()));
                asked.append('\n');
            }
        });
        return asked.toString();
    }

    /// What the world holds once the plan has given cards and programmes, too.
    ///
    /// @param after the world with the plan's people
    static World given(World after, Plan plan) {
        for (GrantedCard granted : plan.cards()) {
            Card card = card(after, granted.grant(), id(after, plan.people().get(granted.person())));
            after.cards.put(card.number(), card);
        }
        plan.enrolments()
                .forEach(granted -> after.enrolled
                        .computeIfAbsent(id(after, plan.people().get(granted.person())), _ -> new HashSet<>())
                        .add(granted.enrolment().programId()));
        return after;
    }

    private static long id(World after, PlannedPerson person) {
        return switch (person) {
            case PlannedPerson.Fresh(Customer customer) ->
                after.id(customer.allIdentifiers().getFirst().value());
            case PlannedPerson.Registered registered -> registered.before().id();
            case PlannedPerson.Nobody _ -> throw new IllegalStateException("Nobody gets anything");
        };
    }

    private static Card card(World world, CardGrant grant, long holder) {
        long id = world.cards.size();
        return switch (grant) {
            case CardGrant.Draw draw ->
                Setup.card(id, draw.series(), draw.series().code() + " " + id, holder);
            case CardGrant.Create create -> Setup.card(id, create.series(), create.number(), holder);
            case CardGrant.Link link ->
                Setup.card(link.card().id(), Setup.PARTNER, link.card().number(), holder);
        };
    }
}
