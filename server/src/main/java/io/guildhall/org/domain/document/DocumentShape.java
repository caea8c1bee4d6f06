package io.guildhall.org.domain.document;

import static io.guildhall.org.domain.document.Member.optional;
import static io.guildhall.org.domain.document.Member.required;
import static io.guildhall.org.domain.document.Member.sameAs;
import static io.guildhall.org.domain.document.Member.secret;
import static io.guildhall.org.domain.document.Member.withDefault;
import static io.guildhall.org.domain.document.Wording.choice;

import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.FieldDefinition.DataType;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.domain.document.Shape.Flag;
import io.guildhall.org.domain.document.Shape.Keyed;
import io.guildhall.org.domain.document.Shape.Members;
import io.guildhall.org.domain.document.Shape.Objects;
import io.guildhall.org.domain.document.Shape.Texts;
import io.guildhall.org.domain.document.Shape.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every member of the organisation's document, with its default (`spec/org.md`), save for the lists that other modules
/// keep. The served JSON Schema says the same; a test holds the two together.
public final class DocumentShape {
    /// Canonical identifier types (`spec/associate.md` §2).
    static final List<String> IDENTIFIERS = List.of(
            "mobile",
            "email",
            "externalId",
            "wechat",
            "martjackId",
            "fbId",
            "tmall_uname",
            "cuid",
            "ali_uname",
            "jd_uname",
            "vip_uname",
            "mobilePush",
            "line",
            "unionId",
            "openId",
            "cardnumber");

    private static final List<String> CARD_STATUSES =
            List.of("NOT_ISSUED", "ACTIVE", "EXPIRED", "SUSPENDED", "DELETED", "ISSUED");
    private static final List<String> CUSTOMER_STATUSES = List.of(
            "ACTIVE", "SUSPENDED", "DELETED", "FRAUD_SUSPECTED", "FRAUD_CONFIRMED", "INTERNAL", "PENDING_DELETION");

    /// What every JSON reader can hold exactly.
    private static final long MAX_ID = (1L << 53) - 1;

    private static final long MAX_TTL_SECONDS = 7 * 24 * 3600;
    private static final long MAX_CARDS = 1_000_000;
    private static final long MAX_TIERS = 1_000;

    private static final Flag FLAG = new Flag();

    private DocumentShape() {}

    /// @param countries codes of ISO 3166 whose telephone numbers can be read
    public static Members of(Set<String> countries) {
        return Members.of(
                required("code", Wording.ORGANISATION_CODE),
                required("name", Wording.LINE),
                required("baseCountry", Wording.country(countries)),
                required("timeZone", Wording.TIME_ZONE),
                required("currency", Wording.CURRENCY),
                required("language", Wording.LANGUAGE),
                withDefault("active", FLAG, true),
                withDefault("settings", settings(), Part.EMPTY),
                withDefault("tills", tills(), List.of()),
                withDefault("clients", clients(), List.of()),
                withDefault("sources", sources(), List.of(Part.EMPTY.with("source", "INSTORE"))),
                withDefault("customFields", new Keyed(field(), List.of("name")), List.of()),
                withDefault("extendedFields", extendedFields(), List.of()),
                withDefault("programs", programs(), List.of()),
                withDefault("cardSeries", cardSeries(), List.of()),
                withDefault("statusLabels", statusLabels(), Part.EMPTY));
    }

    private static Members settings() {
        Settings defaults = Settings.DEFAULTS;
        return Members.of(
                withDefault(
                        "primaryIdentifier", choice(IDENTIFIERS.toArray(String[]::new)), defaults.primaryIdentifier()),
                withDefault("autoMerge", FLAG, defaults.autoMerge()),
                withDefault("rejectEmptyExtendedFields", FLAG, defaults.rejectEmptyExtendedFields()),
                withDefault("maxBatchItems", new Whole(1, Settings.MAX_BATCH_ITEMS), (long) defaults.maxBatchItems()),
                withDefault(
                        "maxBatchPeople", new Whole(1, Settings.MAX_BATCH_PEOPLE), (long) defaults.maxBatchPeople()),
                withDefault("maxCardsPerCustomer", new Whole(0, MAX_CARDS), (long) defaults.maxCardsPerCustomer()),
                withDefault("keepGroupWhenPrimaryLeaves", FLAG, defaults.keepGroupWhenPrimaryLeaves()),
                withDefault("erasedMayReturn", FLAG, defaults.erasedMayReturn()),
                withDefault("requestsPerMinute", new Whole(0, Settings.MAX_REQUESTS_PER_MINUTE), (long)
                        defaults.requestsPerMinute()),
                withDefault("tillRequestsPerMinute", new Whole(0, Settings.MAX_REQUESTS_PER_MINUTE), (long)
                        defaults.tillRequestsPerMinute()));
    }

