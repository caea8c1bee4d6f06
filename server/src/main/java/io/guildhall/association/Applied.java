package io.guildhall.association;

import io.guildhall.association.domain.CompanyRef;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The ids of everybody and everything in a plan, once it has been carried out.
///
/// @param people the people as they are stored afterwards, by number; without id where a dry run would register them
/// @param associationIds memberships by person's number, 0 without one
/// @param companyIds ids of the companies that the call created, by key
public record Applied(List<Customer> people, long[] associationIds, Map<String, Long> companyIds) {
    static Applied nothing(Plan plan) {
        List<Customer> people = plan.people().stream().map(Applied::afterwards).toList();
        return new Applied(people, memberships(plan), Map.of());
    }

    /// The person as decided; of nobody, a person without profiles.
    static Customer afterwards(PlannedPerson person) {
        return switch (person) {
            case PlannedPerson.Fresh(var customer) -> customer;
            case PlannedPerson.Registered registered -> registered.after();
            case PlannedPerson.Nobody() -> Nobody.CUSTOMER;
        };
    }

    private static final class Nobody {
        static final Customer CUSTOMER = new Customer(
                Customer.UNREGISTERED,
                false,
                CustomerStatus.ACTIVE,
                null,
                io.guildhall.org.domain.Fields.NONE,
                List.of(),
                List.of());
    }

    /// The memberships that were there before the call.
    static long[] memberships(Plan plan) {
        return IntStream.range(0, plan.people().size())
                .mapToLong(number -> plan.people().get(number) instanceof PlannedPerson.Registered registered
                                && registered.link() != null
                        ? registered.link().associationId()
                        : 0)
                .toArray();
    }

    public @Nullable Long companyId(CompanyRef company) {
        return switch (company) {
            case CompanyRef.Known known -> Long.valueOf(known.company().id());
            case CompanyRef.Fresh fresh -> companyIds.get(fresh.externalId());
        };
    }
}
