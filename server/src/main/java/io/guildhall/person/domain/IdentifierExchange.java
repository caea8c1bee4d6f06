package io.guildhall.person.domain;

import static io.guildhall.error.ErrorCode.CONFLICTING_CUSTOMERS_ACROSS_SOURCES;
import static io.guildhall.error.ErrorCode.EMAIL_ALREADY_OWN;
import static io.guildhall.error.ErrorCode.EXTERNAL_ID_ALREADY_OWN;
import static io.guildhall.error.ErrorCode.IDENTIFIERS_OF_ANOTHER;
import static io.guildhall.error.ErrorCode.IDENTIFIER_ALREADY_OWN;
import static io.guildhall.error.ErrorCode.IDENTIFIER_OF_ANOTHER;
import static io.guildhall.error.ErrorCode.IDENTIFIER_OF_SEVERAL;
import static io.guildhall.error.ErrorCode.MOBILE_ALREADY_OWN;
import static io.guildhall.error.ErrorCode.NOTHING_TO_CHANGE;
import static io.guildhall.error.ErrorCode.NO_VALID_IDENTIFIER;
import static io.guildhall.error.ErrorCode.PRIMARY_IDENTIFIER_DOUBLED;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileDraft.DraftIdentifier;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Masked;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which identifiers one of a person's profiles has after some were added and some removed (`spec/domain.md` §5,
/// changeIdentifier; `spec/codes.md` §4: 8005, 8007, 8008, 8053, 8070 to 8075), and with whom the person becomes one by
/// that (8051).
public final class IdentifierExchange {
    private final Known known;
    private final Profile profile;
    private final Map<MatchKey, Identifier> kept = new LinkedHashMap<>();
    private final List<Problem> errors = new ArrayList<>(0);
    private final List<Problem> warnings = new ArrayList<>(0);
    /// Other people whom added identifiers belong to in this source.
    private final Set<Long> others = new TreeSet<>();
    private @Nullable Joined joined;

    private IdentifierExchange(Known known) {
        this.known = known;
        this.profile = Objects.requireNonNull(known.customer().profile(known.key()), "the profile is the person's");
        profile.identifiers().forEach(identifier -> kept.put(MatchKey.of(identifier), identifier));
    }

    /// What is asked for, checked and normalised, without cards.
    public record Wish(List<DraftIdentifier> add, List<DraftIdentifier> remove) {
        public Wish {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }
    }

    /// What there is.
    ///
    /// @param key of a profile that the person has
    /// @param owners everybody whom one of the added identifiers belongs to, in every source
    /// @param primary the organisation's primary identifier
    /// @param joins whether an identifier means the same person in every source (`autoMerge`)
    /// @param cards how many cards the person holds afterwards
    public record Known(
            Customer customer,
            ProfileKey key,
            Map<MatchKey, List<Match>> owners,
            @Nullable IdentifierType primary,
            boolean joins,
            int cards) {}

    /// Somebody known in other sources, whom an added identifier tells to be the same person.
    ///
    /// @param at the identifier
    public record Joined(long personId, Pointer at) {}

    public sealed interface Plan {
        List<Problem> warnings();

        /// @param after equal to the person before where nothing changes
        /// @param joined with whom the person becomes one; null for nobody
        record Exchanged(
                Customer after,
                List<Problem> warnings,
                @Nullable Joined joined) implements Plan {}

        record Refused(List<Problem> errors, List<Problem> warnings) implements Plan {}
    }

    public static Plan plan(Wish wish, Known known) {
        return new IdentifierExchange(known).plan(wish);
    }

    private Plan plan(Wish wish) {
        Set<MatchKey> added = wish.add().stream().map(IdentifierExchange::key).collect(Collectors.toSet());
        Set<MatchKey> removed =
                wish.remove().stream().map(IdentifierExchange::key).collect(Collectors.toSet());
        for (DraftIdentifier draft : wish.remove()) {
            if (added.contains(key(draft))) {
                nothing(draft, "it is added and removed");
            } else if (kept.remove(key(draft)) == null) {
                nothing(draft, "it is not this customer's");
            }
        }
        for (DraftIdentifier draft : wish.add()) {
            if (!removed.contains(key(draft))) {
                add(draft);
            }
        }
        if (kept.isEmpty() && known.cards() == 0 && !profile.identifiers().isEmpty()) {
            errors.add(Problem.of(NO_VALID_IDENTIFIER, Pointer.ROOT.child("remove")));
        }
        return errors.isEmpty() ? new Plan.Exchanged(after(), warnings, joined) : new Plan.Refused(errors, warnings);
    }

