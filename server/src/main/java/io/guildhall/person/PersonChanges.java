package io.guildhall.person;

import static io.guildhall.error.ErrorCode.CUSTOMER_DELETED;
import static io.guildhall.error.ErrorCode.CUSTOMER_MERGED;
import static io.guildhall.error.ErrorCode.NOT_IN_SOURCE;

import io.guildhall.association.BulkAssociation;
import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.BulkAssociation.Parsing;
import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Item;
import io.guildhall.association.domain.Operation;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.association.wire.BatchParser;
import io.guildhall.association.wire.BatchParser.Defaults;
import io.guildhall.association.wire.WireItem;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileDraft;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.store.Customers;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.person.Written.Credit;
import io.guildhall.person.Written.Outcome;
import io.guildhall.person.Written.Rendering;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Registers and changes one person: a batch of one by the rules of bulk, all or nothing.
@Component
public class PersonChanges {
    private final BulkAssociation association;
    private final Addressees addressees;
    private final Customers customers;

    PersonChanges(BulkAssociation association, Addressees addressees, Customers customers) {
        this.association = association;
        this.addressees = addressees;
        this.customers = customers;
    }

    /// Registers the person of the body.
    ///
    /// @throws RequestRefused with everything that speaks against the person, or a parent or child that comes along
    public Outcome register(Call call, WireItem item, Defaults defaults, Rendering rendering) {
        return execute(
                call,
                (setup, now) -> BatchParser.one(item, Operation.ASSOCIATE, defaults, null, setup, now),
                rendering);
    }

    /// Changes the person whom the address means; identifiers of the body change nothing.
    ///
    /// @throws RequestRefused as [Addressees#find], with 409/3042 for somebody deleted, with everything that speaks
    ///     against the change
    public Outcome update(Call call, Address address, WireItem item, boolean everyProgram, Rendering rendering) {
        return execute(
                call,
                (setup, now) -> {
                    Addressee addressee = addressees.find(setup, address);
                    long id = addressee.id();
                    Customer customer = addressee.of(
                            customers.findAll(setup.orgId(), List.of(id)).get(id));
                    if (customer.status().isDeleted()) {
                        throw RequestRefused.because(CUSTOMER_DELETED);
                    }
                    Defaults defaults = new Defaults(address.source(), address.accountId(), everyProgram);
                    return withRemarks(
                            BatchParser.one(item, Operation.UPDATE, defaults, id, setup, now), addressee, customer);
                },
                rendering);
    }

    /// Adds what only the address and the person together tell: a profile that the person does not have would
    /// otherwise be overlooked without a word.
    private static Batch withRemarks(Batch batch, Addressee addressee, Customer customer) {
        Item item = batch.items().getFirst();
        PersonDraft draft = item.person();
        List<Problem> errors = new ArrayList<>(0);
        for (int i = 0; i < draft.profiles().size(); i++) {
            ProfileDraft profile = draft.profiles().get(i);
            if (!profile.key().equals(ProfileKey.ANY) && customer.profile(profile.key()) == null) {
                Pointer at = draft.at().child("profiles").child(i);
                errors.add(Problem.of(NOT_IN_SOURCE, at, profile.key().source()));
            }
        }
        List<Problem> warnings = merged(addressee);
        PersonDraft told = draft.isUsable() && !errors.isEmpty() ? draft.refused(errors) : draft;
        return new Batch(batch.operation(), batch.options(), List.of(new Item(told.warned(warnings), item.link())));
    }

    /// The warning for somebody who was addressed by the id of a merged person.
    static List<Problem> merged(Addressee addressee) {
        return addressee.mergedId() == null
                ? List.of()
                : List.of(Problem.of(
                        CUSTOMER_MERGED, null, Long.toString(addressee.mergedId()), Long.toString(addressee.id())));
    }

    private Outcome execute(Call call, Parsing parsing, Rendering rendering) {
        BulkAssociation.Outcome outcome =
                association.execute(call, parsing, executed -> rendering.render(written(executed)));
        return switch (outcome) {
            case BulkAssociation.Outcome.Fresh(var executed) -> new Outcome.Fresh(written(executed));
            case BulkAssociation.Outcome.Replay(var answer) -> new Outcome.Replay(answer);
        };
    }

    private static Written written(Executed executed) {
        ItemOutcome outcome = executed.plan().outcomes().getFirst();
        List<Problem> warnings = new ArrayList<>(outcome.self().warnings());
        outcome.children().forEach(child -> warnings.addAll(child.warnings()));
        Customer person = switch (outcome.self()) {
            case Result.Done done -> executed.applied().people().get(done.person());
            case Result.Refused refused -> refused.asRequested(); // a whole call throws instead
        };
        return new Written(idOf(person), warnings, executed.changeId(), credits(executed));
    }

    private static List<Credit> credits(Executed executed) {
        return executed.plan().enrolments().stream()
                .filter(granted -> granted.enrolment().points() > 0)
                .map(granted -> new Credit(
                        idOf(executed.applied().people().get(granted.person())),
                        granted.enrolment().points()))
                .toList();
    }

    private static @Nullable Long idOf(Customer person) {
        return person.isRegistered() ? person.id() : null;
    }
}
