package io.guildhall.company.domain;

import io.guildhall.org.domain.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A company about to be stored, its id already drawn.
public record NewCompany(
        long id,
        String externalId,
        String name,
        long hierarchyId,
        @Nullable Long parentId,
        List<Long> path,
        Fields extendedFields) {

    public NewCompany {
        path = List.copyOf(path);
    }
}
