package io.guildhall.imports.domain;

import io.guildhall.association.domain.CompanyRef;
import io.guildhall.association.domain.CurrentLink;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.LinkChange;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import io.guildhall.imports.domain.RowPreview.FieldChange;
import io.guildhall.imports.domain.RowPreview.Named;
import io.guildhall.imports.domain.RowPreview.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells what a plan would do, row by row.
public final class RowPreviews {
    private final Plan plan;
    private final Map<Integer, LinkChange> links = new HashMap<>();

    public RowPreviews(Plan plan) {
        this.plan = plan;
        plan.links().forEach(link -> links.put(link.person(), link));
    }

    /// @return null where the row's own person is refused
    public @Nullable RowPreview of(ItemOutcome outcome) {
        if (!(outcome.self() instanceof Result.Done done)) {
            return null;
        }
        int number = done.person();
        PlannedPerson person = plan.people().get(number);
        return new RowPreview(
                name(person),
                id(person),
                done.link() == null ? null : place(number, done.link()),
                fields(person),
                plan.merges().stream()
                        .filter(merge -> merge.survivor() == number)
                        .map(merge -> merge.victim().id())
                        .toList(),
                (int) plan.cards().stream()
                        .filter(granted -> granted.person() == number)
                        .count(),
                (int) plan.enrolments().stream()
                        .filter(granted -> granted.person() == number)
                        .count(),
                outcome.children().size(),
                (int) outcome.children().stream()
                        .filter(child -> child instanceof Result.Refused)
                        .count());
    }

    private Place place(int number, Plan.Place place) {
        CompanyRef company = place.company();
        Integer parent = place.parent();
        LinkChange change = links.get(number);
        Long former = change instanceof LinkChange.Move move && move.changesParent()
                ? move.from().parentCustomerId()
                : null;
        return new Place(
                place.hierarchy().code(),
                place.roleCode(),
                company == null ? null : company.externalId(),
                company instanceof CompanyRef.Fresh,
                parent == null ? stays(number) : named(plan.people().get(parent)),
                former,
                place.isNew());
    }

    /// The parent of somebody who keeps it, where there is one.
    private @Nullable Named stays(int number) {
        if (links.get(number) instanceof LinkChange.Start
                || !(plan.people().get(number) instanceof PlannedPerson.Registered registered)) {
            return null;
        }
        CurrentLink link = registered.link();
        return link == null || link.parentCustomerId() == null ? null : new Named("", link.parentCustomerId());
    }

    private static Named named(PlannedPerson person) {
        return new Named(name(person), id(person));
    }

    private static List<FieldChange> fields(PlannedPerson person) {
        return person instanceof PlannedPerson.Registered registered
                ? FieldChanges.between(registered.before(), registered.after())
                : List.of();
    }

    private static @Nullable Long id(PlannedPerson person) {
        return person instanceof PlannedPerson.Registered registered
                ? registered.before().id()
                : null;
    }

    private static String name(PlannedPerson person) {
        return switch (person) {
            case PlannedPerson.Fresh(var customer) -> name(customer);
            case PlannedPerson.Registered registered -> name(registered.after());
            case PlannedPerson.Nobody() -> "";
        };
    }

    private static String name(Customer person) {
        return person.profiles().stream()
                .map(RowPreviews::name)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String name(Profile profile) {
        return Stream.of(profile.firstName(), profile.lastName())
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .collect(Collectors.joining(" "));
    }
}
