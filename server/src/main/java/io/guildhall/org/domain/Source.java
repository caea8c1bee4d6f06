package io.guildhall.org.domain;

import java.util.List;

/// A source the organisation takes people from, in upper case. With accounts it is a multi-account source: a profile
/// then belongs to one of them.
public record Source(String name, List<Account> accounts) {
    public Source {
        accounts = List.copyOf(accounts);
    }

    public boolean hasAccounts() {
        return !accounts.isEmpty();
    }

    public boolean hasAccount(String id) {
        return accounts.stream().anyMatch(account -> account.id().equals(id));
    }

    public record Account(String id, String name) {}
}
