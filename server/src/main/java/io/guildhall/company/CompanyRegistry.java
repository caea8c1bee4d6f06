package io.guildhall.company;

import static io.guildhall.change.domain.ChangeRecord.EntityType.COMPANY;

import io.guildhall.access.Caller;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.company.domain.Company;
import io.guildhall.company.domain.CompanyDraft;
import io.guildhall.company.domain.CompanyRules;
import io.guildhall.company.domain.CompanyRules.Decision;
import io.guildhall.company.domain.CompanyRules.Update;
import io.guildhall.company.domain.NewCompany;
import io.guildhall.company.domain.PlacedCompany;
import io.guildhall.company.domain.PlacedCompany.Parent;
import io.guildhall.company.store.Companies;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.ReadProblems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Creates, changes and switches off companies. Whatever changes a company that exists, or puts one below it, runs
/// alone within the organisation ([Companies#holdTree]); a new company at the top disturbs nobody.
@Component
public class CompanyRegistry {
    /// The canonical path of the calls.
    public static final String PATH = "/v2/companies";

    private final TenantTransactions transactions;
    private final Setups setups;
    private final Hierarchies hierarchies;
    private final Companies companies;
    private final ChangeLog changes;

    CompanyRegistry(
            TenantTransactions transactions,
            Setups setups,
            Hierarchies hierarchies,
            Companies companies,
            ChangeLog changes) {
        this.transactions = transactions;
        this.setups = setups;
        this.hierarchies = hierarchies;
        this.companies = companies;
        this.changes = changes;
    }

    /// What a write came to.
    public record Written(CompanyForm company, UUID changeId, List<Problem> warnings) {}

    /// @param unreadable what the body's reader has found; the rules add to it, so that all faults are told at once
    /// @throws RequestRefused with 1701, 1702, 1703, 1705, 1707, 1709, 1610, 1693 or 403 (a mandatory member)
    public Written create(Caller caller, CompanyDraft draft, List<Problem> unreadable) {
        return transactions.write(caller.orgId(), () -> {
            CompanyRules.Setup setup = setup(caller.orgId());
            String parentKey = draft.parentKey();
            if (parentKey != null) {
                companies.holdTree(caller.orgId());
            }
            List<Company> named = companies.holdAll(
                    caller.orgId(),
                    Stream.of(draft.externalId(), parentKey)
                            .filter(Objects::nonNull)
                            .toList(),
                    List.of());
            Decision<NewCompany> decision = CompanyRules.create(companies.nextId(), draft, named, setup);
            NewCompany wanted = wanted(decision, unreadable);
            ChangeSet change = changes.open(caller, "POST", PATH);
            if (companies
                    .insertAll(caller.orgId(), List.of(wanted), change.at())
                    .isEmpty()) {
                throw new RequestRefused(List.of(CompanyRules.taken(wanted.externalId()))); // to a concurrent call
            }
            Parent parent = named.stream()
                    .filter(company -> company.externalId().equals(parentKey))
                    .map(Parent::of)
                    .findFirst()
                    .orElse(null);
            CompanyForm after = CompanyForm.of(created(wanted), parent, setup.hierarchies());
            changes.add(caller, change, List.of(changes.created(COMPANY, wanted.id(), after)));
            return new Written(after, change.id(), decision.warnings());
        });
    }

    /// @param unreadable what the body's reader has found
    /// @throws RequestRefused with 1703 to 1707, 1709, 1710 or 403 (a mandatory member)
    public Written update(Caller caller, CompanyKey key, CompanyDraft draft, List<Problem> unreadable) {
        return transactions.write(caller.orgId(), () -> {
            companies.holdTree(caller.orgId());
            CompanyRules.Setup setup = setup(caller.orgId());
            PlacedCompany before = find(caller.orgId(), key);
            PlacedCompany parent = parent(caller.orgId(), draft);
            Decision<Update> decision =
                    CompanyRules.update(before.company(), draft, parent == null ? null : parent.company(), setup);
            Update update = wanted(decision, unreadable);
            ChangeSet change = changes.open(caller, "PUT", PATH);
            Company after = update.after();
            Parent above = update.moved() ? (parent == null ? null : Parent.of(parent.company())) : before.parent();
            CompanyForm form = CompanyForm.of(after, above, setup.hierarchies());
            changes.add(caller, change, write(caller, change, before, update, form, setup.hierarchies()));
            return new Written(form, change.id(), decision.warnings());
        });
    }

