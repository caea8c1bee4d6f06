package io.guildhall.undo;

import static io.guildhall.error.ErrorCode.ALREADY_REVERTED;
import static io.guildhall.error.ErrorCode.NOT_FOUND;
import static io.guildhall.error.ErrorCode.NOT_REVERTIBLE;
import static io.guildhall.error.ErrorCode.REVERT_CONFLICT;

import io.guildhall.card.store.Portions;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.change.store.ChangeSets;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.undo.Reverted.Protected;
import io.guildhall.undo.domain.RevertPlan;
import io.guildhall.undo.domain.RevertPlanner;
import io.guildhall.undo.domain.Skipped;
import io.guildhall.undo.domain.Step;
import io.guildhall.undo.domain.Steps;
import io.guildhall.undo.domain.World;
import io.guildhall.undo.store.Reverts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Reverts one change set within a transaction of somebody else's: hold → plan → apply. The same number of statements
/// for one record and for ten thousand (generated cards go in portions).
@Component
public class RevertEngine {
    /// Most conflicts that a refusal names.
    private static final int MOST_NAMED = 1_000;

    private final ChangeSets changes;
    private final Reverts reverts;
    private final PeopleReverts people;
    private final StandingReverts standing;
    private final BenefitReverts benefits;

    RevertEngine(
            ChangeSets changes,
            Reverts reverts,
            PeopleReverts people,
            StandingReverts standing,
            BenefitReverts benefits) {
        this.changes = changes;
        this.reverts = reverts;
        this.people = people;
        this.standing = standing;
        this.benefits = benefits;
    }

    /// What to do about records that cannot be taken back.
    public enum OnConflict {
        /// They stay as they are, the others are taken back.
        SKIP,
        /// Nothing is.
        FAIL
    }

    /// @param dryRun plan, write nothing
    public record Options(OnConflict onConflict, boolean dryRun) {}

    /// Reverts a change set, as a change set of its own. Where nothing can be taken back nothing is written.
    ///
    /// @param revert the change set to be, not stored yet; in the name of a till
    /// @throws RequestRefused with 404 for an unknown change set, with 1698 for a reverted one, with 1699
    ///     for one of the set-up, and with 1699 for each conflict where these are to fail
    /// @throws io.guildhall.postgres.LostRace when a concurrent call came first
    public Reverted revert(OrganisationSetup setup, UUID changeId, Options options, ChangeSet revert) {
        long orgId = setup.orgId();
        reverts.hold(orgId, changeId);
        RecordedChange recorded = changes.find(orgId, changeId).orElseThrow(() -> RequestRefused.because(NOT_FOUND));
        Optional<UUID> former = reverts.inForce(orgId, changeId);
        if (former.isPresent()) {
            throw RequestRefused.because(
                    ALREADY_REVERTED, changeId.toString(), former.get().toString());
        }
        refuseSetup(recorded);
        Steps steps = RecordedSteps.of(recorded);
        World world = hold(setup, steps, changeId);
        RevertPlan plan = RevertPlanner.plan(steps, world);
        List<Protected> stay = explained(orgId, changeId, plan.skipped());
        if (options.onConflict() == OnConflict.FAIL && !stay.isEmpty()) {
            throw new RequestRefused(
                    stay.stream().limit(MOST_NAMED).map(RevertEngine::problem).toList());
        }
        boolean writes = !options.dryRun() && !plan.isNothing();
        if (writes) {
            apply(setup, recorded, plan, world, revert);
        }
        Set<EntityKey> takenBack = plan.doing().all().map(Step::key).collect(Collectors.toSet());
        return new Reverted(writes ? revert.id() : null, changeId, plan.restored(), plan.removed(), takenBack, stay);
    }

    private static void refuseSetup(RecordedChange recorded) {
        for (ChangeRecord record : recorded.records()) {
            String what = switch (record.type()) {
                case HIERARCHY -> "a hierarchy";
                case CARD_SERIES -> "a card series";
                case CARD_LABELS -> "labels of cards";
                case CUSTOMER, SUBSCRIPTIONS, ASSOCIATION, COMPANY, CARD, ENROLMENT, GROUP -> null;
            };
            if (what != null) {
                throw RequestRefused.because(NOT_REVERTIBLE, what);
            }
        }
    }

    private World hold(OrganisationSetup setup, Steps steps, UUID changeId) {
        long orgId = setup.orgId();
        Set<Long> concerned = steps.concerned();
        standing.holdTree(orgId, steps);
        World.People held = people.hold(orgId, steps, concerned);
        World.Places places = standing.hold(setup, steps, concerned);
        World.Companies companies = standing.holdCompanies(orgId, steps);
        World.Cards cards = benefits.holdCards(orgId, steps, concerned);
        return new World(held, places, companies, cards, benefits.holdLoyalty(orgId, changeId, concerned));
    }

    private void apply(
            OrganisationSetup setup, RecordedChange recorded, RevertPlan plan, World world, ChangeSet revert) {
        long orgId = setup.orgId();
        long till = Objects.requireNonNull(revert.tillId(), "change sets are reverted in the name of a till");
        Steps doing = plan.doing();
        changes.open(orgId, revert);
        reverts.add(orgId, recorded.set().id(), revert.id());
        standing.restoreCompanies(orgId, doing, revert.at());
        people.carryOut(orgId, doing, world.people(), till, revert.at());
        benefits.carryOutLoyalty(orgId, plan, world.loyalty(), revert);
        benefits.carryOutCards(orgId, doing, world.cards(), till, revert);
        List<ChangeRecord> records = new ArrayList<>(RevertRecords.of(setup, recorded, doing, world));
        records.addAll(standing.carryOut(setup, doing, world.places(), recorded.records(), revert));
        standing.removeCompanies(orgId, doing, revert.at());
        Portions.of(records).forEach(portion -> changes.addAll(orgId, revert, portion));
    }

    /// Tells of each record that stays which change set is the reason.
    private List<Protected> explained(long orgId, UUID changeId, List<Skipped> skipped) {
        if (skipped.isEmpty()) {
            return List.of();
        }
        Map<EntityKey, Skipped> byKey = new HashMap<>();
        skipped.forEach(record -> byKey.put(record.key(), record));
        Set<EntityKey> causes = new HashSet<>();
        skipped.forEach(record -> causes.add(cause(record, byKey)));
        Map<EntityKey, UUID> latest = changes.latest(orgId, causes, changeId);
        return skipped.stream()
                .map(record -> new Protected(record, latest.get(cause(record, byKey))))
                .toList();
    }

    /// What stays because something else stays does so for the reason of that.
    private static EntityKey cause(Skipped skipped, Map<EntityKey, Skipped> byKey) {
        Skipped last = skipped;
        Collection<EntityKey> seen = new HashSet<>();
        while (last.because() != null && seen.add(last.key())) {
            Skipped next = byKey.get(last.because());
            if (next == null) {
                return last.because();
            }
            last = next;
        }
        return last.key();
    }

    private static Problem problem(Protected stays) {
        EntityKey key = stays.skipped().key();
        return Problem.of(
                REVERT_CONFLICT,
                null,
                name(key.type()),
                Long.toString(key.id()),
                stays.skipped().reason().message());
    }

    /// As answers name a type of records.
    public static String name(EntityType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
