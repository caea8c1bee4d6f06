package io.guildhall.imports.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// By which columns members of an item are filled in, where none of a file's columns did.
public final class MemberColumns {
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("/profiles/0/firstName", "firstName"),
            Map.entry("/profiles/0/lastName", "lastName"),
            Map.entry("/profiles/0/source", "source"),
            Map.entry("/profiles/0/accountId", "accountId"),
            Map.entry("/loyaltyInfo/loyaltyType", "loyaltyType"),
            Map.entry("/associationDetails/hierarchyCode", "hierarchy"),
            Map.entry("/associationDetails/roleCode", "role"),
            Map.entry("/associationDetails/childRoleCode", "childRole"),
            Map.entry("/associationDetails/fleetCompany", "company"),
            Map.entry("/associationDetails/fleetCompany/externalId", "company"),
            Map.entry("/associationDetails/fleetCompany/name", "companyName"),
            Map.entry("/associationDetails/fleetCompany/hierarchyDefinitionCode", "companyHierarchy"),
            Map.entry("/associationDetails/parentCustomer/roleCode", KnownColumns.PARENT + "role"),
            Map.entry("/associationDetails/parentCustomer/profiles/0/firstName", KnownColumns.PARENT + "firstName"),
            Map.entry("/associationDetails/parentCustomer/profiles/0/lastName", KnownColumns.PARENT + "lastName"));

    private MemberColumns() {}

    /// The file's own name of the column, else the known one; null where no column fills the member in.
    ///
    /// @param pointer of the member
    public static @Nullable String header(String pointer, Columns columns) {
        String name = COLUMNS.get(pointer);
        if (name == null) {
            return null;
        }
        int index = columns.indexOf(name);
        return index < 0 ? name : columns.headers().get(index);
    }
}
