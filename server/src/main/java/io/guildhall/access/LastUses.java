package io.guildhall.access;

import io.guildhall.access.store.LoginUses;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// When tills and clients last came in. A request leaves a note in memory; what was noted is written once a minute, one
/// row for each login however many requests it sent. The last minute of a process is lost with it.
@Component
public class LastUses {
    private static final Logger log = LoggerFactory.getLogger(LastUses.class);

    private final LoginUses uses;
    private final Clock clock;
    private final ConcurrentMap<String, Instant> noted = new ConcurrentHashMap<>();

    LastUses(LoginUses uses, Clock clock) {
        this.uses = uses;
        this.clock = clock;
    }

    /// Notes that somebody came in as this till, or as this client of it.
    public void note(Caller caller) {
        note(caller.tillCode());
        if (caller.client() != null) {
            note(caller.client());
        }
    }

    private void note(String name) {
        if (!noted.containsKey(name)) { // a look and no lock, on all requests but the first of a minute
            noted.putIfAbsent(name, clock.instant());
        }
    }

    /// The last use of each till by its code and each client by its key, to the minute; absent for what has never been
    /// used since this is kept.
    ///
    /// @param code of the organisation
    /// @param names of tills and clients of the organisation
    public Map<String, Instant> ofOrganisation(String code, Iterable<String> names) {
        Map<String, Instant> found = new HashMap<>(uses.ofOrganisation(code));
        for (String name : names) {
            Instant fresh = noted.get(name);
            if (fresh != null) {
                found.merge(name, fresh, (left, right) -> left.isAfter(right) ? left : right);
            }
        }
        return Map.copyOf(found);
    }

    /// Writes down what was noted; what cannot be written is kept for the next time.
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    public void write() {
        TreeMap<String, Instant> seen = new TreeMap<>(noted);
        if (seen.isEmpty()) {
            return;
        }
        try {
            uses.add(seen);
            seen.forEach(noted::remove);
        } catch (DataAccessException | TransactionException unavailable) {
            log.debug("The last uses of {} logins were not written, the next attempt follows", seen.size());
        }
    }
}
