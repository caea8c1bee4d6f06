package io.guildhall.company.web;

import io.guildhall.company.domain.CompanyDraft;
import io.guildhall.company.domain.CompanyDraft.ParentWish;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.wire.JsonMembers;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// Reads the body of POST and PUT `/v2/companies` (`spec/domain.md` §4). Unknown members are overlooked.
final class CompanyReader {
    private CompanyReader() {}

    /// @param unreadable takes what could not be read, which then counts as absent
    static CompanyDraft read(JsonNode body, List<Problem> unreadable) {
        JsonMembers members = JsonMembers.of(body, Pointer.ROOT, unreadable);
        return new CompanyDraft(
                members.text("externalId"),
                members.text("name"),
                members.text("hierarchyDefinitionCode"),
                parent(members),
                members.values("extendedFields"),
                members.flag("isActive"));
    }

    private static ParentWish parent(JsonMembers members) {
        if (!members.has("parentCompany")) {
            return new ParentWish.Unsaid();
        }
        JsonMembers parent = members.object("parentCompany");
        return parent == null
                ? new ParentWish.None()
                : new ParentWish.Of(Objects.requireNonNullElse(parent.text("externalId"), ""));
    }
}
