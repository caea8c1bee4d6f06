package io.guildhall.group.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Profile;
import io.guildhall.error.ProblemBody;
import io.guildhall.group.GroupDirectory.MemberView;
import io.guildhall.group.GroupDirectory.MembersView;
import io.guildhall.wire.Pagination;
import io.guildhall.wire.Timestamps;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a group's members.
record MembersAnswer(
        Pagination pagination, List<MemberAnswer> data, List<ProblemBody> warnings, List<ProblemBody> errors) {

    /// @param role the same as the code: roles have no other name
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MemberAnswer(
            long fleetUserId,
            @Nullable String firstName,
            @Nullable String lastName,
            String joinedOn,
            List<String> permissions,
            int pointsContributed,
            @Nullable String mobile,
            @Nullable String role,
            @Nullable String roleCode,
            List<IdentifierAnswer> identifiers,
            List<Object> cards,
            boolean inActive,
            boolean primaryMember) {
        @Override
        public String toString() {
            return "MemberAnswer[" + fleetUserId + "]"; // personal data stays out of logs
        }
    }

    record IdentifierAnswer(String type, String value) {
        @Override
        public String toString() {
            return "IdentifierAnswer[" + type + "]"; // personal data stays out of logs
        }
    }

    static MembersAnswer of(MembersView view, Pagination pagination) {
        List<MemberAnswer> data =
                view.page().stream().map(member -> of(member, view.zone())).toList();
        return new MembersAnswer(pagination, data, List.of(), List.of());
    }

    private static MemberAnswer of(MemberView view, ZoneId zone) {
        Customer customer = view.customer();
        List<Identifier> identifiers = customer.allIdentifiers();
        return new MemberAnswer(
                customer.id(),
                first(customer, Profile::firstName),
                first(customer, Profile::lastName),
                Timestamps.of(view.member().joinedOn(), zone),
                view.member().permissions(),
                0,
                identifiers.stream()
                        .filter(identifier -> identifier.type() == IdentifierType.MOBILE)
                        .map(Identifier::value)
                        .findFirst()
                        .orElse(null),
                view.role(),
                view.role(),
                identifiers.stream()
                        .map(identifier ->
                                new IdentifierAnswer(identifier.type().wireName(), identifier.value()))
                        .toList(),
                List.of(),
                false,
                view.member().primaryMember());
    }

    /// What the first profile says that says anything.
    private static @Nullable String first(Customer customer, Function<Profile, @Nullable String> name) {
        for (Profile profile : customer.profiles()) {
            String found = name.apply(profile);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
