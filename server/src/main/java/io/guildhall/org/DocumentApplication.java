package io.guildhall.org;

import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.document.Change;
import io.guildhall.org.domain.document.DocumentPlan;
import io.guildhall.org.json.DocumentJson;
import io.guildhall.org.store.Organisations;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Carries out what a document comes to, inside the transaction of its organisation: first everything that speaks
/// against it, then the writes. A trial run is the same up to the writes.
@Component
class DocumentApplication {
    private final Organisations organisations;
    private final DocumentLogins logins;
    private final SetupSections sections;
    private final PrunedObjects pruned;
    private final Clock clock;

    DocumentApplication(
            Organisations organisations,
            DocumentLogins logins,
            SetupSections sections,
            PrunedObjects pruned,
            Clock clock) {
        this.organisations = organisations;
        this.logins = logins;
        this.sections = sections;
        this.pruned = pruned;
        this.clock = clock;
    }

    /// @return empty when a concurrent call has made an organisation of this code; nothing is written then
    /// @throws RequestRefused 409 when the document contradicts what is there
    Optional<AppliedDocument> apply(
            long orgId,
            DocumentPlan document,
            Map<String, List<ObjectNode>> sent,
            OrganisationDocuments.Options options) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean isNew = document.stored() == null;
        // before anything is asked: what the other call has written by then would look like somebody else's
        if (isNew && !options.dryRun() && !organisations.add(orgId, document.merged(), at)) {
            return Optional.empty();
        }
        List<SetupSections.Plan> lists = sections.plan(orgId, sent, options.prune());
        refuseConflicts(orgId, document, lists);
        DocumentLogins.Plan secrets = logins.plan(orgId, document);
        List<Change> changes = changes(document, secrets, lists);
        if (!options.dryRun() && !changes.isEmpty()) {
            if (!isNew) {
                organisations.update(orgId, document.merged(), at);
            }
            Map<String, Long> tills =
                    organisations.saveTills(orgId, document.merged().parts("tills"));
            refuse(logins.save(orgId, document, secrets, tills));
            sections.apply(orgId, lists, at);
            return Optional.of(new AppliedDocument(stored(orgId, document), changes));
        }
        return Optional.of(new AppliedDocument(shown(document, lists), changes));
    }

    private void refuseConflicts(long orgId, DocumentPlan document, List<SetupSections.Plan> lists) {
        List<Problem> conflicts = new ArrayList<>(logins.taken(orgId, document));
        conflicts.addAll(pruned.stillInUse(orgId, document));
        conflicts.addAll(sections.refusals(orgId, lists));
        refuse(conflicts);
    }

    private static void refuse(List<Problem> conflicts) {
        if (!conflicts.isEmpty()) {
            throw new RequestRefused(conflicts, 409);
        }
    }

    /// One change for each path: a till that is changed and has a new secret is updated once.
    private static List<Change> changes(
            DocumentPlan document, DocumentLogins.Plan secrets, List<SetupSections.Plan> lists) {
        Map<String, Change> changes = new LinkedHashMap<>();
        document.changes().forEach(change -> changes.put(change.path(), change));
        secrets.changed().forEach(change -> changes.putIfAbsent(change.path(), change));
        lists.forEach(list -> list.changes().forEach(change -> changes.put(change.path(), change)));
        return List.copyOf(changes.values());
    }

    private static ObjectNode shown(DocumentPlan document, List<SetupSections.Plan> lists) {
        ObjectNode shown = DocumentJson.json(document.merged());
        lists.forEach(list -> shown.putArray(list.section().member()).addAll(list.merged()));
        return shown;
    }

    /// Other modules may have changed more than they were asked to: a new default ends the former one.
    private ObjectNode stored(long orgId, DocumentPlan document) {
        ObjectNode stored = DocumentJson.json(document.merged());
        sections.show(orgId, stored);
        return stored;
    }
}
