package io.guildhall.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.guildhall.access.Caller;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// How many requests in a minute an organisation and each of its tills may send: what the organisation's document says
/// in `settings`, else the server's default, which is any number.
///
/// Each request counts as one, whatever it carries; how much bulk calls may take is up to [BulkCalls]. A minute's
/// requests may come at once, and come back evenly. Counted in memory, and only where there is a limit. A change of the
/// document holds soon after [#FRESH].
@Component
public class RateLimits {
    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /// How long a set-up is believed to be the present one, so that hardly any request has to look.
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final LimitSettings defaults;
    private final TenantTransactions transactions;
    private final Setups setups;
    private final ConcurrentMap<Long, Known> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Counter> organisations = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Counter> tills = new ConcurrentHashMap<>();

    RateLimits(LimitSettings defaults, TenantTransactions transactions, Setups setups) {
        this.defaults = defaults;
        this.transactions = transactions;
        this.setups = setups;
    }

    private record Known(Settings settings, long readAt) {}

    private record Counter(int perMinute, Bucket bucket) {
        static Counter of(int perMinute) {
            return new Counter(
                    perMinute,
                    Bucket.builder()
                            .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                            .build());
        }
    }

    /// What is left of a rate.
    ///
    /// @param scope `organisation` or `till`
    /// @param remaining requests that may be sent at once
    /// @param secondsToFull until all are back
    /// @param secondsToWait until one is back, where there was none left; 0 where the request was counted
    public record Rate(String scope, int perMinute, long remaining, long secondsToFull, long secondsToWait) {
        public boolean isExceeded() {
            return secondsToWait > 0;
        }
    }

    /// Counts a request of the caller.
    ///
    /// @return the rates the caller is held to, none where there is no limit; of those counted, the last may
    ///     be exceeded
    public List<Rate> count(Caller caller) {
        Settings settings = settings(caller.orgId());
        int ofTill = settings.tillRequestsPerMinute() > 0 ? settings.tillRequestsPerMinute() : defaults.tillRequests();
        int ofOrganisation =
                settings.requestsPerMinute() > 0 ? settings.requestsPerMinute() : defaults.organisationRequests();
        if (ofTill <= 0 && ofOrganisation <= 0) {
            return List.of();
        }
        List<Rate> rates = new ArrayList<>(2);
        Bucket till = ofTill > 0 ? counter(tills, caller.tillId(), ofTill).bucket() : null;
        if (till != null) {
            rates.add(rate("till", ofTill, till));
        }
        if (ofOrganisation > 0 && (rates.isEmpty() || !rates.getFirst().isExceeded())) {
            Bucket organisation =
                    counter(organisations, caller.orgId(), ofOrganisation).bucket();
            rates.add(rate("organisation", ofOrganisation, organisation));
            giveBackWhatWasRefused(till, rates);
        }
        return rates;
    }

    private Settings settings(long orgId) {
        long now = System.nanoTime();
        Known last = known.get(orgId);
        if (last == null) {
            return read(orgId, now);
        }
        // one has it looked up, on a thread of its own, and everybody goes on with what is known
        if (now - last.readAt() > FRESH.toNanos() && known.replace(orgId, last, new Known(last.settings(), now))) {
            Thread.ofVirtual().name("rates-" + orgId).start(() -> {
                try {
                    read(orgId, now);
                } catch (DataAccessException | TransactionException unavailable) {
                    log.debug("The rates of an organisation could not be read, the former ones hold", unavailable);
                }
            });
        }
        return last.settings();
    }

    private Settings read(long orgId, long now) {
        Settings read = transactions.read(orgId, () -> setups.current(orgId)).settings();
        known.put(orgId, new Known(read, now));
        return read;
    }

    /// What the organisation may not send is not counted against the till.
    private static void giveBackWhatWasRefused(@Nullable Bucket till, List<Rate> rates) {
        if (till != null && rates.getLast().isExceeded()) {
            till.addTokens(1);
        }
    }

    private static Counter counter(ConcurrentMap<Long, Counter> counters, long id, int perMinute) {
        Counter known = counters.get(id);
        return known != null && known.perMinute() == perMinute
                ? known
                : counters.compute(
                        id,
                        (_, other) -> other != null && other.perMinute() == perMinute ? other : Counter.of(perMinute));
    }

    private static Rate rate(String scope, int perMinute, Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        long wait = probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill()));
        return new Rate(scope, perMinute, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()), wait);
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos());
    }
}
