package io.guildhall.console.web.companies;

import io.guildhall.association.LinkDirectory.Listing;
import io.guildhall.association.LinkDirectory.Row;
import io.guildhall.console.web.people.Names;
import io.guildhall.customer.domain.Customer;
import org.jspecify.annotations.Nullable;

/// One of the people of a company.
record PersonRow(
        long id, String name, String role, @Nullable Long parentId, String parentName, long children) {

    static PersonRow of(Row row, Listing listing) {
        Long parentId = row.place() == null ? null : row.place().parentCustomerId();
        Customer parent = parentId == null ? null : listing.customers().get(parentId);
        return new PersonRow(
                row.customer().id(),
                Names.of(row.customer()),
                row.place() == null ? "" : row.place().roleCode(),
                parentId,
                parent == null ? "" : Names.of(parent),
                row.place() == null ? 0 : row.place().children());
    }

    @Override
    public String toString() {
        return "PersonRow[" + id + "]"; // personal data stays out of logs
    }
}
