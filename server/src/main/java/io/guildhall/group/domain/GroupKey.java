package io.guildhall.group.domain;

/// By what a group is asked for.
public sealed interface GroupKey {
    record Id(long id) implements GroupKey {}

    record ExternalId(String externalId) implements GroupKey {}

    record PrimaryMember(long customerId) implements GroupKey {}
}
