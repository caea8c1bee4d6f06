package io.guildhall.console.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of a tree.
///
/// @param key what the address of the page calls it while it is open
/// @param name empty for somebody without one
/// @param detail what stands beside the name: an externalId, a role
/// @param count what is below: people of a company or of a role, children of a person
/// @param isAtLeast whether there may be more than counted
/// @param source where its branch is had; null where there is nothing below
/// @param toggle the page with this line opened or closed
/// @param branch what is below, null while it is closed
public record TreeNode(
        Kind kind,
        String key,
        long id,
        String name,
        String detail,
        long count,
        boolean isAtLeast,
        boolean isActive,
        @Nullable String source,
        String toggle,
        @Nullable Branch branch) {
    public enum Kind {
        COMPANY,
        ROLE,
        PERSON
    }

    /// A part of what is below a line.
    ///
    /// @param more where the next part is had; null on the last one
    /// @param isFirst whether nothing comes before it
    public record Branch(List<TreeNode> nodes, @Nullable String more, boolean isFirst) {
        public Branch {
            nodes = List.copyOf(nodes);
        }
    }

    /// An id as it stands in addresses, without the marks of thousands.
    public String idText() {
        return Long.toString(id);
    }

    @Override
    public String toString() {
        return "TreeNode[" + key + "]"; // personal data stays out of logs
    }
}
