package io.guildhall.org.domain.document;

import io.guildhall.error.Pointer;

/// One difference that applying a document makes.
///
/// @param path a readable pointer: `/name`, `/settings/autoMerge`, `/tills/<code>`; `/` for a new organisation
public record Change(String path, Action action) {

    public enum Action {
        CREATE,
        UPDATE,
        REMOVE
    }

    /// A change of the object with this key in a list.
    public static Change of(String list, String key, Action action) {
        return new Change(Pointer.ROOT.child(list).child(key).toString(), action);
    }
}
