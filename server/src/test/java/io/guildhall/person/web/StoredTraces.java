package io.guildhall.person.web;

import io.guildhall.TestOrganisation;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.sealing.AesGcm;
import io.guildhall.sealing.PersonKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks for words in every column of every table, and in whatever can be decrypted with the keys that are left.
@TestComponent
class StoredTraces {
    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final PersonKeys keys;

    StoredTraces(JdbcClient jdbc, TenantTransactions transactions, PersonKeys keys) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keys = keys;
    }

    /// Where any of the words stands, in any case: `table.column: word`.
    Collection<String> of(TestOrganisation organisation, Collection<String> words) {
        long orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", organisation.code())
                .query((rs, _) -> rs.getLong(1))
                .single();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT c.relname, a.attname, a.atttypid = 'bytea'::regtype AS bytes
                          FROM pg_class AS c
                          JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                         WHERE c.relnamespace = 'guildhall'::regnamespace AND c.relkind IN ('r', 'p')
                           AND c.relname <> 'flyway_schema_history'
                         ORDER BY c.relname, a.attnum
                        """).query(rs -> {
            String column = '"' + rs.getString("attname") + '"';
            columns.computeIfAbsent(rs.getString("relname"), _ -> new ArrayList<>())
                    .add(rs.getBoolean("bytes") ? "encode(" + column + ", 'escape')" : column + "::text");
        });
        return transactions.read(orgId, () -> {
            TreeSet<String> found = new TreeSet<>();
            columns.forEach((table, all) -> jdbc.sql("SELECT " + String.join(", ", all) + " FROM " + table)
                    .query(rs -> {
                        for (int i = 0; i < all.size(); i++) {
                            search(table + "." + all.get(i), rs.getString(i + 1), words, found);
                        }
                    }));
            searchSealed(orgId, words, found);
            return found;
        });
    }

    private static void search(String place, String text, Collection<String> words, Collection<String> found) {
        String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
        words.stream()
                .filter(word -> lower.contains(word.toLowerCase(Locale.ROOT)))
                .forEach(word -> found.add(place + ": " + word));
    }

    /// Every sealed record with every key, and without asking whether it is the right one.
    private void searchSealed(long orgId, Collection<String> words, Collection<String> found) {
        List<SecretKey> left = jdbc.sql("SELECT id, person_key FROM customer WHERE person_key IS NOT NULL")
                .query((rs, _) -> keys.open(new AesGcm(), orgId, rs.getLong("id"), rs.getBytes("person_key")))
                .list();
        List<byte[]> sealed = jdbc.sql("SELECT sealed FROM change_record WHERE sealed IS NOT NULL")
                .query((rs, _) -> rs.getBytes("sealed"))
                .list();
        for (byte[] record : sealed) {
            for (SecretKey key : left) {
                search("decrypted", decrypted(key, record), words, found);
            }
        }
    }

    private static String decrypted(SecretKey key, byte[] record) {
        try {
            byte[] counter = Arrays.copyOf(record, 16);
            Arrays.fill(counter, 12, 15, (byte) 0);
            counter[15] = 2;
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(counter));
            return new String(cipher.doFinal(record, 12, record.length - 28), StandardCharsets.ISO_8859_1);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Columns that can hold words: `table.column`.
    static Collection<String> wordy(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT c.relname || '.' || a.attname
                          FROM pg_class AS c
                          JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                         WHERE c.relnamespace = 'guildhall'::regnamespace AND c.relkind IN ('r', 'p')
                           AND c.relname <> 'flyway_schema_history'
                           AND a.atttypid::regtype::text NOT IN ('bigint', 'integer', 'smallint', 'boolean', 'numeric', 'uuid',
                                                                 'timestamp with time zone', 'date', 'bigint[]')
                        """).query((rs, _) -> rs.getString(1)).list().stream()
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
