package io.guildhall.undo;

import io.guildhall.association.PlaceReverts;
import io.guildhall.association.PlaceReverts.Return;
import io.guildhall.association.domain.Membership;
import io.guildhall.association.domain.PlaceState;
import io.guildhall.association.store.LinkReverts;
import io.guildhall.association.store.LinkReverts.Child;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.company.domain.CompanyState;
import io.guildhall.company.domain.PlacedCompany;
import io.guildhall.company.store.Companies;
import io.guildhall.company.store.CompanyRestores;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.undo.domain.Step;
import io.guildhall.undo.domain.Steps;
import io.guildhall.undo.domain.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Holds places and companies, tells how they stand, and puts them back.
@Component
class StandingReverts {
    private final LinkReverts links;
    private final PlaceReverts places;
    private final Hierarchies hierarchies;
    private final Companies companies;
    private final CompanyRestores restores;

    StandingReverts(
            LinkReverts links,
            PlaceReverts places,
            Hierarchies hierarchies,
            Companies companies,
            CompanyRestores restores) {
        this.links = links;
        this.places = places;
        this.hierarchies = hierarchies;
        this.companies = companies;
        this.restores = restores;
    }

    /// Before anything is read: companies that were written by calls of their own are changed by one call at a time.
    void holdTree(long orgId, Steps steps) {
        if (!steps.companies().isEmpty()) {
            companies.holdTree(orgId);
        }
    }

    /// @param concerned ids of the people concerned, who are locked
    World.Places hold(OrganisationSetup setup, Steps steps, Collection<Long> concerned) {
        Set<Long> ids = new TreeSet<>();
        Set<Long> above = new TreeSet<>();
        Map<Long, String> roles = new HashMap<>();
        for (Step<PlaceState> step : steps.places()) {
            ids.add(step.id());
            PlaceState target = step.target();
            if (target == null) {
                above.add(step.id()); // may end, where nobody stands below
                continue;
            }
            roles.put(step.id(), target.roleCode());
            if (target.parentId() != null) {
                ids.add(target.parentId());
                if (target.defaultChild()) {
                    above.add(target.parentId());
                }
            }
        }
        Map<Long, Membership> memberships = links.hold(setup.orgId(), ids, concerned);
        Map<Long, Set<Long>> children = new HashMap<>();
        Map<Long, Long> defaults = new HashMap<>();
        List<Child> below = above.isEmpty() ? List.of() : links.children(setup.orgId(), above);
        for (Child child : below) {
            children.computeIfAbsent(child.parentId(), _ -> new HashSet<>()).add(child.associationId());
            if (child.defaultChild()) {
                defaults.put(child.parentId(), child.associationId());
            }
        }
        return new World.Places(withChildren(memberships, below), children, defaults, caps(setup, memberships, roles));
    }

    /// Of children that are not concerned themselves it only matters whom they stand below.
    private static Map<Long, Membership> withChildren(Map<Long, Membership> memberships, List<Child> below) {
        Map<Long, Membership> all = new HashMap<>(memberships);
        for (Child child : below) {
            all.computeIfAbsent(
                    child.associationId(),
                    id -> new Membership(
                            id,
                            0,
                            0,
                            Instant.EPOCH,
                            new PlaceState(0, "", child.parentId(), null, child.defaultChild())));
        }
        return all;
    }

    private Map<Long, Integer> caps(
            OrganisationSetup setup, Map<Long, Membership> memberships, Map<Long, String> returning) {
        Map<Long, Hierarchy> byId = hierarchies(setup);
        Map<Long, Integer> caps = new HashMap<>();
        memberships.forEach((id, membership) -> {
            Hierarchy hierarchy = byId.get(membership.hierarchyId());
            String code = membership.place() == null
                    ? returning.get(id)
                    : membership.place().roleCode();
            Role role = hierarchy == null || code == null ? null : hierarchy.role(code);
            if (role != null && role.maxChild() != null) {
                caps.put(id, role.maxChild());
            }
        });
        return caps;
    }

    private Map<Long, Hierarchy> hierarchies(OrganisationSetup setup) {
        Map<Long, Hierarchy> byId = new HashMap<>();
        hierarchies.all(setup.orgId(), setup.version()).forEach(hierarchy -> byId.put(hierarchy.id(), hierarchy));
        return byId;
    }

    /// After people and places.
    World.Companies holdCompanies(long orgId, Steps steps) {
        Set<Long> ids = new TreeSet<>();
        Set<Long> going = new TreeSet<>();
        Set<String> keys = new HashSet<>();
        for (Step<CompanyState> step : steps.companies()) {
            ids.add(step.id());
            CompanyState target = step.target();
            if (target == null) {
                going.add(step.id());
                continue;
            }
            keys.add(target.externalId());
            if (target.parentId() != null) {
                ids.add(target.parentId());
            }
        }
        for (Step<PlaceState> step : steps.places()) {
            if (step.target() != null && step.target().companyId() != null) {
                ids.add(step.target().companyId());
            }
        }
        if (ids.isEmpty()) {
            return new World.Companies(Map.of(), Map.of(), Map.of(), Map.of());
        }
        if (steps.companies().isEmpty()) {
            companies.holdAll(orgId, List.of(), ids); // people go back to them, nothing else is done
        } else {
            restores.hold(orgId, ids);
        }
        Map<Long, CompanyState> states = new HashMap<>();
        Map<String, Long> owners = new HashMap<>();
        for (PlacedCompany placed : companies.findAll(orgId, keys, ids)) {
            states.put(placed.company().id(), CompanyState.of(placed.company()));
            owners.put(placed.company().externalId(), placed.company().id());
        }
        Map<Long, Set<Long>> below = going.isEmpty() ? Map.of() : restores.below(orgId, going);
        Map<Long, Set<Long>> people = going.isEmpty() ? Map.of() : links.inCompanies(orgId, going);
        return new World.Companies(states, owners, below, people);
    }

    /// Companies come back before people stand in them, and go after.
    void restoreCompanies(long orgId, Steps doing, Instant at) {
        SortedMap<Long, CompanyState> targets = new TreeMap<>();
        doing.companies().forEach(step -> {
            if (step.target() != null) {
                targets.put(step.id(), step.target());
            }
        });
        restores.restoreAll(orgId, targets, at);
    }

    void removeCompanies(long orgId, Steps doing, Instant at) {
        restores.removeAll(
                orgId,
                doing.companies().stream().filter(Step::removes).map(Step::id).toList(),
                at);
    }

    /// @param undone the records of the change set that is reverted
    /// @return what was done to groups
    List<ChangeRecord> carryOut(
            OrganisationSetup setup, Steps doing, World.Places world, List<ChangeRecord> undone, ChangeSet change) {
        if (doing.places().isEmpty()) {
            return List.of();
        }
        Map<Long, Hierarchy> byId = hierarchies(setup);
        List<Return> returns = new ArrayList<>(doing.places().size());
        for (Step<PlaceState> step : doing.places()) {
            Membership membership = Objects.requireNonNull(world.memberships().get(step.id()), "it was held");
            Hierarchy hierarchy = Objects.requireNonNull(byId.get(membership.hierarchyId()), "it is never deleted");
            returns.add(new Return(membership, step.target(), hierarchy));
        }
        List<ChangeRecord> groups = undone.stream()
                .filter(record -> record.type() == ChangeRecord.EntityType.GROUP)
                .toList();
        return places.carryOut(setup.orgId(), returns, world.caps(), groups, change);
    }
}
