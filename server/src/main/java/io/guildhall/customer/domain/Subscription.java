package io.guildhall.customer.domain;

/// Whether a person wants messages of one channel and priority in one profile (`spec/associate.md` §2,
/// subscriptionInfo).
public record Subscription(ProfileKey profile, String channel, Priority priority, boolean optedIn) {
    public enum Priority {
        TRANS,
        BULK
    }
}
