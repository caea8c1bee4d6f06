package io.guildhall.sealing;

import io.guildhall.postgres.StartupFailure;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.sealing.store.StoredKeys;
import io.guildhall.sealing.store.UsedMasterKeys;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Refuses to start without the master key that the database was written with, and takes keys over that are kept under
/// an earlier one, in the background, some at a time. When it says that all are, the earlier one can go.
@Component
public class KeyRotation implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);
    private static final int PORTION = 1_000;

    private final MasterKeys masters;
    private final UsedMasterKeys used;
    private final StoredKeys stored;
    private final TenantTransactions transactions;
    private final Clock clock;

    KeyRotation(
            MasterKeys masters, UsedMasterKeys used, StoredKeys stored, TenantTransactions transactions, Clock clock) {
        this.masters = masters;
        this.used = used;
        this.stored = stored;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Integer> ids = used.all();
        ids.stream().filter(id -> !masters.knows(id)).findFirst().ifPresent(id -> {
            throw new StartupFailure(
                    "People's keys in this database are kept under master key " + Integer.toHexString(id)
                            + ", which was not given; add it to GUILDHALL_KEY or the file of keys, after the one in use.");
        });
        if (!ids.contains(masters.currentId())) {
            used.add(masters.currentId(), clock.instant());
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (masters.hasEarlier() && used.all().stream().anyMatch(id -> id != masters.currentId())) {
            Thread.ofVirtual().name("key-rotation").start(this::rotate);
        }
    }

    /// Takes over everything that is kept under an earlier key.
    public void rotate() {
        try {
            long taken = 0;
            for (long org : used.organisations()) {
                taken += rotate(org);
            }
            used.remove(
                    used.all().stream().filter(id -> id != masters.currentId()).toList());
            log.info("{} keys were taken over by the first master key; earlier ones are needed no longer", taken);
        } catch (RuntimeException failure) {
            log.warn("Keys are not all kept under the first master key yet; the next start goes on", failure);
        }
    }

    private long rotate(long org) {
        transactions.write(org, () -> {
            byte[] wrapped = used.holdOrganisations(org);
            if (wrapped != null && MasterKeys.idOf(wrapped) != masters.currentId()) {
                used.storeOrganisations(org, masters.rewrap(wrapped, LookupKeys.CONTEXT));
            }
            return org;
        });
        long taken = 0;
        long after = 0;
        while (true) {
            long from = after;
            SortedMap<Long, byte[]> portion = transactions.write(org, () -> portion(org, from));
            if (portion.isEmpty()) {
                return taken;
            }
            taken += portion.size();
            after = portion.lastKey();
        }
    }

    private SortedMap<Long, byte[]> portion(long org, long after) {
        byte[] current =
                ByteBuffer.allocate(Integer.BYTES).putInt(masters.currentId()).array();
        SortedMap<Long, byte[]> portion = used.holdOthers(org, current, after, PORTION);
        portion.replaceAll((id, wrapped) -> masters.rewrap(wrapped, PersonKeys.context(org, id)));
        if (!portion.isEmpty()) {
            stored.store(org, portion);
        }
        return portion;
    }
}
