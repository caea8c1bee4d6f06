package io.guildhall.card.domain;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.CARD_CAP_NEGATIVE;
import static io.guildhall.error.ErrorCode.EXPIRY_DAYS_INVALID;
import static io.guildhall.error.ErrorCode.EXPIRY_DAYS_MISSING;
import static io.guildhall.error.ErrorCode.GENERATION_DISABLED;
import static io.guildhall.error.ErrorCode.GENERATION_FIXED;
import static io.guildhall.error.ErrorCode.GENERATION_MISSING;
import static io.guildhall.error.ErrorCode.MEMBER_IGNORED;
import static io.guildhall.error.ErrorCode.NUMBER_LENGTH_INVALID;
import static io.guildhall.error.ErrorCode.NUMBER_LENGTH_TOO_LARGE;
import static io.guildhall.error.ErrorCode.NUMBER_LENGTH_TOO_SMALL;
import static io.guildhall.error.ErrorCode.NUMBER_SPACE_EXISTS;
import static io.guildhall.error.ErrorCode.OFFSET_INVALID;
import static io.guildhall.error.ErrorCode.PREFIX_INVALID;
import static io.guildhall.error.ErrorCode.REGISTRATION_TRIGGER_TAKEN;
import static io.guildhall.error.ErrorCode.SERIES_CODE_EMPTY;
import static io.guildhall.error.ErrorCode.SERIES_CODE_EXISTS;
import static io.guildhall.error.ErrorCode.SERIES_CODE_INVALID;
import static io.guildhall.error.ErrorCode.SERIES_TYPE_EMPTY;
import static io.guildhall.error.ErrorCode.SERIES_TYPE_INVALID;
import static io.guildhall.error.ErrorCode.SUFFIX_INVALID;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.Expiry;
import io.guildhall.org.domain.CardSeries.Method;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import io.guildhall.org.domain.CardSeries.Trigger;
import io.guildhall.org.domain.CardSeries.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a series of `/v2/card/series` has to be (`spec/domain.md` §6). The organisation's document, into which
/// it goes, asks the same of it, in its own words.
public final class SeriesRules {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,50}");
    private static final Pattern AFFIX = Pattern.compile("[A-Za-z0-9]{0,50}");
    private static final long MOST_CARDS = 1_000_000;
    private static final long LEAST_LENGTH = 5;
    private static final long MOST_LENGTH = 150;

    private final List<CardSeries> others;
    private final @Nullable CardSeries before;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    private SeriesRules(List<CardSeries> all, @Nullable CardSeries before) {
        this.others = all.stream()
                .filter(series -> before == null || series.id() != before.id())
                .toList();
        this.before = before;
    }

    /// @param series the series to store, its id 0 when it is new; null with problems
    public record Decision(@Nullable CardSeries series, List<Problem> problems, List<Problem> warnings) {
        public Decision {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /// @param all the series there are
    public static Decision create(SeriesDraft draft, List<CardSeries> all) {
        return new SeriesRules(all, null).decide(draft, false);
    }

    /// What is not sent stays.
    ///
    /// @param hasCards whether there are cards of the series, whose numbers have been made as they have
    public static Decision update(CardSeries before, SeriesDraft draft, List<CardSeries> all, boolean hasCards) {
        return new SeriesRules(all, before).decide(draft, hasCards);
    }

    private Decision decide(SeriesDraft draft, boolean hasCards) {
        String code = code(draft.code());
        String name = name(draft.name(), code);
        Type type = type(draft.type());
        Trigger trigger = trigger(draft.trigger());
        int most = most(draft.maxActiveCardsPerCustomer());
        Expiry expiry = expiry(draft);
        boolean active = Objects.requireNonNullElse(draft.active(), before == null || before.active());
        boolean external = draft.external() != null ? draft.external() : before != null && before.external();
        NumberFormat format = format(draft, external, code);
        if (trigger == Trigger.REGISTRATION) {
            atRegistration(format, code);
        }
        if (before != null
                && hasCards
                && (external != before.external() || !Objects.equals(format, before.generation()))) {
            refuse(
                    GENERATION_FIXED,
                    Pointer.ROOT.child(external != before.external() ? "external" : "generation"),
                    code);
        }
        CardSeries series = problems.isEmpty()
                ? new CardSeries(
                        before == null ? 0 : before.id(),
                        code,
                        name,
                        type,
                        active,
                        external,
                        trigger,
                        most,
                        expiry,
                        format)
                : null;
        return new Decision(series, problems, warnings);
    }

    private String code(@Nullable String sent) {
        Pointer at = Pointer.ROOT.child("code");
        if (before != null) {
            if (sent != null && !sent.equals(before.code())) {
                warnings.add(Problem.of(MEMBER_IGNORED, at, "code"));
            }
            return before.code();
        }
        if (sent == null || sent.isEmpty()) {
            refuse(SERIES_CODE_EMPTY, at);
            return "";
        }
        if (!CODE.matcher(sent).matches()) {
            refuse(SERIES_CODE_INVALID, at);
        } else if (others.stream().anyMatch(series -> series.code().equals(sent))) {
            refuse(SERIES_CODE_EXISTS, at, sent);
        }
        return sent;
    }

    private String name(@Nullable String sent, String code) {
        if (sent == null || sent.isEmpty()) {
            return before == null ? code : before.name();
        }
        if (sent.codePoints().anyMatch(Character::isISOControl)) {
            refuse(BAD_REQUEST, Pointer.ROOT.child("name"), "a name has no control characters");
        }
        return sent;
    }

    private Type type(@Nullable String sent) {
        Pointer at = Pointer.ROOT.child("type");
        if (sent == null || sent.isEmpty()) {
            if (before == null) {
                refuse(SERIES_TYPE_EMPTY, at);
            }
            return before == null ? Type.PHYSICAL : before.type();
        }
        return constant(Type.values(), sent).orElseGet(() -> {
            refuse(SERIES_TYPE_INVALID, at);
            return Type.PHYSICAL;
        });
    }

    private Trigger trigger(@Nullable String sent) {
        if (sent == null) {
            return before == null ? Trigger.SERIES_ID : before.trigger();
        }
        return constant(Trigger.values(), sent).orElseGet(() -> {
            refuse(BAD_REQUEST, Pointer.ROOT.child("trigger"), "REGISTRATION, SERIES_ID or OU_ID is expected");
            return Trigger.SERIES_ID;
        });
    }

    private int most(@Nullable Long sent) {
        if (sent == null) {
            return before == null ? 0 : before.maxActiveCardsPerCustomer();
        }
        if (sent < 0 || sent > MOST_CARDS) {
            refuse(CARD_CAP_NEGATIVE, Pointer.ROOT.child("maxActiveCardsPerCustomer"), Long.toString(MOST_CARDS));
            return 0;
        }
        return sent.intValue();
    }

    private Expiry expiry(SeriesDraft draft) {
        Expiry stored = before == null ? Expiry.NONE : before.expiry();
        boolean enabled = Objects.requireNonNullElse(draft.expiryEnabled(), stored.enabled());
        Pointer at = Pointer.ROOT.child("expiryDays");
        Long sent = draft.expiryDays();
        if (sent != null && (sent < 1 || sent > Expiry.MOST_DAYS)) {
            refuse(EXPIRY_DAYS_INVALID, at, Integer.toString(Expiry.MOST_DAYS));
            return Expiry.NONE;
        }
        Integer days = sent == null ? stored.days() : Integer.valueOf(sent.intValue());
        if (enabled && days == null) {
            refuse(EXPIRY_DAYS_MISSING, at);
        }
        return new Expiry(days, enabled);
    }

    private void atRegistration(@Nullable NumberFormat format, String code) {
        others.stream()
                .filter(series -> series.trigger() == Trigger.REGISTRATION)
                .findFirst()
                .ifPresent(series -> refuse(REGISTRATION_TRIGGER_TAKEN, Pointer.ROOT.child("trigger"), series.code()));
        if (format == null) {
            refuse(GENERATION_MISSING, Pointer.ROOT.child("generation"), code);
        }
    }

    private @Nullable NumberFormat format(SeriesDraft draft, boolean external, String code) {
        NumberFormat stored = before == null ? null : before.generation();
        SeriesDraft.Generation sent = draft.generation();
        Pointer at = Pointer.ROOT.child("generation");
        if (external) {
            if (sent != null || Boolean.TRUE.equals(draft.generationEnabled())) {
                refuse(GENERATION_DISABLED, at, code);
            }
            return null;
        }
        if (sent == null) {
            if (stored == null && Boolean.TRUE.equals(draft.generationEnabled())) {
                refuse(GENERATION_MISSING, at, code);
            }
            return stored;
        }
        return format(sent, stored, at);
    }

    private @Nullable NumberFormat format(SeriesDraft.Generation sent, @Nullable NumberFormat stored, Pointer at) {
        Method method = method(sent.method(), stored, at.child("method"));
        String prefix = Objects.requireNonNullElse(sent.prefix(), stored == null ? "" : stored.prefix());
        String suffix = Objects.requireNonNullElse(sent.suffix(), stored == null ? "" : stored.suffix());
        if (!AFFIX.matcher(prefix).matches()) {
            refuse(PREFIX_INVALID, at.child("prefix"));
        }
        if (!AFFIX.matcher(suffix).matches()) {
            refuse(SUFFIX_INVALID, at.child("suffix"));
        }
        Long length = sent.length() != null ? sent.length() : stored == null ? null : Long.valueOf(stored.length());
        long offset = Objects.requireNonNullElse(sent.offset(), stored == null ? 1L : stored.offset());
        if (length == null) {
            refuse(NUMBER_LENGTH_INVALID, at.child("length"), "it is missing");
            return null;
        }
        if (length < LEAST_LENGTH || length > MOST_LENGTH) {
            refuse(length > MOST_LENGTH ? NUMBER_LENGTH_TOO_LARGE : NUMBER_LENGTH_TOO_SMALL, at.child("length"));
            return null;
        }
        NumberFormat format = new NumberFormat(method, prefix, suffix, length.intValue(), offset);
        int digits = CardNumbers.digits(format);
        if (digits < 1) {
            refuse(NUMBER_LENGTH_INVALID, at.child("length"), "prefix, suffix and check digit leave no room");
        } else if (offset < 0 || Long.toString(offset).length() > digits) {
            refuse(OFFSET_INVALID, at.child("offset"));
        }
        others.stream()
                .filter(series -> sharesNumbers(series.generation(), format))
                .findFirst()
                .ifPresent(series -> refuse(NUMBER_SPACE_EXISTS, at, series.code()));
        return format;
    }

    private Method method(@Nullable String sent, @Nullable NumberFormat stored, Pointer at) {
        if (sent == null) {
            return stored == null ? Method.DEFAULT : stored.method();
        }
        return constant(Method.values(), sent).orElseGet(() -> {
            refuse(BAD_REQUEST, at, "DEFAULT, LUHNALGO, MOD7_ALGO, RANDOM, RANDOM_LUHN or RANDOM_MOD7 is expected");
            return Method.DEFAULT;
        });
    }

    private static boolean sharesNumbers(@Nullable NumberFormat other, NumberFormat format) {
        return other != null
                && other.prefix().equals(format.prefix())
                && other.suffix().equals(format.suffix())
                && other.length() == format.length();
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String name) {
        for (E constant : constants) {
            if (constant.name().equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    private void refuse(ErrorCode code, Pointer at, String... arguments) {
        problems.add(Problem.of(code, at, arguments));
    }
}