    private static Keyed tills() {
        return Keyed.by(
                "code",
                required("code", Wording.LOGIN_NAME),
                sameAs("code", "name", Wording.LINE),
                secret("secret", Wording.SECRET),
                withDefault("active", FLAG, true),
                withDefault("role", choice("READ", "WRITE"), "WRITE"),
                withDefault("legacyMd5Secret", FLAG, false));
    }

    private static Keyed clients() {
        return Keyed.by(
                "key",
                required("key", Wording.LOGIN_NAME),
                secret("secret", Wording.SECRET),
                required("till", Wording.LINE),
                withDefault("ttlSeconds", new Whole(1, MAX_TTL_SECONDS), 600L),
                withDefault("role", choice("READ", "WRITE"), "WRITE"),
                withDefault("active", FLAG, true));
    }

    private static Keyed sources() {
        Keyed accounts = Keyed.by("id", required("id", Wording.LINE), sameAs("id", "name", Wording.LINE));
        return Keyed.by("source", required("source", Wording.SOURCE), optional("accounts", accounts));
    }

    private static Members field(Member... before) {
        String[] types = Arrays.stream(DataType.values()).map(DataType::name).toArray(String[]::new);
        Stream<Member> own = Stream.of(
                required("name", Wording.LINE),
                required("dataType", choice(types)),
                optional("values", new Texts(Wording.LINE)),
                withDefault("mandatory", FLAG, false));
        return new Members(Stream.concat(Arrays.stream(before), own).toList());
    }

    private static Keyed extendedFields() {
        Member entity = required("entity", choice("customer", "company", "card"));
        return new Keyed(field(entity), List.of("entity", "name"));
    }

    private static Keyed programs() {
        Members tier = Members.of(required("number", new Whole(1, MAX_TIERS)), required("name", Wording.LINE));
        return Keyed.by(
                "id",
                optional("id", new Whole(1, MAX_ID)),
                required("name", Wording.LINE),
                withDefault("default", FLAG, false),
                withDefault("tiers", new Objects(tier, "number"), List.of()));
    }

    private static Keyed cardSeries() {
        Members generation = Members.of(
                withDefault(
                        "method",
                        choice("DEFAULT", "LUHNALGO", "MOD7_ALGO", "RANDOM", "RANDOM_LUHN", "RANDOM_MOD7"),
                        "DEFAULT"),
                withDefault("prefix", Wording.AFFIX, ""),
                withDefault("suffix", Wording.AFFIX, ""),
                required("length", new Whole(5, 150)),
                withDefault("offset", new Whole(0, MAX_ID), 1L));
        return Keyed.by(
                "code",
                optional("id", new Whole(1, MAX_ID)),
                required("code", Wording.SERIES_CODE),
                sameAs("code", "name", Wording.LINE),
                required("type", choice("PHYSICAL", "DIGITAL")),
                withDefault("active", FLAG, true),
                withDefault("external", FLAG, false),
                withDefault("trigger", choice("REGISTRATION", "SERIES_ID", "OU_ID"), "SERIES_ID"),
                withDefault("maxActiveCardsPerCustomer", new Whole(0, MAX_CARDS), 0L),
                optional("expiryDays", new Whole(1, CardSeries.Expiry.MOST_DAYS)),
                withDefault("cardExpiryEnabled", FLAG, false),
                optional("generation", generation));
    }

    private static Members statusLabels() {
        return Members.of(
                withDefault("card", labels(CARD_STATUSES), Part.EMPTY),
                withDefault("customer", labels(CUSTOMER_STATUSES), Part.EMPTY));
    }

    private static Members labels(List<String> statuses) {
        Members label = Members.of(required("label", Wording.LINE), withDefault("default", FLAG, false));
        return new Members(statuses.stream()
                .map(status -> optional(status, new Objects(label, null)))
                .toList());
    }
}
