package io.guildhall.customer.domain;

/// Which of a person's profiles: one per source, or per source and account.
///
/// @param accountId empty for single-account sources
public record ProfileKey(String source, String accountId) {
    /// Stands for every source in look-ups and updates (`source=ALL`); nobody is registered under it.
    public static final ProfileKey ANY = new ProfileKey("ALL", "");
}