    private void nothing(DraftIdentifier draft, String why) {
        warnings.add(Problem.of(NOTHING_TO_CHANGE, draft.at(), shown(draft) + ", " + why));
    }

    private void add(DraftIdentifier draft) {
        Identifier identifier = draft.identifier();
        if (kept.containsKey(key(draft))) {
            warnings.add(Problem.of(alreadyOwn(identifier.type()), draft.at(), shownBesideItsType(identifier)));
            return;
        }
        if (isSomebodyElses(draft)) {
            return;
        }
        if (identifier.type() == known.primary()
                && kept.values().stream().anyMatch(other -> other.type() == known.primary())) {
            warnings.add(Problem.of(PRIMARY_IDENTIFIER_DOUBLED, draft.at(), shown(draft)));
        }
        kept.put(key(draft), identifier);
    }

    private static ErrorCode alreadyOwn(IdentifierType type) {
        return switch (type) {
            case MOBILE -> MOBILE_ALREADY_OWN;
            case EMAIL -> EMAIL_ALREADY_OWN;
            case EXTERNAL_ID -> EXTERNAL_ID_ALREADY_OWN;
            default -> IDENTIFIER_ALREADY_OWN;
        };
    }

    /// In the same source an identifier has one owner. Across sources it means nothing where people are not joined;
    /// where they are, it joins the two, but no more than two.
    private boolean isSomebodyElses(DraftIdentifier draft) {
        List<Match> foreign = known.owners().getOrDefault(key(draft), List.of()).stream()
                .filter(match -> match.customerId() != known.customer().id())
                .toList();
        List<Match> here = foreign.stream()
                .filter(match -> match.profile().equals(known.key()))
                .toList();
        if (!here.isEmpty()) {
            others.add(here.getFirst().customerId());
            ErrorCode code = others.size() > 1 ? IDENTIFIERS_OF_ANOTHER : IDENTIFIER_OF_ANOTHER;
            errors.add(Problem.of(code, draft.at(), shown(draft)));
            return true;
        }
        if (foreign.isEmpty()) {
            return false;
        }
        if (!known.joins()) {
            warnings.add(Problem.of(CONFLICTING_CUSTOMERS_ACROSS_SOURCES, draft.at()));
            return false;
        }
        return !joins(foreign, draft);
    }

    /// Whether all of them are one person, the same one to whom other identifiers lead.
    private boolean joins(List<Match> foreign, DraftIdentifier draft) {
        long other = foreign.getFirst().customerId();
        boolean isOnlyOne = foreign.stream().allMatch(match -> match.customerId() == other)
                && (joined == null || joined.personId() == other);
        if (!isOnlyOne) {
            errors.add(Problem.of(IDENTIFIER_OF_SEVERAL, draft.at(), shown(draft)));
        } else if (joined == null) {
            joined = new Joined(other, draft.at());
        }
        return isOnlyOne;
    }

    private Customer after() {
        List<Identifier> identifiers = List.copyOf(kept.values());
        return identifiers.equals(profile.identifiers())
                ? known.customer()
                : known.customer()
                        .withProfiles(known.customer().profiles().stream()
                                .map(other -> other == profile ? profile.withIdentifiers(identifiers) : other)
                                .toList());
    }

    private static MatchKey key(DraftIdentifier draft) {
        return MatchKey.of(draft.identifier());
    }

    private static String shown(DraftIdentifier draft) {
        Identifier identifier = draft.identifier();
        return identifier.type().wireName() + " " + Masked.value(identifier.value());
    }

    /// The codes for mobile, email and externalId name the type themselves.
    private static String shownBesideItsType(Identifier identifier) {
        String masked = Masked.value(identifier.value());
        return switch (identifier.type()) {
            case MOBILE, EMAIL, EXTERNAL_ID -> masked;
            default -> identifier.type().wireName() + " " + masked;
        };
    }
}
