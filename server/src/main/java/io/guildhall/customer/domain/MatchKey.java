package io.guildhall.customer.domain;

/// What recognises people, within one source and account or across all: an identifier's type and comparable value.
public record MatchKey(IdentifierType type, String key) {
    public static MatchKey of(Identifier identifier) {
        return new MatchKey(identifier.type(), identifier.matchKey());
    }

    @Override
    public String toString() {
        return "MatchKey[" + type + " ***]"; // personal data stays out of logs
    }
}
