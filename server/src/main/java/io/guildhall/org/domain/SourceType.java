package io.guildhall.org.domain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A source that every client knows, with the number and the channels it has everywhere (`spec/domain.md` §8).
/// Organisations may have others; those have neither.
///
/// @param channels over which people of the source can be reached
public record SourceType(int id, String name, List<String> channels) {
    private static final String MOBILE = "mobile";
    private static final String EMAIL = "email";
    private static final String WHATSAPP = "whatsapp";
    private static final String ANDROID = "android";
    private static final String IOS = "ios";

    /// There is no number 4.
    private static final Map<String, SourceType> CATALOGUE = List.of(
                    of(1, "FACEBOOK", EMAIL, MOBILE),
                    of(2, "WEB_ENGAGE", ANDROID, EMAIL, IOS, MOBILE),
                    of(3, "WECHAT", EMAIL, MOBILE, "wechat"),
                    of(5, "INSTORE", EMAIL, MOBILE, "postmail", WHATSAPP),
                    of(6, "MARTJACK", EMAIL, WHATSAPP),
                    of(7, "TMALL", MOBILE),
                    of(8, "TAOBAO", EMAIL),
                    of(9, "JD", EMAIL),
                    of(10, "ECOMMERCE", EMAIL, MOBILE, WHATSAPP),
                    of(11, "WEBSITE", ANDROID, EMAIL, IOS, MOBILE, "wechat", WHATSAPP),
                    of(12, "LINE", EMAIL, "line"),
                    of(13, "XIAOHONGSHU"),
                    of(14, "GLOBAL_SCANNER"),
                    of(15, "SUNING"),
                    of(16, "PINDUODUO"),
                    of(17, "KAOLA"),
                    of(18, "MOBILE_APP", ANDROID, IOS, WHATSAPP),
                    of(19, "WHATSAPP"),
                    of(20, "LINKEDIN"),
                    of(21, "SMS"),
                    of(22, "INDIAMART"),
                    of(23, "VIBER"),
                    of(24, "MPUSH_FCM"))
            .stream()
            .collect(Collectors.toUnmodifiableMap(SourceType::name, Function.identity()));

    public SourceType {
        channels = List.copyOf(channels);
    }

    private static SourceType of(int id, String name, String... channels) {
        return new SourceType(id, name, List.of(channels));
    }

    /// @param name in any case
    public static @Nullable SourceType named(String name) {
        return CATALOGUE.get(name.toUpperCase(Locale.ROOT));
    }
}
