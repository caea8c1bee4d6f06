package io.guildhall.person;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.CUSTOMER_DELETED;
import static io.guildhall.error.ErrorCode.NOTHING_TO_CHANGE;
import static io.guildhall.error.ErrorCode.STATUS_LABEL_INVALID;

import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.CustomerStatus.Status;
import io.guildhall.customer.store.CustomerWrites;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.wire.PersonWriter;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.person.SingleCalls.Decision;
import io.guildhall.person.Written.Outcome;
import io.guildhall.person.Written.Rendering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gives one person another status label.
@Component
public class StatusChanges {
    private final SingleCalls calls;
    private final Addressees addressees;
    private final Customers customers;
    private final CustomerWrites writes;

    StatusChanges(SingleCalls calls, Addressees addressees, Customers customers, CustomerWrites writes) {
        this.calls = calls;
        this.addressees = addressees;
        this.customers = customers;
        this.writes = writes;
    }

    /// @param since when the status began; null for now
    public record Wish(
            String label, String reason, @Nullable Instant since) {}

    /// @throws RequestRefused as [Addressees#find], with 409/3042 for somebody deleted, with 8086 for an unknown label,
    ///     with 400 for a beginning before the registration or in the future
    public Outcome change(Call call, Address address, Wish wish, Rendering rendering) {
        return calls.execute(call, rendering, (setup, now) -> decide(call, address, wish, setup, now));
    }

    private Decision decide(Call call, Address address, Wish wish, OrganisationSetup setup, Instant now) {
        long org = setup.orgId();
        Addressee addressee = addressees.find(setup, address);
        long id = addressee.id();
        customers.lock(org, List.of(id));
        Customer stored = addressee.of(customers.findAll(org, List.of(id)).get(id));
        if (stored.status().isDeleted()) {
            throw RequestRefused.because(CUSTOMER_DELETED);
        }
        CustomerStatus status = status(setup, wish.label());
        Instant since = since(wish, stored, now);
        List<Problem> warnings = new ArrayList<>(PersonChanges.merged(addressee));
        if (status.equals(stored.status())) {
            warnings.add(Problem.of(NOTHING_TO_CHANGE, Pointer.ROOT.child("label"), "the status is the same"));
            return new Decision(id, warnings, _ -> List.of());
        }
        Customer after = stored.withStatus(status).touched(call.caller().tillId(), now);
        return new Decision(id, warnings, change -> {
            writes.changeStatus(org, after, since, wish.reason(), change.at());
            return List.of(new ChangeRecord(
                    EntityType.CUSTOMER, id, Action.UPDATE, PersonWriter.state(stored), PersonWriter.state(after)));
        });
    }

    private static CustomerStatus status(OrganisationSetup setup, String label) {
        String status = setup.customerLabels().statusOf(label).orElse(null);
        if (status == null || !CustomerStatus.isOne(status)) {
            throw RequestRefused.at(STATUS_LABEL_INVALID, Pointer.ROOT.child("label"), label);
        }
        return new CustomerStatus(Status.valueOf(status), label);
    }

    private static Instant since(Wish wish, Customer stored, Instant now) {
        Instant since = wish.since() == null ? now : wish.since();
        Instant registered = stored.profiles().getFirst().attribution().createdAt();
        if (since.isAfter(now) || since.isBefore(registered)) {
            throw RequestRefused.at(
                    BAD_REQUEST, Pointer.ROOT.child("createdOn"), "it lies before the registration or in the future");
        }
        return since;
    }
}
