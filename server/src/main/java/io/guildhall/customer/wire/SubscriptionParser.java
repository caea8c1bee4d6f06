package io.guildhall.customer.wire;

import static io.guildhall.error.ErrorCode.SUBSCRIPTION_INVALID;

import io.guildhall.customer.domain.Channel;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.customer.domain.Subscription.Priority;
import io.guildhall.customer.wire.PersonParser.Findings;
import io.guildhall.customer.wire.WirePerson.WireSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks subscriptions (`spec/associate.md` §2, subscriptionInfo): channel, priority and type in any case; a
/// source and account of their own, else those of the person's first profile. An unusable one is dropped with a
/// warning.
final class SubscriptionParser {
    private final ProfileSources sources;

    SubscriptionParser(ProfileSources sources) {
        this.sources = sources;
    }

    /// @param fallback the person's first profile, null where there is none
    List<Subscription> parse(List<WireSubscription> sent, @Nullable ProfileKey fallback, Findings found) {
        List<Subscription> subscriptions = new ArrayList<>(sent.size());
        for (WireSubscription wire : sent) {
            String channel = wire.channel() == null ? null : Channel.canonicalType(channel(wire.channel()));
            Optional<Priority> priority = priority(wire.priority());
            Optional<Boolean> optedIn = optedIn(wire.type());
            if (channel == null || priority.isEmpty() || optedIn.isEmpty()) {
                String wrong = channel == null ? "channel" : priority.isEmpty() ? "priority" : "type";
                found.warn(SUBSCRIPTION_INVALID, wire.at().child(wrong), wrong);
                continue;
            }
            ProfileKey profile = wire.source() == null ? fallback : sources.named(wire.source(), wire.accountId());
            if (profile == null) {
                found.warn(SUBSCRIPTION_INVALID, wire.at().child("sourceName"), "sourceName");
            } else {
                subscriptions.add(new Subscription(profile, channel, priority.get(), optedIn.get()));
            }
        }
        return subscriptions;
    }

    /// The reference calls the mobile channel SMS here.
    private static String channel(String sent) {
        String channel = sent.strip();
        return channel.equalsIgnoreCase("SMS") ? Channel.MOBILE : channel;
    }

    private static Optional<Priority> priority(@Nullable String sent) {
        return switch (upper(sent)) {
            case "TRANS" -> Optional.of(Priority.TRANS);
            case "BULK" -> Optional.of(Priority.BULK);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> optedIn(@Nullable String sent) {
        return switch (upper(sent)) {
            case "OPTIN" -> Optional.of(true);
            case "OPTOUT" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String upper(@Nullable String sent) {
        return sent == null ? "" : sent.strip().toUpperCase(Locale.ROOT);
    }
}
