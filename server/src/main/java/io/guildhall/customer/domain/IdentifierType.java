package io.guildhall.customer.domain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Types of identifiers, by the name that stands in requests and answers (`spec/associate.md` §2).
public enum IdentifierType {
    MOBILE("mobile"),
    EMAIL("email"),
    EXTERNAL_ID("externalId"),
    WECHAT("wechat"),
    MARTJACK_ID("martjackId"),
    FB_ID("fbId", "facebook"),
    TMALL_UNAME("tmall_uname"),
    CUID("cuid"),
    ALI_UNAME("ali_uname"),
    JD_UNAME("jd_uname"),
    VIP_UNAME("vip_uname"),
    MOBILE_PUSH("mobilePush"),
    LINE("line"),
    UNION_ID("unionId"),
    OPEN_ID("openId"),
    CARD_NUMBER("cardnumber", "card");

    private static final Map<String, IdentifierType> BY_NAME = new HashMap<>();

    static {
        for (IdentifierType type : values()) {
            BY_NAME.put(type.wireName.toLowerCase(Locale.ROOT), type);
            for (String alias : type.aliases) {
                BY_NAME.put(alias, type);
            }
        }
    }

    private final String wireName;
    private final String[] aliases;

    IdentifierType(String wireName, String... aliases) {
        this.wireName = wireName;
        this.aliases = aliases;
    }

    public String wireName() {
        return wireName;
    }

    /// The type of this name or alias in any case, or null.
    public static @Nullable IdentifierType named(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }
}
