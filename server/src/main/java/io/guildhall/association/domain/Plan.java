package io.guildhall.association.domain;

import io.guildhall.card.domain.CardGrant;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.loyalty.domain.NewEnrolment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be written for a batch, and what is to be answered. People are meant by their number: the position in
/// `people`.
public record Plan(
        List<PlannedPerson> people,
        List<FreshCompany> companies,
        List<LinkChange> links,
        List<GrantedCard> cards,
        List<GrantedEnrolment> enrolments,
        List<GrantedSubscription> subscriptions,
        List<ItemOutcome> outcomes) {

    public Plan {
        people = List.copyOf(people);
        companies = List.copyOf(companies);
        links = List.copyOf(links);
        cards = List.copyOf(cards);
        enrolments = List.copyOf(enrolments);
        subscriptions = List.copyOf(subscriptions);
        outcomes = List.copyOf(outcomes);
    }

    /// Somebody whom the batch names and nothing refused.
    public sealed interface PlannedPerson {
        /// Somebody to be registered.
        record Fresh(Customer customer) implements PlannedPerson {}

        /// Somebody registered already; `after` equals `before` unless the call changes the person.
        ///
        /// @param link where the person stood before the call, null outside every hierarchy
        record Registered(
                Customer before, Customer after, @Nullable CurrentLink link) implements PlannedPerson {}

        /// Named, but neither registered nor to be registered.
        record Nobody() implements PlannedPerson {}
    }

    /// A company to be created.
    public record FreshCompany(String externalId, String name, Hierarchy hierarchy) {}

    /// A card for somebody.
    public record GrantedCard(int person, CardGrant grant) {}

    /// A programme that somebody is enrolled in.
    public record GrantedEnrolment(int person, NewEnrolment enrolment) {}

    /// What somebody wants to be told, or not.
    public record GrantedSubscription(int person, Subscription subscription) {}

    /// A change of somebody's place.
    public sealed interface LinkChange {
        int person();

        Hierarchy hierarchy();

        /// The new parent's number; null at the top, or where the parent stays.
        @Nullable
        Integer parent();

        /// Most children that the new parent's role allows; 0 without a new parent.
        int parentCap();

        /// A new membership.
        record Start(
                int person,
                Hierarchy hierarchy,
                String roleCode,
                @Nullable Integer parent,
                int parentCap,
                @Nullable CompanyRef company,
                boolean defaultChild)
                implements LinkChange {}

        /// A new spell of an existing membership: another parent, or the mark as default child given or taken.
        record Move(
                int person,
                Hierarchy hierarchy,
                CurrentLink from,
                @Nullable Integer parent,
                int parentCap,
                boolean defaultChild)
                implements LinkChange {
            public boolean changesParent() {
                return parent != null;
            }
        }
    }

    /// What happened to one item: exactly one per item, in the order of the request.
    public record ItemOutcome(Item item, Result self, List<Result> children) {
        public ItemOutcome {
            children = List.copyOf(children);
        }
    }

    /// What happened to one person asked for: the item's own or one of its children.
    public sealed interface Result {
        List<Problem> warnings();

        List<Match> conflicting();

        /// Why it was decided so; null where the call did not ask for that.
        @Nullable
        List<Reason> reasons();

        /// Empty for a person to whom was done what was asked for.
        default List<Problem> errors() {
            return List.of();
        }

        /// @param link the person's place afterwards; null when none was asked for
        record Done(
                int person,
                @Nullable Place link,
                List<Problem> warnings,
                List<Match> conflicting,
                @Nullable List<Reason> reasons)
                implements Result {
            public Done {
                warnings = List.copyOf(warnings);
                conflicting = List.copyOf(conflicting);
            }
        }

        /// @param asRequested the person as the request describes it, for the echo
        record Refused(
                Customer asRequested,
                List<Problem> errors,
                List<Problem> warnings,
                List<Match> conflicting,
                @Nullable List<Reason> reasons)
                implements Result {
            public Refused {
                errors = List.copyOf(errors);
                warnings = List.copyOf(warnings);
                conflicting = List.copyOf(conflicting);
                if (errors.isEmpty()) {
                    throw new IllegalArgumentException("A refused person needs a reason");
                }
            }
        }
    }

    /// Where somebody stands afterwards.
    ///
    /// @param parent the parent's number when the parent is among the people of this call
    /// @param parentAssociationId the parent's membership where it existed before the call
    /// @param isNew whether this call made the membership
    /// @param createsCompany whether this very item is the first to create the company
    /// @param childRoleCode role of the children, as asked for or by default; null without one
    public record Place(
            Hierarchy hierarchy,
            String roleCode,
            @Nullable Integer parent,
            @Nullable Long parentAssociationId,
            @Nullable CompanyRef company,
            boolean isNew,
            boolean createsCompany,
            @Nullable String childRoleCode) {}
}
