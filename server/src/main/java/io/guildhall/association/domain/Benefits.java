package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.CARD_NUMBER_EXISTS;
import static io.guildhall.error.ErrorCode.IDENTIFIER_NOT_UPDATABLE;

import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.association.domain.Plan.GrantedCard;
import io.guildhall.association.domain.Plan.GrantedEnrolment;
import io.guildhall.association.domain.Plan.GrantedSubscription;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardPlanner;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.EnrolmentWish;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.error.Masked;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.loyalty.domain.EnrolmentPlanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What everybody in a batch gets beside a place: cards, enrolments in programmes, subscriptions
/// (`spec/associate.md` §6 rows 1, 19 and 20, §7 step 14). One round, made when it is settled who stands where.
///
/// A round only looks: what it has to say about a unit is kept aside, until [#refuse()] fails those that cannot stand
/// (then there is another round) or [#tell()] adds the warnings of the last one.
final class Benefits {
    private final CardPlanner cardPlanner;
    private final EnrolmentPlanner enrolmentPlanner;
    private final Snapshot known;
    private final List<GrantedCard> cards = new ArrayList<>();
    private final List<GrantedEnrolment> enrolments = new ArrayList<>();
    private final List<GrantedSubscription> subscriptions = new ArrayList<>();
    private final Map<Unit, List<Problem>> errors = new LinkedHashMap<>();
    private final Map<Unit, List<Problem>> warnings = new LinkedHashMap<>();
    private final boolean explains;
    private final Map<Unit, List<Reason>> reasons = new HashMap<>();

    private Benefits(List<Person> people, Snapshot known, Batch batch) {
        this.known = known;
        this.explains = batch.options().explain();
        this.cardPlanner = new CardPlanner(known.setup(), known.cards());
        this.enrolmentPlanner = new EnrolmentPlanner(
                known.setup(), enrolled(people, known), batch.options().everyProgram());
    }

    /// What people are enrolled in, those who become others together with them.
    private static Map<Long, Set<Long>> enrolled(List<Person> people, Snapshot known) {
        Map<Long, Set<Long>> enrolled = new HashMap<>(known.enrolled());
        for (Person person : people) {
            if (person.registered != null && !person.victims.isEmpty()) {
                Set<Long> programs = new HashSet<>(enrolled.getOrDefault(person.registered.id(), Set.of()));
                person.victims.forEach(victim -> programs.addAll(
                        known.enrolled().getOrDefault(victim.customer().id(), Set.of())));
                enrolled.put(person.registered.id(), programs);
            }
        }
        return enrolled;
    }

    /// @param planned what becomes of the people, by number
    static Benefits decide(List<Person> people, List<PlannedPerson> planned, Snapshot known, Batch batch) {
        Benefits benefits = new Benefits(people, known, batch);
        for (Person person : inOrder(people)) {
            List<Mention> mentions = mentions(person);
            switch (planned.get(person.number)) {
                case PlannedPerson.Fresh(var customer) -> benefits.register(person, mentions, customer);
                case PlannedPerson.Registered registered -> benefits.amend(person, mentions, registered, batch);
                case PlannedPerson.Nobody _ -> {}
            }
        }
        return benefits;
    }

    /// Whoever is asked for, by the first mention that stands: one that is refused takes nobody's turn.
    private static Set<Person> inOrder(List<Person> people) {
        Set<Person> order = new LinkedHashSet<>();
        people.stream()
                .flatMap(person -> Stream.concat(person.units.stream(), person.namedAsParentBy.stream()))
                .filter(Unit::isAlive)
                .sorted()
                .forEach(unit -> {
                    Person own = unit.person;
                    if (own != null) {
                        order.add(own);
                    }
                    Person parent = unit.parent;
                    if (parent != null) {
                        order.add(parent);
                    }
                });
        return order;
    }

    record Granted(
            List<GrantedCard> cards, List<GrantedEnrolment> enrolments, List<GrantedSubscription> subscriptions) {
        static final Granted NOTHING = new Granted(List.of(), List.of(), List.of());
    }

    /// What a living unit says about a person: about its own, or about its parent.
    private record Mention(Unit unit, PersonDraft draft, boolean isOwn) {}

    /// The weightiest first, as for the registration.
    private static List<Mention> mentions(Person person) {
        List<Mention> own = new ArrayList<>(1);
        List<Mention> asChild = new ArrayList<>(0);
        for (Unit unit : person.units) {
            if (unit.isAlive()) {
                (unit.isChild() ? asChild : own).add(new Mention(unit, unit.draft, !unit.isChild()));
            }
        }
        own.addAll(asChild);
        for (Unit unit : person.namedAsParentBy) {
            ParentWish wish = unit.parentWish();
            if (unit.isAlive() && wish != null) {
                own.add(new Mention(unit, wish.person(), false));
            }
        }
        return own;
    }

    private void register(Person person, List<Mention> mentions, Customer customer) {
        List<CardWish> wishes = new ArrayList<>(1);
        mentions.forEach(mention -> wishes.addAll(mention.draft().cards()));
        Pointer at = mentions.getFirst().draft().at();
        CardPlanner.Decision decision = cardPlanner.decide(null, wishes, customer.loyalty(), at);
        decision.grants().forEach(grant -> {
            cards.add(new GrantedCard(person.number, grant));
            explain(mentions, BenefitReasons.granted(grant, decision.wish(), at));
        });
        keep(decision.errors(), mentions, errors);
        keep(decision.warnings(), mentions, warnings);
        enrol(person, mentions, null, customer.loyalty(), customer.loyalty());
        subscribe(person, mentions);
    }

