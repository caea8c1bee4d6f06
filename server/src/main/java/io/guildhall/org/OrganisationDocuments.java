package io.guildhall.org;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.CONFLICT;
import static io.guildhall.error.ErrorCode.NOT_FOUND;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.document.DocumentMerge;
import io.guildhall.org.domain.document.DocumentPlan;
import io.guildhall.org.domain.document.DocumentReader;
import io.guildhall.org.domain.document.Part;
import io.guildhall.org.domain.document.Shape;
import io.guildhall.org.json.DocumentJson;
import io.guildhall.org.store.Organisations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// The organisation documents of the server: read, list and apply (`spec/org.md`). Applying is idempotent; a document
/// takes effect whole and at once, or not at all.
@Service
public class OrganisationDocuments {
    private final Shape.Members shape;
    private final DocumentTransactions transactions;
    private final Organisations organisations;
    private final SetupSections sections;
    private final DocumentApplication application;

    OrganisationDocuments(
            Shape.Members organisationDocument,
            DocumentTransactions transactions,
            Organisations organisations,
            SetupSections sections,
            DocumentApplication application) {
        this.shape = organisationDocument;
        this.transactions = transactions;
        this.organisations = organisations;
        this.sections = sections;
        this.application = application;
    }

    /// @param dryRun tell what would change, write nothing
    /// @param prune remove what the document does not name
    /// @param seen apply only while the set-up has this version, 0 while there is no such organisation; null for
    ///     whatever it has
    public record Options(
            boolean dryRun, boolean prune, @Nullable Long seen) {
        public Options(boolean dryRun, boolean prune) {
            this(dryRun, prune, null);
        }
    }

    /// A document as stored, secrets left out.
    ///
    /// @param version grows with every change of the set-up, hierarchies included
    public record Stored(ObjectNode document, long version) {}

    public List<Organisations.Listed> all() {
        return organisations.all();
    }

    /// The document as stored, ready to be applied elsewhere.
    ///
    /// @throws RequestRefused 404 when no organisation has this code
    public ObjectNode document(String code) {
        return stored(code).document();
    }

    /// The same, with its version.
    ///
    /// @throws RequestRefused 404 when no organisation has this code
    public Stored stored(String code) {
        long orgId = organisations.id(code).orElseThrow(() -> RequestRefused.because(NOT_FOUND));
        return transactions.read(orgId, () -> {
            ObjectNode document = DocumentJson.json(DocumentMerge.completed(shape, organisations.document(orgId)));
            sections.show(orgId, document);
            return new Stored(document, organisations.version(orgId));
        });
    }

    /// @throws RequestRefused 400 with one problem for each offending member; 409 for names of somebody else,
    ///     objects that cannot go, and a version that is not the one seen
    public AppliedDocument apply(String code, ObjectNode sent, Options options) {
        SentDocument document = read(code, sent);
        while (true) {
            Optional<Long> known = organisations.id(code);
            Optional<AppliedDocument> applied =
                    known.isPresent() ? bring(known.get(), document, options) : create(document, options);
            if (applied.isPresent()) {
                return applied.get();
            }
        }
    }

    private SentDocument read(String code, ObjectNode sent) {
        List<Problem> problems = new ArrayList<>();
        DocumentReader.Read read = DocumentReader.read(shape, DocumentJson.plain(sent), sections.members());
        problems.addAll(read.problems());
        Part document =
                read.document().has("code") ? read.document() : read.document().with("code", code);
        if (problems.isEmpty() && !document.text("code").equals(code)) {
            problems.add(Problem.of(BAD_REQUEST, Pointer.ROOT.child("code"), "the path names another organisation"));
        }
        Map<String, List<ObjectNode>> lists = sections.read(sent, problems);
        refuse(problems);
        return new SentDocument(document, lists);
    }

    private Optional<AppliedDocument> bring(long orgId, SentDocument sent, Options options) {
        return options.dryRun()
                ? transactions.read(orgId, () -> apply(orgId, organisations.document(orgId), sent, options))
                : transactions.apply(orgId, () -> apply(orgId, organisations.document(orgId), sent, options));
    }

    private Optional<AppliedDocument> create(SentDocument sent, Options options) {
        long orgId = organisations.freshId();
        return options.dryRun()
                ? transactions.read(orgId, () -> apply(orgId, null, sent, options))
                : transactions.apply(orgId, () -> apply(orgId, null, sent, options));
    }

    private Optional<AppliedDocument> apply(long orgId, @Nullable Part stored, SentDocument sent, Options options) {
        refuseUnseen(orgId, stored != null, options.seen());
        DocumentPlan plan = DocumentPlan.of(shape, stored, sent.document(), options.prune());
        refuse(plan.problems());
        return application.apply(orgId, plan, sent.sections(), options);
    }

    private void refuseUnseen(long orgId, boolean exists, @Nullable Long seen) {
        if (seen == null || seen == (exists ? organisations.version(orgId) : 0)) {
            return;
        }
        throw RequestRefused.because(
                CONFLICT,
                seen == 0 ? "An organisation of this code exists" : "The organisation has been changed meanwhile");
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new RequestRefused(problems, 400);
        }
    }
}
