package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.COMPANY_CHANGED;
import static io.guildhall.error.ErrorCode.COMPANY_INACTIVE;
import static io.guildhall.error.ErrorCode.CUSTOMER_DELETED;
import static io.guildhall.error.ErrorCode.CUSTOMER_EXISTS;
import static io.guildhall.error.ErrorCode.CUSTOMER_LINKED_AS_IS;
import static io.guildhall.error.ErrorCode.DELETED_CANNOT_RETURN;
import static io.guildhall.error.ErrorCode.HIERARCHY_INVALID;
import static io.guildhall.error.ErrorCode.IDENTIFIER_ALREADY_OWN;
import static io.guildhall.error.ErrorCode.IDENTIFIER_NOT_UPDATABLE;
import static io.guildhall.error.ErrorCode.LINKED_ELSEWHERE;
import static io.guildhall.error.ErrorCode.LOYALTY_CANNOT_END;
import static io.guildhall.error.ErrorCode.OTHER_HIERARCHY;
import static io.guildhall.error.ErrorCode.ROLE_CHANGED;
import static io.guildhall.error.ErrorCode.SEVERAL_DEFAULT_CHILDREN;

import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.association.domain.Target.CompanyTarget;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.PersonDraft.Claim;
import io.guildhall.customer.domain.Profile;
import io.guildhall.error.Masked;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What each unit asks for, compared with what its person is and where the person stands now (`spec/associate.md` §6
/// rows 2, 11, 12, 16 and 24, §7 steps 8 and 9). Each unit by itself: what the batch as a whole makes of it is
/// [Placing]'s.
final class Standing {
    private final Operation operation;
    private final boolean updateExisting;

    private Standing(Batch batch) {
        this.operation = batch.operation();
        this.updateExisting = batch.options().updateExisting();
    }

    static void check(Unit unit, Batch batch) {
        Standing standing = new Standing(batch);
        standing.check(unit);
        unit.children.forEach(standing::check);
    }

    private void check(Unit unit) {
        refuseUnfitCompany(unit);
        refuse(unit, unit.unrecognised);
        Person person = unit.person;
        if (!unit.isAlive() || person == null) {
            return;
        }
        Customer registered = person.merged();
        if (registered == null) {
            checkNewcomer(unit);
        } else if (person.isDeleted()) {
            boolean returns = operation == Operation.ASSOCIATE && isPlain(unit);
            unit.fail(returns ? DELETED_CANNOT_RETURN : CUSTOMER_DELETED, unit.at());
        } else if (operation == Operation.ASSOCIATE && !isPlain(unit)) {
            checkLinked(unit, registered);
        } else if (operation == Operation.ASSOCIATE && !updateExisting) {
            checkRepetition(unit, registered);
        } else if (unit.joining != Joins.PROFILES) {
            checkUpdate(unit, registered);
        }
        Target target = target(unit);
        if (unit.isAlive() && target != null && person.link != null) {
            checkLink(unit, target, person.link);
        }
        checkDefaultChild(unit);
        refuse(unit, unit.parentUnrecognised);
    }

    private static void refuse(Unit unit, @Nullable Problem problem) {
        if (unit.isAlive() && problem != null) {
            unit.fail(problem);
        }
    }

    /// A company that cannot take the person: switched off (`decisions.md` 19), or of another hierarchy (§6 row 4d).
    /// Looked at before the person (§7), but for people who stand somewhere already: to them it is another company,
    /// which is told by 1628 (§10.6). The company of somebody who comes with others, or moves, is [Placing]'s.
    private static void refuseUnfitCompany(Unit unit) {
        Target target = unit.target;
        boolean isLinked = unit.person != null && unit.person.link != null;
        if (!unit.isAlive() || isLinked || target == null) {
            return;
        }
        if (target.company() instanceof CompanyTarget.Stored(var wish, var company)) {
            if (!company.active()) {
                unit.fail(COMPANY_INACTIVE, wish.at(), company.externalId());
            } else if (company.hierarchyId() != target.hierarchy().id()) {
                unit.fail(HIERARCHY_INVALID, wish.at(), target.hierarchy().code());
            }
        }
    }

    /// The place a unit's person would have: the item's, or the one of its children.
    private static @Nullable Target target(Unit unit) {
        return unit.owner == null ? unit.target : unit.owner.target;
    }

    /// Mandatory fields bind the person who is registered, and only remind where people come along (`decisions.md`
    /// 30).
    private static void checkNewcomer(Unit unit) {
        if (unit.isChild()) {
            unit.warn(unit.draft.missing());
        } else {
            unit.errors.addAll(unit.draft.missing());
        }
    }

    /// Whether somebody registered takes over what the item says of them.
    static boolean updates(Unit unit, Batch batch) {
        return batch.operation() == Operation.UPDATE
                || batch.options().updateExisting() && isPlain(unit) && unit.joining != Joins.PROFILES;
    }

    /// An item that asks for nothing but the person.
    private static boolean isPlain(Unit unit) {
        return !unit.isChild() && unit.item.link() == null;
    }

    private static void checkRepetition(Unit unit, Customer registered) {
        if (unit.joining == Joins.NOBODY) {
            unit.fail(CUSTOMER_EXISTS, unit.at(), Long.toString(registered.id()));
        }
    }

    private static void checkLinked(Unit unit, Customer registered) {
        if (unit.joining == Joins.PROFILES) {
            return; // the profile is a new one
        }
        unit.warn(Problem.of(CUSTOMER_LINKED_AS_IS, unit.at()));
        for (Claim claim : unit.draft.claims()) {
            if (!isOwn(registered, claim)) {
                notStored(unit, claim);
            }
        }
    }

    /// The first identifier that is the person's own found them, unless the call's path did; what others there
    /// are changes nothing (`decisions.md` 42).
    private static void checkUpdate(Unit unit, Customer registered) {
        if (unit.isChild()) {
            return;
        }
        boolean found = unit.draft.addressed() != null;
        for (Claim claim : unit.draft.claims()) {
            if (!isOwn(registered, claim)) {
                notStored(unit, claim);
            } else if (found) {
                unit.warn(Problem.of(IDENTIFIER_ALREADY_OWN, claim.draft().at(), shown(claim)));
            } else {
                found = true;
            }
        }
        if (registered.loyalty() && Boolean.FALSE.equals(unit.draft.loyalty())) {
            Pointer at = unit.at().child("loyaltyInfo").child("loyaltyType");
            unit.fail(LOYALTY_CANNOT_END, at);
        }
    }

    private static boolean isOwn(Customer registered, Claim claim) {
        Identifier identifier = claim.draft().identifier();
        if (identifier.type() == IdentifierType.CARD_NUMBER) {
            return registered.holdsCard(identifier.value());
        }
        Profile profile = registered.profile(claim.profile());
        return profile == null
                ? registered.profiles().stream().anyMatch(other -> other.hasIdentifier(identifier))
                : profile.hasIdentifier(identifier);
    }

    private static void notStored(Unit unit, Claim claim) {
        unit.warn(Problem.of(IDENTIFIER_NOT_UPDATABLE, claim.draft().at(), shown(claim)));
    }

    private static String shown(Claim claim) {
        Identifier identifier = claim.draft().identifier();
        return identifier.type().wireName() + " " + Masked.value(identifier.value());
    }

    private void checkLink(Unit unit, Target target, CurrentLink link) {
        LinkWish wish = Objects.requireNonNull(unit.item.link(), "a unit with a target asks for a link");
        String role = unit.isChild() ? target.childRoleCode() : target.roleCode();
        if (link.hierarchyId() != target.hierarchy().id()) {
            unit.fail(OTHER_HIERARCHY, place(unit, wish, "hierarchyCode"));
        } else if (!link.roleCode().equals(role)) {
            unit.fail(ROLE_CHANGED, place(unit, wish, "roleCode"));
        } else if (!unit.isChild() && changesCompany(target.company(), link)) {
            unit.fail(COMPANY_CHANGED, place(unit, wish, "fleetCompany"));
        } else if (operation == Operation.ASSOCIATE && changesParent(unit, link)) {
            unit.fail(LINKED_ELSEWHERE, unit.at());
        }
    }

    private static Pointer place(Unit unit, LinkWish wish, String member) {
        return unit.isChild() ? unit.at() : wish.at().child(member);
    }

    private static boolean changesCompany(@Nullable CompanyTarget company, CurrentLink link) {
        return company != null
                && !(company instanceof CompanyTarget.Stored stored
                        && Objects.equals(stored.company().id(), link.companyId()));
    }

    private static boolean changesParent(Unit unit, CurrentLink link) {
        Person parent = unit.owner == null ? unit.parent : unit.owner.person;
        if (parent == null || link.parentCustomerId() == null) {
            return false;
        }
        return !parent.isCustomer(link.parentCustomerId());
    }

    /// One default child per item, and a stored one is replaced only after it was told to be none (`decisions.md` 20);
    /// errors of the item (`decisions.md` 16).
    private void checkDefaultChild(Unit unit) {
        if (!unit.isAlive()) {
            return;
        }
        long wanted = unit.children.stream()
                .filter(child -> Boolean.TRUE.equals(child.defaultChild))
                .map(child -> child.person == null ? child : child.person)
                .distinct()
                .count();
        if (wanted > 1) {
            LinkWish wish = Objects.requireNonNull(unit.item.link(), "a unit with children asks for a link");
            unit.fail(SEVERAL_DEFAULT_CHILDREN, wish.at().child("childCustomers"));
            return;
        }
        Person person = unit.person;
        Long current = person == null || person.link == null ? null : person.link.ownDefaultChildId();
        if (current == null) {
            return;
        }
        boolean released = operation == Operation.UPDATE
                && unit.children.stream()
                        .anyMatch(child -> Boolean.FALSE.equals(child.defaultChild) && isCustomer(child, current));
        for (Unit child : unit.children) {
            if (Boolean.TRUE.equals(child.defaultChild) && !released && !isCustomer(child, current)) {
                unit.fail(SEVERAL_DEFAULT_CHILDREN, child.at().child("defaultChild"));
            }
        }
    }

    private static boolean isCustomer(Unit unit, long id) {
        return unit.person != null && unit.person.isCustomer(id);
    }

    /// Reminds of mandatory fields that a parent lacks who is registered along the way.
    static void remindOfParent(Unit unit) {
        ParentWish wish = unit.parentWish();
        if (wish != null && unit.parent != null && unit.parent.registered == null) {
            unit.warn(wish.person().missing());
        }
    }
}