    /// Somebody registered keeps the cards there are: an identifier is added by a call of its own (§6 row 16).
    /// Programmes and subscriptions are taken from the person's own items.
    private void amend(Person person, List<Mention> mentions, PlannedPerson.Registered registered, Batch batch) {
        for (Mention mention : mentions) {
            for (CardWish wish : mention.draft().cards()) {
                keepCard(wish, mention, person, registered.after(), batch.operation());
            }
        }
        List<Mention> own = mentions.stream().filter(Mention::isOwn).toList();
        boolean loyal = registered.after().loyalty();
        boolean becomesLoyal = loyal && !registered.before().loyalty();
        enrol(person, own, registered.before().id(), loyal, becomesLoyal);
        subscribe(
                person,
                own.stream()
                        .filter(mention -> Standing.updates(mention.unit(), batch))
                        .toList());
    }

    private void keepCard(CardWish wish, Mention mention, Person person, Customer holder, Operation operation) {
        String number = wish.number();
        if (number != null && holder.holdsCard(number)) {
            explain(List.of(mention), BenefitReasons.held(number, wish));
            return;
        }
        Card stored = known.cards().numbered(number);
        Long owner = stored == null ? null : stored.customerId();
        boolean isOfAnother = owner != null && !person.isCustomer(owner);
        // cards are given to newcomers alone
        if (isOfAnother || number != null && cardPlanner.hasGiven(number)) {
            note(
                    errors,
                    mention.unit(),
                    Problem.of(CARD_NUMBER_EXISTS, wish.at().child("value")));
        } else if (number != null || operation == Operation.UPDATE) {
            String shown = "cardnumber" + (number == null ? "" : " " + Masked.value(number));
            note(warnings, mention.unit(), Problem.of(IDENTIFIER_NOT_UPDATABLE, wish.at(), shown));
        }
    }

    private void enrol(
            Person person, List<Mention> mentions, @Nullable Long customerId, boolean loyal, boolean becomesLoyal) {
        List<EnrolmentWish> wishes = new ArrayList<>(0);
        mentions.forEach(mention -> wishes.addAll(mention.draft().enrolments()));
        if (wishes.isEmpty() && !becomesLoyal) {
            return;
        }
        EnrolmentPlanner.Decision decision = enrolmentPlanner.decide(customerId, wishes, loyal, becomesLoyal);
        Pointer at =
                mentions.isEmpty() ? Pointer.ROOT : mentions.getFirst().draft().at();
        decision.enrolments().forEach(enrolment -> {
            enrolments.add(new GrantedEnrolment(person.number, enrolment));
            explain(mentions, BenefitReasons.enrolled(enrolment, wishes, known.setup(), at));
        });
        keep(decision.warnings(), mentions, warnings);
    }

    private void subscribe(Person person, List<Mention> mentions) {
        for (Mention mention : mentions) {
            mention.draft()
                    .subscriptions()
                    .forEach(subscription -> subscriptions.add(new GrantedSubscription(person.number, subscription)));
        }
    }

    /// Each problem with the unit whose words it is about.
    private static void keep(List<Problem> problems, List<Mention> mentions, Map<Unit, List<Problem>> kept) {
        for (Problem problem : problems) {
            note(kept, speaker(Objects.requireNonNullElse(problem.field(), ""), mentions), problem);
        }
    }

    private static Unit speaker(String field, List<Mention> mentions) {
        return mentions.stream()
                .filter(mention -> isAt(field, mention.draft().at().toString()))
                .findFirst()
                .orElse(mentions.getFirst())
                .unit();
    }

    /// Item 1 is no part of item 10.
    private static boolean isAt(String field, String place) {
        return field.startsWith(place) && (field.length() == place.length() || field.charAt(place.length()) == '/');
    }

    /// Keeps why something was given, where the call asks for that.
    private void explain(List<Mention> mentions, Reason reason) {
        if (explains && !mentions.isEmpty()) {
            Unit unit = speaker(reason.at().toString(), mentions);
            reasons.computeIfAbsent(unit, _ -> new ArrayList<>(1)).add(reason);
        }
    }

    /// Why things are given to the person whom the unit speaks of; empty where the call did not ask.
    List<Reason> reasons(Unit unit) {
        return reasons.getOrDefault(unit, List.of());
    }

    private static void note(Map<Unit, List<Problem>> kept, Unit unit, Problem problem) {
        kept.computeIfAbsent(unit, _ -> new ArrayList<>(1)).add(problem);
    }

    /// Fails the units that cannot stand with what they ask for; true when that was any.
    boolean refuse() {
        warnings.forEach((unit, problems) ->
                problems.stream().filter(unit::forbids).forEach(problem -> note(errors, unit, problem)));
        errors.forEach((unit, problems) -> problems.forEach(unit::fail));
        return !errors.isEmpty();
    }

    /// Tells the units what is not given to them. For the last round only.
    void tell() {
        warnings.forEach(Unit::warn);
    }

    Granted granted() {
        return new Granted(cards, enrolments, subscriptions);
    }
}
