package io.guildhall.org;

import java.util.Collection;
import java.util.Set;

/// What a module's data refers to in the organisation's document. Asked before `?prune=true` removes anything
/// (`decisions.md` 32).
public interface SetupUse {
    /// Those of the objects that this module's data refers to.
    Set<SetupObject> inUse(long orgId, Collection<SetupObject> objects);

    /// An object of the document.
    ///
    /// @param key its code, name, id or source; `source/account` for an account
    record SetupObject(Kind kind, String key) {
        public enum Kind {
            TILL,
            SOURCE,
            ACCOUNT,
            CUSTOM_FIELD,
            CUSTOMER_FIELD,
            COMPANY_FIELD,
            CARD_FIELD,
            PROGRAM,
            CARD_SERIES
        }
    }
}
