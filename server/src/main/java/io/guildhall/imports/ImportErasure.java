package io.guildhall.imports;

import io.guildhall.customer.domain.MatchKey;
import io.guildhall.imports.domain.Leaning;
import io.guildhall.imports.store.ImportRows;
import java.util.Collection;
import org.springframework.stereotype.Service;

/// What is left of people in files: rows that failed, and rows whose turn has not come.
@Service
public class ImportErasure {
    private final ImportRows rows;

    ImportErasure(ImportRows rows) {
        this.rows = rows;
    }

    /// Removes every row that names somebody by one of these keys, in the open transaction.
    ///
    /// @return how many there were
    public int forget(long orgId, Collection<MatchKey> keys) {
        return rows.forget(orgId, Leaning.hashes(keys));
    }
}
