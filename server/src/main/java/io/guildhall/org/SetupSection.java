package io.guildhall.org;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A list in the organisation's document whose objects live in another module.
///
/// Objects are compared in *normal form*: defaults filled in, aliases resolved, known members only, so that the stored
/// object and the sent one are equal exactly when applying would change nothing.
public interface SetupSection {
    /// The document's member that holds the list, such as `hierarchies`.
    String member();

    /// The member that tells the list's objects apart, such as `code`.
    String key();

    /// Checks a sent list by itself.
    ///
    /// @param at where the list stands in the document
    /// @param problems takes every fault found, each with its place
    /// @return the objects in normal form and in the order sent; meaningless when problems were found
    List<ObjectNode> read(JsonNode sent, Pointer at, List<Problem> problems);

    /// The organisation's objects in normal form, ordered by key.
    List<ObjectNode> stored(long orgId);

    /// Why these updates and removals may not be made; empty when they may.
    List<Problem> refusals(long orgId, List<ObjectNode> updated, List<String> removedKeys, Pointer at);

    /// Makes the changes, in the transaction of the document's application.
    void apply(
            long orgId,
            List<ObjectNode> created,
            List<ObjectNode> updated,
            List<String> removedKeys,
            Instant appliedAt);
}
