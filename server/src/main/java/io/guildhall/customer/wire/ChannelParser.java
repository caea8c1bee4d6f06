package io.guildhall.customer.wire;

import static io.guildhall.error.ErrorCode.CHANNEL_EMAIL_INVALID;
import static io.guildhall.error.ErrorCode.CHANNEL_INVALID;
import static io.guildhall.error.ErrorCode.CHANNEL_MOBILE_INVALID;
import static io.guildhall.error.ErrorCode.CHANNEL_TYPE_MISSING;

import io.guildhall.customer.domain.Channel;
import io.guildhall.customer.domain.EmailAddress;
import io.guildhall.customer.wire.PersonParser.Findings;
import io.guildhall.customer.wire.WirePerson.WireChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks and normalises communication channels (`spec/associate.md` §2, commChannels).
final class ChannelParser {
    /// Push tokens are long; nothing else is.
    private static final int MAX_VALUE = 4_096;

    private final MobileNumbers mobiles;

    ChannelParser(MobileNumbers mobiles) {
        this.mobiles = mobiles;
    }

    List<Channel> parse(List<WireChannel> sent, Findings found) {
        List<Channel> usable = new ArrayList<>(sent.size());
        for (WireChannel wire : sent) {
            String type = type(wire, found);
            String value = type == null ? null : value(type, wire, found);
            if (type != null && value != null) {
                usable.add(channel(type, value, wire, usable));
            }
        }
        return usable;
    }

    private static @Nullable String type(WireChannel wire, Findings found) {
        if (wire.type() == null || wire.type().isBlank()) {
            found.refuse(CHANNEL_TYPE_MISSING, wire.at().child("type"));
            return null;
        }
        String type = Channel.canonicalType(wire.type().strip());
        if (type == null) {
            found.refuse(CHANNEL_INVALID, wire.at().child("type"), wire.type());
        }
        return type;
    }

    private @Nullable String value(String type, WireChannel wire, Findings found) {
        String sent = wire.value() == null ? "" : wire.value().strip();
        switch (type) {
            case Channel.MOBILE -> {
                Optional<String> digits = mobiles.normalise(sent);
                if (digits.isEmpty()) {
                    found.warn(CHANNEL_MOBILE_INVALID, wire.at().child("value"));
                }
                return digits.orElse(null);
            }
            case Channel.EMAIL -> {
                if (EmailAddress.isValid(sent)) {
                    return sent;
                }
                found.warn(CHANNEL_EMAIL_INVALID, wire.at().child("value"));
                return null;
            }
            default -> {
                if (!sent.isEmpty() && sent.length() <= MAX_VALUE) {
                    return sent;
                }
                found.refuse(CHANNEL_INVALID, wire.at().child("value"), type);
                return null;
            }
        }
    }

    /// At most one channel of a type is primary: the first that says so.
    private static Channel channel(String type, String value, WireChannel wire, List<Channel> before) {
        boolean taken = before.stream()
                .anyMatch(channel -> channel.primary() && channel.type().equals(type));
        return new Channel(
                type,
                value,
                Boolean.TRUE.equals(wire.primary()) && !taken,
                Boolean.TRUE.equals(wire.verified()),
                wire.subscribed(),
                wire.residence(),
                wire.office(),
                wire.lastViewedDate(),
                JsonText.write(wire.attributes()));
    }
}
