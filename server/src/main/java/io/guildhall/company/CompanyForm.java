package io.guildhall.company;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.company.domain.Company;
import io.guildhall.company.domain.PlacedCompany;
import io.guildhall.company.domain.PlacedCompany.Parent;
import io.guildhall.hierarchy.domain.Hierarchy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A company as answers and change sets show it (`spec/domain.md` §4).
///
/// @param parentCompany left out where there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "externalId",
    "companyId",
    "name",
    "hierarchyDefinitionCode",
    "parentCompany",
    "extendedFields",
    "isActive"
})
public record CompanyForm(
        String externalId,
        long companyId,
        String name,
        String hierarchyDefinitionCode,
        @Nullable ParentForm parentCompany,
        Map<String, Object> extendedFields,
        @JsonProperty("isActive") boolean active) {

    @JsonPropertyOrder({"externalId", "companyId", "name"})
    public record ParentForm(String externalId, long companyId, String name) {}

    static CompanyForm of(PlacedCompany placed, List<Hierarchy> hierarchies) {
        return of(placed.company(), placed.parent(), hierarchies);
    }

    static CompanyForm of(Company company, @Nullable Parent parent, List<Hierarchy> hierarchies) {
        return new CompanyForm(
                company.externalId(),
                company.id(),
                company.name(),
                hierarchies.stream()
                        .filter(hierarchy -> hierarchy.id() == company.hierarchyId())
                        .map(Hierarchy::code)
                        .findFirst()
                        .orElseThrow(), // the database lets no company refer to a hierarchy that is not there
                parent == null ? null : new ParentForm(parent.externalId(), parent.id(), parent.name()),
                company.extendedFields().values(),
                company.active());
    }
}
