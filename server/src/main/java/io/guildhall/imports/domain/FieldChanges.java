package io.guildhall.imports.domain;

import io.guildhall.customer.domain.Channel;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.Profile;
import io.guildhall.imports.domain.RowPreview.FieldChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What differs between two states of a person, field by field.
final class FieldChanges {
    private FieldChanges() {}

    static List<FieldChange> between(Customer before, Customer after) {
        Map<String, String> was = texts(before, after.profiles().size() > 1);
        Map<String, String> is = texts(after, after.profiles().size() > 1);
        Set<String> names = new LinkedHashSet<>(is.keySet());
        names.addAll(was.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(was.get(name), is.get(name))) {
                changes.add(new FieldChange(name, was.get(name), is.get(name)));
            }
        }
        return changes;
    }

    /// @param sourced whether fields of profiles have to say of which source they are
    private static Map<String, String> texts(Customer person, boolean sourced) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Profile profile : person.profiles()) {
            String prefix = sourced
                    ? profile.key().source()
                            + (profile.key().accountId().isEmpty()
                                    ? ""
                                    : "/" + profile.key().accountId())
                            + " "
                    : "";
            put(texts, prefix + "firstName", profile.firstName());
            put(texts, prefix + "lastName", profile.lastName());
            for (Identifier identifier : profile.identifiers()) {
                put(texts, prefix + identifier.type().wireName(), identifier.value());
            }
            for (Channel channel : profile.channels()) {
                put(texts, prefix + KnownColumns.CHANNEL + channel.type(), text(channel));
            }
            profile.fields()
                    .values()
                    .forEach((name, value) -> put(texts, prefix + KnownColumns.CUSTOM + name, value.toString()));
        }
        person.extendedFields()
                .values()
                .forEach((name, value) -> put(texts, KnownColumns.EXTENDED + name, value.toString()));
        put(texts, "loyaltyType", person.loyalty() ? "loyalty" : "non_loyalty");
        put(texts, "referralCode", person.referralCode());
        put(texts, "status", person.status().status().name());
        put(texts, "statusLabel", person.status().label());
        return texts;
    }

    /// Several of one type stand beside each other.
    private static void put(Map<String, String> texts, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            texts.merge(name, value, (one, other) -> one + ", " + other);
        }
    }

    private static String text(Channel channel) {
        StringBuilder text = new StringBuilder(channel.value());
        if (channel.primary()) {
            text.append(" (primary)");
        }
        if (Boolean.TRUE.equals(channel.subscribed())) {
            text.append(" (subscribed)");
        } else if (Boolean.FALSE.equals(channel.subscribed())) {
            text.append(" (unsubscribed)");
        }
        return text.toString();
    }
}
