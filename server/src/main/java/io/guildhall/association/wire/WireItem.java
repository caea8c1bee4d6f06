package io.guildhall.association.wire;

import io.guildhall.customer.wire.WirePerson;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An element of a bulk body as JSON has it. Null means not sent.
public record WireItem(WirePerson person, @Nullable WireLink link) {

    /// `associationDetails`.
    ///
    /// @param ignored warnings about members that are not understood here
    public record WireLink(
            Pointer at,
            @Nullable String hierarchyCode,
            @Nullable String roleCode,
            @Nullable String childRoleCode,
            @Nullable WireParent parent,
            List<WireChild> children,
            @Nullable WireCompany company,
            List<Problem> ignored) {}

    public record WireParent(WirePerson person, @Nullable String roleCode) {}

    public record WireChild(WirePerson person, @Nullable Boolean defaultChild) {}

    public record WireCompany(
            Pointer at,
            @Nullable String externalId,
            @Nullable Long companyId,
            @Nullable String name,
            @Nullable String hierarchyDefinitionCode) {}
}
