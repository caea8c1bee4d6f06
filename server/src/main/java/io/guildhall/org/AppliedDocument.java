package io.guildhall.org;

import io.guildhall.org.domain.document.Change;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What came of applying a document.
///
/// @param org the document as stored, or as it would be: normal form, secrets left out
/// @param changes empty when everything was as the document says already
public record AppliedDocument(ObjectNode org, List<Change> changes) {
    public AppliedDocument {
        changes = List.copyOf(changes);
    }

    /// Which members and objects are not as they were, as readable pointers such as `/tills/nor.desk1`; a new secret
    /// shows here alone.
    public List<String> changedPaths() {
        return changes.stream().map(Change::path).toList();
    }
}
