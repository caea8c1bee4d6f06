package io.guildhall.console.web.associate;

import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Operation;
import io.guildhall.imports.domain.ImportOptions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the fields of the form hold.
///
/// @param source empty where each row says its own
/// @param repairs the import whose failed rows these are, or null
public record Asked(
        boolean updating,
        boolean tree,
        boolean strict,
        boolean update,
        boolean programs,
        String source,
        String text,
        @Nullable UUID repairs) {

    static Asked nothing(@Nullable UUID repairs) {
        return new Asked(false, false, false, false, false, "", "", repairs);
    }

    static Asked of(ImportOptions options, String text, @Nullable UUID repairs) {
        return new Asked(
                options.operation() == Operation.UPDATE,
                options.atomicity() == Atomicity.TREE,
                options.strict(),
                options.updateExisting(),
                options.everyProgram(),
                options.source() == null ? "" : options.source(),
                text,
                repairs);
    }

    /// Whether something is asked for that stands behind a fold.
    public boolean hasOptions() {
        return tree || strict || update || programs || !source.isEmpty();
    }

    @Override
    public String toString() {
        return "Asked[]"; // personal data stays out of logs
    }
}
