package io.guildhall.company.domain;

import io.guildhall.org.domain.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A company as stored.
///
/// @param path ids from the topmost company down to this one, itself included
public record Company(
        long id,
        String externalId,
        String name,
        long hierarchyId,
        @Nullable Long parentId,
        List<Long> path,
        Fields extendedFields,
        boolean active) {

    public Company {
        path = List.copyOf(path);
    }

    /// Whether this is the other company or one below it, at any depth.
    public boolean isWithin(long otherId) {
        return path.contains(otherId);
    }

    /// The same company, switched off.
    public Company inactive() {
        return new Company(id, externalId, name, hierarchyId, parentId, path, extendedFields, false);
    }
}
