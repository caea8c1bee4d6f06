package io.guildhall.person;

import static io.guildhall.error.ErrorCode.CUSTOMER_DELETED;
import static io.guildhall.error.ErrorCode.NOTHING_TO_CHANGE;
import static io.guildhall.error.ErrorCode.NO_VALID_IDENTIFIER;
import static io.guildhall.error.ErrorCode.SOURCE_INVALID;

import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.WholeCalls;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.ProfileDraft.DraftIdentifier;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.store.CustomerWrites;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.wire.IdentifierParser;
import io.guildhall.customer.wire.IdentifierParser.Checked;
import io.guildhall.customer.wire.PersonWriter;
import io.guildhall.customer.wire.WirePerson.WireIdentifier;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.person.SingleCalls.Decision;
import io.guildhall.person.Written.Outcome;
import io.guildhall.person.Written.Rendering;
import io.guildhall.person.domain.IdentifierExchange;
import io.guildhall.person.domain.IdentifierExchange.Known;
import io.guildhall.person.domain.IdentifierExchange.Plan;
import io.guildhall.person.domain.IdentifierExchange.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Adds identifiers to one of a person's profiles and takes others away, all or nothing.
@Component
public class IdentifierChanges {
    private final SingleCalls calls;
    private final Addressees addressees;
    private final Customers customers;
    private final CustomerWrites writes;
    private final CardExchange cards;

    IdentifierChanges(
            SingleCalls calls, Addressees addressees, Customers customers, CustomerWrites writes, CardExchange cards) {
        this.calls = calls;
        this.addressees = addressees;
        this.customers = customers;
        this.writes = writes;
        this.cards = cards;
    }

    /// @param add and
    /// @param remove as the body has them
    public record Sent(List<WireIdentifier> add, List<WireIdentifier> remove) {}

    /// @throws RequestRefused as [Addressees#find] (with 8003 for `ALL`: a profile is changed), with 409/3042 for
    ///     somebody deleted, with everything that speaks against the exchange
    public Outcome change(Call call, Address address, Sent sent, Rendering rendering) {
        return calls.execute(call, rendering, (setup, now) -> {
            Addressee addressee = addressees.find(setup, address);
            if (addressee.profile().equals(ProfileKey.ANY)) {
                throw RequestRefused.because(SOURCE_INVALID, ProfileKey.ANY.source());
            }
            return decide(setup, call, addressee, sent);
        });
    }

    private Decision decide(OrganisationSetup setup, Call call, Addressee addressee, Sent sent) {
        long org = setup.orgId();
        long id = addressee.id();
        IdentifierParser parser = new IdentifierParser(setup);
        Checked add = parser.check(sent.add());
        Checked remove = parser.check(sent.remove());
        refuse(add.errors(), remove.errors());
        List<Problem> warnings = new ArrayList<>(PersonChanges.merged(addressee));
        warnings.addAll(add.warnings());
        warnings.addAll(remove.warnings());
        refuseUnusable(sent, add, remove, warnings);
        customers.lock(org, List.of(id));
        Customer stored = addressee.of(customers.findAll(org, List.of(id)).get(id));
        if (stored.status().isDeleted()) {
            throw RequestRefused.because(CUSTOMER_DELETED);
        }
        CardExchange.Plan cardPlan = cards.plan(setup, id, add.cards(), remove.cards());
        Plan plan = IdentifierExchange.plan(
                new Wish(add.valid(), remove.valid()), known(setup, addressee, stored, add.valid(), cardPlan.held()));
        warnings.addAll(plan.warnings());
        warnings.addAll(cardPlan.warnings());
        return switch (plan) {
            case Plan.Refused refused ->
                throw refusing(Stream.concat(refused.errors().stream(), cardPlan.errors().stream()));
            case Plan.Exchanged exchanged -> {
                if (!cardPlan.errors().isEmpty()) {
                    throw refusing(cardPlan.errors().stream());
                }
                Customer after = exchanged.after();
                yield new Decision(id, warnings, change -> write(setup, stored, after, cardPlan, call, change));
            }
        };
    }

    private Known known(
            OrganisationSetup setup,
            Addressee addressee,
            Customer stored,
            List<DraftIdentifier> added,
            int cardsAfterwards) {
        List<MatchKey> keys =
                added.stream().map(draft -> MatchKey.of(draft.identifier())).toList();
        return new Known(
                stored,
                addressee.profile(),
                customers.matches(setup.orgId(), keys),
                IdentifierType.named(setup.settings().primaryIdentifier()),
                setup.settings().autoMerge(),
                cardsAfterwards);
    }

    private static void refuse(List<Problem> added, List<Problem> removed) {
        if (!added.isEmpty() || !removed.isEmpty()) {
            throw refusing(Stream.concat(added.stream(), removed.stream()));
        }
    }

    private static RequestRefused refusing(Stream<Problem> problems) {
        return WholeCalls.refusing(problems.toList());
    }

    /// A call that asks for nothing is told so; one of which nothing can be used is refused.
    private static void refuseUnusable(Sent sent, Checked add, Checked remove, List<Problem> warnings) {
        if (sent.add().isEmpty() && sent.remove().isEmpty()) {
            warnings.add(Problem.of(NOTHING_TO_CHANGE, Pointer.ROOT, "neither add nor remove has an identifier"));
        } else if (add.valid().isEmpty()
                && remove.valid().isEmpty()
                && add.cards().isEmpty()
                && remove.cards().isEmpty()) {
            throw RequestRefused.at(NO_VALID_IDENTIFIER, Pointer.ROOT);
        }
    }

    private List<ChangeRecord> write(
            OrganisationSetup setup,
            Customer before,
            Customer after,
            CardExchange.Plan cardPlan,
            Call call,
            ChangeSet change) {
        List<ChangeRecord> records = new ArrayList<>(cards.write(
                setup, before.id(), cardPlan, change.at(), call.caller().tillId()));
        if (!after.equals(before)) {
            records.add(store(setup.orgId(), before, after, call, change));
        }
        return records;
    }

    private ChangeRecord store(long org, Customer before, Customer changed, Call call, ChangeSet change) {
        Customer after = changed.withProfiles(changed.profiles().stream()
                .map(profile -> profile.equals(before.profile(profile.key()))
                        ? profile
                        : profile.touched(call.caller().tillId(), change.at()))
                .toList());
        writes.updateAll(org, List.of(after), change.at());
        writes.replaceIdentifiers(org, List.of(after));
        return new ChangeRecord(
                EntityType.CUSTOMER, before.id(), Action.UPDATE, PersonWriter.state(before), PersonWriter.state(after));
    }
}
