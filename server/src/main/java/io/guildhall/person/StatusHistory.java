package io.guildhall.person;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.CustomerStatus.Status;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.StatusEntry;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.store.StatusLog;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.StatusLabels;
import io.guildhall.org.domain.Till;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Which statuses a person has had. The one at registration is not in the log and is told by what came after it.
@Component
public class StatusHistory {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Customers customers;
    private final StatusLog log;

    StatusHistory(TenantTransactions transactions, Setups setups, Customers customers, StatusLog log) {
        this.transactions = transactions;
        this.setups = setups;
        this.customers = customers;
        this.log = log;
    }

    /// @param entries the newest first
    /// @param current which of them is the status that the person has; not always the newest, since the log also
    ///     tells of people who were merged into this one
    public record Past(
            ZoneId zone, Map<Long, String> tillCodes, List<StatusEntry> entries, int current, List<Problem> warnings) {
        public String tillCode(long tillId) {
            return tillCodes.getOrDefault(tillId, "");
        }
    }

    /// @throws RequestRefused with 404/8015 for an unknown person
    public Past of(long orgId, long customerId) {
        return transactions.read(orgId, () -> {
            OrganisationSetup setup = setups.current(orgId);
            Long id = customers.survivors(orgId, List.of(customerId)).get(customerId);
            Customer customer =
                    id == null ? null : customers.findAll(orgId, List.of(id)).get(id);
            if (id == null || customer == null) {
                throw RequestRefused.because(NO_SUCH_CUSTOMER);
            }
            List<StatusEntry> entries = new ArrayList<>(log.of(orgId, id));
            entries.add(atRegistration(setup, customer, entries));
            entries.replaceAll(entry -> shown(entry, setup.customerLabels()));
            Addressee addressee = new Addressee(id, ProfileKey.ANY, id == customerId ? null : customerId);
            return new Past(
                    setup.timeZone(),
                    setup.tills().stream().collect(Collectors.toMap(Till::id, Till::code)),
                    entries,
                    current(entries, customer.status(), setup.customerLabels()),
                    PersonChanges.merged(addressee));
        });
    }

    /// Of a status that nobody chose a label for, the log has the system's name.
    private static StatusEntry shown(StatusEntry entry, StatusLabels labels) {
        String before = entry.prevLabel();
        return new StatusEntry(
                entry.at(),
                entry.status(),
                shown(entry.label(), labels),
                before == null ? null : shown(before, labels),
                entry.reason(),
                entry.createdBy());
    }

    private static String shown(String label, StatusLabels labels) {
        return CustomerStatus.isOne(label) && labels.statusOf(label).isEmpty()
                ? labels.defaultLabel(label).orElse(label)
                : label;
    }

    private static int current(List<StatusEntry> entries, CustomerStatus status, StatusLabels labels) {
        for (int i = 0; i < entries.size(); i++) {
            StatusEntry entry = entries.get(i);
            if (entry.status().equals(status.status().name()) && entry.label().equals(status.shownLabel(labels))) {
                return i;
            }
        }
        return 0; // labels have been renamed since
    }

    private static StatusEntry atRegistration(OrganisationSetup setup, Customer customer, List<StatusEntry> later) {
        Attribution registered = customer.profiles().getFirst().attribution();
        String label = customer.status().shownLabel(setup.customerLabels());
        String status = customer.status().status().name();
        if (!later.isEmpty() && later.getLast().prevLabel() != null) {
            label = later.getLast().prevLabel();
            status = setup.customerLabels()
                    .statusOf(label)
                    .filter(CustomerStatus::isOne)
                    .orElse(CustomerStatus.isOne(label) ? label : Status.ACTIVE.name());
        }
        return new StatusEntry(registered.createdAt(), status, label, null, null, registered.createdBy());
    }
}
