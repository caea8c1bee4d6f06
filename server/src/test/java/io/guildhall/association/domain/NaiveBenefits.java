package io.guildhall.association.domain;

import io.guildhall.association.domain.NaiveState.Who;
import io.guildhall.card.domain.Card;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.EnrolmentWish;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Who gets which card and which programme, one person after the other in array order: first come, first served. Part
/// of the naive model, shares no rule with the planner.
///
/// Only what fails somebody and what everybody has afterwards; warnings are not told.
final class NaiveBenefits {
    private final World before;
    private final Batch batch;
    private final List<NaiveMention> mentions;
    private final Function<Who, String> names;
    private final Map<String, Who> takers = new HashMap<>();
    private final Map<Long, Integer> drawn = new HashMap<>();
    private final Set<String> cards = new TreeSet<>();
    private final Set<String> enrolments = new TreeSet<>();

    /// What a mention says about a person: as an item's own, as a child, or as somebody's parent.
    private record Said(NaiveMention mention, PersonDraft draft) {}

    NaiveBenefits(World before, Batch batch, List<NaiveMention> mentions, Function<Who, String> names) {
        this.before = before;
        this.batch = batch;
        this.mentions = mentions;
        this.names = names;
    }

    /// Hands everything out anew to those who stand. True when somebody fails with the number of a card that is
    /// somebody else's.
    boolean refuse() {
        takers.clear();
        drawn.clear();
        cards.clear();
        enrolments.clear();
        Set<NaiveMention> failed = new HashSet<>();
        for (Who who : inOrder()) {
            List<Said> said = said(who);
            if (who.id == null) {
                register(who, said, failed);
            } else {
                amend(who, said, failed);
            }
        }
        failed.forEach(mention -> mention.code = 3009);
        return !failed.isEmpty();
    }

    /// What people got, such as `ana: FUEL` for a number drawn and `ana: PARTNER P1` for one brought.
    Set<String> cards() {
        return cards;
    }

    /// What people were enrolled in, such as `ana in 71, tier 2, 50 points`.
    Set<String> enrolments() {
        return enrolments;
    }

    private Set<Who> inOrder() {
        Set<Who> order = new LinkedHashSet<>();
        for (NaiveMention m : mentions) {
            if (m.stands()) {
                Stream.of(m.who, m.parent).filter(Objects::nonNull).forEach(order::add);
            }
        }
        return order;
    }

    /// The weightiest first.
    private List<Said> said(Who who) {
        List<Said> own = new ArrayList<>();
        List<Said> asChild = new ArrayList<>();
        List<Said> asParent = new ArrayList<>();
        for (NaiveMention m : mentions) {
            if (m.stands() && m.who == who) {
                (m.isItem() ? own : asChild).add(new Said(m, m.draft));
            }
            if (m.stands() && m.parent == who) {
                asParent.add(new Said(m, m.item.link().parent().person()));
            }
        }
        own.addAll(asChild);
        own.addAll(asParent);
        return own;
    }

    private void register(Who who, List<Said> said, Set<NaiveMention> failed) {
        boolean loyal = said.stream()
                .map(s -> s.draft.loyalty())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(true);
        CardWish first = null;
        boolean errs = false;
        for (Said s : said) {
            for (CardWish wish : s.draft.cards()) {
                if (isSomebodyElses(wish.number(), who)) {
                    failed.add(s.mention);
                    errs = true;
                } else if (first == null && canBeHad(wish)) {
                    first = wish;
                }
            }
        }
        if (!errs && first != null) {
            give(who, first.number() == null ? series(first.seriesCode()) : seriesOf(first), first.number());
        } else if (!errs && loyal && left(registrationSeries()) > 0) {
            give(who, registrationSeries(), null);
        }
        if (loyal) {
            enrol(who, said.stream(), new HashSet<>(), true);
        }
    }

    private void give(Who who, CardSeries series, String number) {
        if (number == null) {
            drawn.merge(series.id(), 1, Integer::sum);
        } else {
            takers.put(number, who);
        }
        cards.add(names.apply(who) + ": " + series.code() + (number == null ? "" : " " + number));
    }

    private boolean isSomebodyElses(String number, Who who) {
        Card stored = before.cards.get(number);
        Long holder = stored == null ? null : stored.customerId();
        return number != null
                && (holder != null && !holder.equals(who.id)
                        || takers.containsKey(number) && takers.get(number) != who);
    }

    private CardSeries series(String code) {
        return before.setup.cardSeries().stream()
                .filter(series -> series.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private CardSeries seriesOf(CardWish wish) {
        Card stored = before.cards.get(wish.number());
        return before.setup.cardSeries().stream()
                .filter(series ->
                        stored == null ? series.code().equals(wish.seriesCode()) : series.id() == stored.seriesId())
                .findFirst()
                .orElse(null);
    }

    private CardSeries registrationSeries() {
        return before.setup.registrationSeries();
    }

    private long left(CardSeries series) {
        return series == null ? 0 : before.remaining(series) - drawn.getOrDefault(series.id(), 0);
    }

    /// A number of a series that makes them, a card that lies there unheld, or a new one of a series made elsewhere.
    private boolean canBeHad(CardWish wish) {
        CardSeries named = series(wish.seriesCode());
        if (wish.seriesCode() != null && named == null) {
            return false;
        }
        if (wish.number() == null) {
            return named != null && !named.external() && left(named) > 0;
        }
        Card stored = before.cards.get(wish.number());
        return stored == null ? named != null && named.external() : named == null || named.id() == stored.seriesId();
    }

    /// Who is registered gets no card any more.
    private void amend(Who who, List<Said> said, Set<NaiveMention> failed) {
        said.stream()
                .filter(s -> s.draft.cards().stream().anyMatch(wish -> isSomebodyElses(wish.number(), who)))
                .forEach(s -> failed.add(s.mention));
        boolean was = before.customers.get(who.id).loyalty();
        List<Said> items = said.stream()
                .filter(s -> s.mention.isItem() && s.mention.who == who)
                .toList();
        boolean becomes = !was
                && batch.operation() == Operation.UPDATE
                && items.stream().anyMatch(s -> Boolean.TRUE.equals(s.draft.loyalty()));
        if (was || becomes) {
            enrol(who, items.stream(), new HashSet<>(before.enrolled.getOrDefault(who.id, Set.of())), becomes);
        }
    }

    private void enrol(Who who, Stream<Said> said, Set<Long> taken, boolean becomesLoyal) {
        said.flatMap(s -> s.draft.enrolments().stream())
                .forEach(wish -> before.setup.programs().stream()
                        .filter(program -> program.id() == wish.programId() && taken.add(program.id()))
                        .forEach(program -> enrolled(who, program, wish)));
        before.setup.programs().stream()
                .filter(program -> becomesLoyal && program.isDefault() && taken.add(program.id()))
                .forEach(program -> enrolled(who, program, null));
    }

    private void enrolled(Who who, Program program, EnrolmentWish wish) {
        boolean hasTier = wish != null
                && wish.tierNumber() != null
                && program.tiers().stream().anyMatch(tier -> tier.number() == wish.tierNumber());
        long points = wish == null || wish.points() == null ? 0 : Math.max(0, wish.points());
        enrolments.add("%s in %d, tier %d, %d points"
                .formatted(names.apply(who), program.id(), hasTier ? wish.tierNumber() : 1, points));
    }
}
