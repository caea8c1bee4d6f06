package io.guildhall.person;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What a look at one person may be asked to bring along (`spec/domain.md` §5). What nothing is kept of (images,
/// points in other currencies) may be asked for and adds no member.
public enum Embed {
    POINTS("points"),
    SUBSCRIPTIONS("subscriptions"),
    MLP("mlp"),
    PROMOTIONAL_POINTS("promotionalPoints"),
    EXPIRY_SCHEDULES("expirySchedules"),
    EXPIRED_POINTS("expiredPoints"),
    SEGMENTS("segments"),
    USER_GROUP("userGroup"),
    CUSTOMER_IMAGE("customerImage"),
    CARD_LOYALTY_DETAILS("cardLoyaltyDetails"),
    FLEET_PARENT_DETAILS("fleetParentDetails"),
    IGNORE_CARD_DETAILS("ignoreCardDetails"),
    CUSTOMER_STATUS("customerStatus"),
    ALTERNATE_CURRENCIES("alternateCurrencies");

    /// Those that need what people have in programmes.
    public static final Set<Embed> OF_POINTS = Set.of(POINTS, MLP, EXPIRY_SCHEDULES, EXPIRED_POINTS);

    private final String wireName;

    Embed(String wireName) {
        this.wireName = wireName;
    }

    /// The one of this name, in any case.
    public static Optional<Embed> named(String name) {
        return Arrays.stream(values())
                .filter(embed -> embed.wireName.equalsIgnoreCase(name))
                .findFirst();
    }
}