    /// Switches a company and all below it off; their people stay. Switching off again changes nothing.
    ///
    /// @throws RequestRefused with 1704
    public Written switchOff(Caller caller, CompanyKey key) {
        return transactions.write(caller.orgId(), () -> {
            companies.holdTree(caller.orgId());
            List<Hierarchy> all = setup(caller.orgId()).hierarchies();
            PlacedCompany before = find(caller.orgId(), key);
            ChangeSet change = changes.open(caller, "DELETE", PATH);
            List<PlacedCompany> within =
                    companies.holdWithin(caller.orgId(), before.company().id());
            changes.add(caller, change, switchOff(caller, change, within, all));
            PlacedCompany after = new PlacedCompany(before.company().inactive(), before.parent());
            return new Written(CompanyForm.of(after, all), change.id(), List.of());
        });
    }

    private List<ChangeRecord> write(
            Caller caller,
            ChangeSet change,
            PlacedCompany before,
            Update update,
            CompanyForm form,
            List<Hierarchy> all) {
        Company after = update.after();
        companies.update(caller.orgId(), after, change.at());
        List<PlacedCompany> within =
                update.moved() || update.switchedOff() ? companies.holdWithin(caller.orgId(), after.id()) : List.of();
        if (update.moved()) {
            companies.move(caller.orgId(), after, ids(within));
        }
        List<ChangeRecord> records = new ArrayList<>();
        if (update.switchedOff()) {
            switchOff(caller, change, within, all).stream()
                    .filter(record -> record.entityId() != after.id()) // its own record tells more
                    .forEach(records::add);
        }
        CompanyForm was = CompanyForm.of(before, all);
        if (!was.equals(form)) {
            records.add(
                    update.switchedOff()
                            ? changes.ended(COMPANY, after.id(), was, form)
                            : changes.updated(COMPANY, after.id(), was, form));
        }
        return records;
    }

    private List<ChangeRecord> switchOff(
            Caller caller, ChangeSet change, List<PlacedCompany> within, List<Hierarchy> all) {
        List<PlacedCompany> active =
                within.stream().filter(placed -> placed.company().active()).toList();
        companies.switchOff(caller.orgId(), ids(active), change.at());
        return active.stream()
                .map(placed -> {
                    PlacedCompany after = new PlacedCompany(placed.company().inactive(), placed.parent());
                    return changes.ended(
                            COMPANY, placed.company().id(), CompanyForm.of(placed, all), CompanyForm.of(after, all));
                })
                .toList();
    }

    private CompanyRules.Setup setup(long orgId) {
        OrganisationSetup setup = setups.current(orgId);
        return new CompanyRules.Setup(
                hierarchies.all(orgId, setup.version()),
                setup.extendedFields(Entity.COMPANY),
                setup.settings().rejectEmptyExtendedFields());
    }

    private PlacedCompany find(long orgId, CompanyKey key) {
        return companies.findAll(orgId, key.externalIds(), key.ids()).stream()
                .filter(placed -> key.names(
                        placed.company().externalId(), placed.company().id()))
                .findFirst()
                .orElseThrow(key::unknown);
    }

    private @Nullable PlacedCompany parent(long orgId, CompanyDraft draft) {
        String key = draft.parentKey();
        return key == null
                ? null
                : companies.findAll(orgId, List.of(key), List.of()).stream()
                        .findFirst()
                        .orElse(null);
    }

    private static <T> T wanted(Decision<T> decision, List<Problem> unreadable) {
        T wanted = decision.wanted();
        List<Problem> problems = ReadProblems.combined(unreadable, decision.problems());
        if (wanted == null || !problems.isEmpty()) {
            throw new RequestRefused(problems);
        }
        return wanted;
    }

    private static Company created(NewCompany company) {
        return new Company(
                company.id(),
                company.externalId(),
                company.name(),
                company.hierarchyId(),
                company.parentId(),
                company.path(),
                company.extendedFields(),
                true);
    }

    private static Collection<Long> ids(List<PlacedCompany> placed) {
        return placed.stream().map(company -> company.company().id()).toList();
    }
}
