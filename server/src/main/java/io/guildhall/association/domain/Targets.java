package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.COMPANY_KEY_EMPTY;
import static io.guildhall.error.ErrorCode.COMPANY_NAME_DIFFERS;
import static io.guildhall.error.ErrorCode.COMPANY_UNKNOWN;
import static io.guildhall.error.ErrorCode.HIERARCHY_CODE_EMPTY;
import static io.guildhall.error.ErrorCode.HIERARCHY_INACTIVE;
import static io.guildhall.error.ErrorCode.HIERARCHY_INVALID;
import static io.guildhall.error.ErrorCode.HIERARCHY_UNKNOWN;
import static io.guildhall.error.ErrorCode.ROLE_CODE_EMPTY;
import static io.guildhall.error.ErrorCode.ROLE_DOES_NOT_FIT;
import static io.guildhall.error.ErrorCode.ROLE_INVALID;

import io.guildhall.association.domain.LinkWish.CompanyWish;
import io.guildhall.association.domain.Target.CompanyTarget;
import io.guildhall.company.domain.Company;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each item asks for, compared with the hierarchies and companies there are (`spec/associate.md` §6 rows 4 to 6,
/// §7 steps 5 to 7). Knows nothing of people.
final class Targets {
    private final Snapshot known;
    /// Companies that items of the call would create, each by the first such item.
    private final Map<String, Creation> creations = new HashMap<>();

    private record Creation(String name, Hierarchy hierarchy) {}

    private Targets(Snapshot known) {
        this.known = known;
    }

    /// Sets the target of every unit that asks for a link, or the reason why it cannot have it.
    static void resolve(List<Unit> units, Snapshot known) {
        Targets targets = new Targets(known);
        units.forEach(targets::collectCreation);
        for (Unit unit : units) {
            LinkWish wish = unit.item.link();
            if (wish == null) {
                continue;
            }
            unit.warn(wish.warnings());
            if (unit.isAlive()) {
                unit.target = targets.target(unit, wish);
            }
        }
        refuseMissingCompanies(units);
    }

    /// A company that is only named must be created by another item that stands (`decisions.md` 18). To be asked again
    /// whenever an item has failed.
    static void refuseMissingCompanies(List<Unit> units) {
        Set<String> created = new HashSet<>();
        for (Unit unit : units) {
            if (unit.isAlive() && company(unit) instanceof CompanyTarget.ToCreate creation) {
                created.add(creation.externalId());
            }
        }
        for (Unit unit : units) {
            if (unit.isAlive()
                    && company(unit) instanceof CompanyTarget.NamedOnly(var wish, var key)
                    && !created.contains(key)) {
                unit.fail(COMPANY_UNKNOWN, wish.at().child("externalId"), key);
            }
        }
    }

    private static @Nullable CompanyTarget company(Unit unit) {
        return unit.target == null ? null : unit.target.company();
    }

    private void collectCreation(Unit unit) {
        LinkWish wish = unit.item.link();
        CompanyWish company = wish == null ? null : wish.company();
        if (company == null || !unit.isAlive()) {
            return;
        }
        String key = key(company);
        if (key != null && isCreation(company) && known.company(key) == null) {
            Hierarchy hierarchy = known.hierarchy(text(company.hierarchyCode()));
            if (hierarchy != null && hierarchy.active()) {
                creations.putIfAbsent(key, new Creation(text(company.name()), hierarchy));
            }
        }
    }

    private @Nullable Target target(Unit unit, LinkWish wish) {
        Hierarchy hierarchy = hierarchy(unit, wish);
        if (hierarchy == null) {
            return null;
        }
        Role role = role(unit, wish, hierarchy);
        if (role == null) {
            return null;
        }
        String childRole = wish.childRoleCode() == null ? role.childRoleCode() : wish.childRoleCode();
        checkChildRole(unit, wish, hierarchy, role, childRole);
        CompanyTarget company = unit.isAlive() ? company(unit, wish.company(), hierarchy) : null;
        return unit.isAlive() ? new Target(hierarchy, role.code(), childRole, company) : null;
    }

    private @Nullable Hierarchy hierarchy(Unit unit, LinkWish wish) {
        Pointer at = wish.at().child("hierarchyCode");
        if (wish.hierarchyCode() == null) {
            Hierarchy implied = impliedHierarchy(wish.company());
            if (implied == null) {
                unit.fail(HIERARCHY_CODE_EMPTY, at);
            }
            return implied;
        }
        if (wish.hierarchyCode().isBlank()) {
            unit.fail(HIERARCHY_CODE_EMPTY, at);
            return null;
        }
        Hierarchy hierarchy = known.hierarchy(wish.hierarchyCode());
        if (hierarchy == null) {
            unit.fail(HIERARCHY_INVALID, at, wish.hierarchyCode());
        } else if (!hierarchy.active()) {
            unit.fail(HIERARCHY_INACTIVE, at, wish.hierarchyCode());
        }
        return unit.isAlive() ? hierarchy : null;
    }

    /// The company's hierarchy, else the organisation's default one (§2, hierarchyCode).
    private @Nullable Hierarchy impliedHierarchy(@Nullable CompanyWish wish) {
        Company company = wish == null ? null : stored(wish);
        if (company != null) {
            return known.hierarchy(company.hierarchyId());
        }
        Creation creation = wish == null ? null : creations.get(text(wish.externalId()));
        return creation == null ? known.defaultHierarchy() : creation.hierarchy();
    }

    private static @Nullable Role role(Unit unit, LinkWish wish, Hierarchy hierarchy) {
        Pointer at = wish.at().child("roleCode");
        if (wish.roleCode() == null || wish.roleCode().isBlank()) {
            unit.fail(ROLE_CODE_EMPTY, at);
            return null;
        }
        Role role = hierarchy.role(wish.roleCode());
        if (role == null) {
            unit.fail(ROLE_INVALID, at, wish.roleCode(), String.join(", ", hierarchy.roleCodes()));
        }
        return role;
    }

    /// A wrong childRoleCode is an error of the item (`decisions.md` 16).
    private static void checkChildRole(
            Unit unit, LinkWish wish, Hierarchy hierarchy, Role role, @Nullable String childRole) {
        if (wish.childRoleCode() == null && unit.children.isEmpty()) {
            return;
        }
        if (childRole == null) {
            unit.fail(ROLE_DOES_NOT_FIT, wish.at().child("childCustomers"), "of a child", role.code());
        } else if (hierarchy.role(childRole) == null) {
            unit.fail(
                    ROLE_INVALID,
                    wish.at().child("childRoleCode"),
                    childRole,
                    String.join(", ", hierarchy.roleCodes()));
        } else if (!hierarchy.mayStandUnder(childRole, role.code())) {
            unit.fail(ROLE_DOES_NOT_FIT, wish.at().child("childRoleCode"), childRole, role.code());
        }
    }

    private @Nullable CompanyTarget company(Unit unit, @Nullable CompanyWish wish, Hierarchy hierarchy) {
        if (wish == null) {
            return null;
        }
        boolean blank = wish.externalId() != null && wish.externalId().isBlank();
        if (blank || wish.externalId() == null && wish.id() == null) {
            unit.fail(COMPANY_KEY_EMPTY, wish.at().child("externalId"));
            return null;
        }
        Company company = stored(wish);
        if (company != null) {
            return storedTarget(unit, wish, company);
        }
        String key = key(wish);
        if (key == null) {
            unit.fail(COMPANY_UNKNOWN, wish.at().child("companyId"), String.valueOf(wish.id()));
            return null;
        }
        return freshTarget(unit, wish, key, hierarchy);
    }

    private @Nullable CompanyTarget storedTarget(Unit unit, CompanyWish wish, Company company) {
        if (wish.externalId() != null && !text(wish.externalId()).equals(company.externalId())
                || wish.id() != null && wish.id() != company.id()) {
            unit.fail(COMPANY_UNKNOWN, wish.at().child("companyId"), String.valueOf(wish.id()));
        } else if (namesHierarchy(wish)) {
            checkDefinition(unit, wish, company.hierarchyId());
        }
        String name = text(wish.name());
        if (!name.isEmpty() && !name.equals(company.name())) {
            unit.warn(Problem.of(COMPANY_NAME_DIFFERS, wish.at().child("name")));
        }
        return new CompanyTarget.Stored(wish, company);
    }

    private CompanyTarget freshTarget(Unit unit, CompanyWish wish, String key, Hierarchy hierarchy) {
        if (!isCreation(wish)) {
            return new CompanyTarget.NamedOnly(wish, key);
        }
        checkDefinition(unit, wish, hierarchy.id());
        Creation first = creations.get(key);
        if (unit.isAlive() && first != null) {
            if (first.hierarchy().id() != hierarchy.id()) {
                unit.fail(HIERARCHY_INVALID, wish.at().child("hierarchyDefinitionCode"), text(wish.hierarchyCode()));
            } else if (!first.name().equals(text(wish.name()))) {
                unit.warn(Problem.of(COMPANY_NAME_DIFFERS, wish.at().child("name")));
            }
        }
        return new CompanyTarget.ToCreate(wish, key, text(wish.name()));
    }

    /// `hierarchyDefinitionCode` must exist (1701), be active, and be the hierarchy meant (1616).
    private void checkDefinition(Unit unit, CompanyWish wish, long hierarchyId) {
        Pointer at = wish.at().child("hierarchyDefinitionCode");
        String code = text(wish.hierarchyCode());
        Hierarchy named = known.hierarchy(code);
        if (named == null) {
            unit.fail(HIERARCHY_UNKNOWN, at, code);
        } else if (named.id() != hierarchyId) {
            unit.fail(HIERARCHY_INVALID, at, code);
        } else if (!named.active()) {
            unit.fail(HIERARCHY_INACTIVE, at, code);
        }
    }

    private @Nullable Company stored(CompanyWish wish) {
        String key = key(wish);
        Company byKey = key == null ? null : known.company(key);
        return byKey == null && key == null && wish.id() != null ? known.company(wish.id()) : byKey;
    }

    private static @Nullable String key(CompanyWish wish) {
        String key = text(wish.externalId());
        return key.isEmpty() ? null : key;
    }

    private static boolean isCreation(CompanyWish wish) {
        return !text(wish.name()).isEmpty() && namesHierarchy(wish);
    }

    private static boolean namesHierarchy(CompanyWish wish) {
        return !text(wish.hierarchyCode()).isEmpty();
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent.strip();
    }
}
