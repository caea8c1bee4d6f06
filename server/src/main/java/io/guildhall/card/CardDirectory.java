package io.guildhall.card;

import static io.guildhall.error.ErrorCode.CARD_NUMBER_MISSING;
import static io.guildhall.error.ErrorCode.CARD_NUMBER_UNKNOWN;

import io.guildhall.card.domain.Card;
import io.guildhall.card.store.CardLog;
import io.guildhall.card.store.Cards;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.QueryParameters;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks cards up, and what has happened to them.
@Component
public class CardDirectory {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Cards cards;
    private final CardLog log;

    CardDirectory(TenantTransactions transactions, Setups setups, Cards cards, CardLog log) {
        this.transactions = transactions;
        this.setups = setups;
        this.cards = cards;
        this.log = log;
    }

    /// Entries of a log, and the zone to write their instants in.
    public record Log<T>(List<T> entries, ZoneId zone) {}

    /// The query parameters that name a card: its number, its external id, or both, which then have to mean
    /// the same.
    public record Key(@Nullable String number, @Nullable String externalId) {
        /// @throws RequestRefused with 400/3010 when neither is given
        public static Key of(@Nullable String number, @Nullable String externalId) {
            Key key = new Key(QueryParameters.text("number", number), QueryParameters.text("externalId", externalId));
            if (key.number == null && key.externalId == null) {
                throw RequestRefused.because(CARD_NUMBER_MISSING);
            }
            return key;
        }

        private boolean names(Card card) {
            return (number == null || number.equals(card.number()))
                    && (externalId == null || externalId.equals(card.externalId()));
        }

        @Override
        public String toString() {
            return "Key[***]"; // card numbers stay out of logs
        }
    }

    /// @throws RequestRefused with 404/3010
    public CardForm one(long orgId, Key key) {
        return transactions.read(orgId, () -> CardForm.of(find(orgId, key), setups.current(orgId)));
    }

    /// @throws RequestRefused with 404/3010
    public Log<CardLog.Logged> statusLog(long orgId, Key key) {
        return transactions.read(orgId, () -> {
            Card card = find(orgId, key);
            return new Log<>(log.of(orgId, card.id()), setups.current(orgId).timeZone());
        });
    }

    /// @throws RequestRefused with 404/3004
    public Log<CardLog.Generation> generations(long orgId, long seriesId) {
        return transactions.read(orgId, () -> {
            OrganisationSetup setup = setups.current(orgId);
            SeriesRegistry.find(setup, seriesId);
            return new Log<>(log.generations(orgId, seriesId), setup.timeZone());
        });
    }

    private Card find(long orgId, Key key) {
        List<String> numbers = key.number() == null ? List.of() : List.of(key.number());
        List<String> externalIds = key.externalId() == null ? List.of() : List.of(key.externalId());
        return cards.findAll(orgId, numbers, externalIds).stream()
                .filter(key::names)
                .findFirst()
                .orElseThrow(() -> RequestRefused.because(CARD_NUMBER_UNKNOWN));
    }
}
