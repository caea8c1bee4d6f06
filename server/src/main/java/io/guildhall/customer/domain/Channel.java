package io.guildhall.customer.domain;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A way to reach a person.
///
/// @param type canonical: see [#TYPES]
/// @param subscribed opt-in to bulk messages; null when nothing was said
/// @param lastViewedDate as sent, for push channels
/// @param attributes a JSON object as text
public record Channel(
        String type,
        String value,
        boolean primary,
        boolean verified,
        @Nullable Boolean subscribed,
        boolean residence,
        boolean office,
        @Nullable String lastViewedDate,
        String attributes) {

    public static final String MOBILE = "mobile";
    public static final String EMAIL = "email";
    public static final Set<String> TYPES =
            Set.of(MOBILE, EMAIL, "wechat", "ios", "android", "line", "mobilePush", "whatsapp", "viber", "postmail");

    /// The canonical spelling of a type, or null.
    public static @Nullable String canonicalType(String type) {
        if (TYPES.contains(type)) {
            return type;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        return TYPES.contains(lower) ? lower : lower.equals("mobilepush") ? "mobilePush" : null;
    }

    public Channel withPrimary(boolean isPrimary) {
        return new Channel(type, value, isPrimary, verified, subscribed, residence, office, lastViewedDate, attributes);
    }

    @Override
    public String toString() {
        return "Channel[" + type + " ***]"; // personal data stays out of logs
    }
}
