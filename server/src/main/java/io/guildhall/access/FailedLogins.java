package io.guildhall.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Counts failing logins by user name and by address. From the [#limit]th within a minute on each is one too many;
/// those that succeed are never counted and never held up (`decisions.md` 27).
///
/// Each instance counts for itself. What it remembers is bounded: names and addresses that fail seldom are forgotten
/// first.
@Component
public class FailedLogins {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /// Some 400 bytes each.
    private static final int MOST_REMEMBERED = 20_000;

    private static final int IPV6_NETWORK_BYTES = 8;

    private final int limit;
    private final TimeMeter time;
    private final Cache<ByteBuffer, Bucket> addresses = remembered();
    private final Cache<ByteBuffer, Bucket> names = remembered();
    private final byte[] salt = new byte[SecretHash.SALT_BYTES];

    @Autowired
    FailedLogins(@Value("${guildhall.login.failures-per-minute:20}") int limit) {
        this(limit, TimeMeter.SYSTEM_MILLISECONDS);
    }

    FailedLogins(int limit, TimeMeter time) {
        this.limit = Math.max(limit, 2);
        this.time = time;
        new SecureRandom().nextBytes(salt);
    }

    private static Cache<ByteBuffer, Bucket> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(WINDOW) // whoever has not failed for so long starts anew anyway
                .executor(Runnable::run)
                .build();
    }

    /// Notes one more failing login.
    ///
    /// @param name the user name tried; null where the attempt names nobody
    /// @param address where it came from, as digits
    /// @return how long to wait, where this was one too many
    public Optional<Duration> note(@Nullable String name, String address) {
        Optional<Duration> wait = count(addresses, network(address));
        // an address that is held up cannot hold up names, nor fill the memory with them
        return wait.isPresent() || name == null ? wait : count(names, digest(name));
    }

    private Optional<Duration> count(Cache<ByteBuffer, Bucket> buckets, ByteBuffer key) {
        ConsumptionProbe probe = buckets.get(key, _ -> fresh()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket fresh() {
        int allowed = limit - 1;
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(allowed).refillIntervally(allowed, WINDOW))
                .withCustomTimePrecision(time)
                .build();
    }

    /// Whoever has one address of IPv6 has a network of them.
    private static ByteBuffer network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            byte[] bytes = parsed.getAddress();
            return ByteBuffer.wrap(parsed instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
        } catch (IllegalArgumentException noAddress) {
            return ByteBuffer.allocate(0);
        }
    }

    /// Short however long the name is, and nobody can choose two names that share one.
    private ByteBuffer digest(String name) {
        byte[] hash = SecretHash.of(name, salt).hash();
        return ByteBuffer.wrap(Arrays.copyOf(hash, SecretHash.SALT_BYTES));
    }
}
