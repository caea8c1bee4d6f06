package io.guildhall.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a page of a list ended. As a text it is of use to its own query of its own organisation alone ([Tie]); any
/// other text is refused with 1686, whosever it is. It is not secret and proves nothing: what it names is looked for in
/// the caller's organisation, like anything that a caller sends.
///
/// @param numbers ids, instants in microseconds, halves of UUIDs, as the list has them
/// @param text empty where the list is sorted by numbers alone
public record Cursor(List<Long> numbers, String text) {
    private static final byte VERSION = 2;
    private static final int TIE_BYTES = 8;
    private static final int HEAD = 1 + TIE_BYTES + 1;
    private static final int MOST_NUMBERS = 127;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    public Cursor {
        numbers = List.copyOf(numbers);
    }

    public static Cursor of(Long... numbers) {
        return new Cursor(List.of(numbers), "");
    }

    public static Cursor of(UUID id) {
        return of(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /// An instant as a number, as exact as the database keeps it.
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public long number(int index) {
        return numbers.get(index);
    }

    /// A UUID of two numbers.
    public UUID uuid(int index) {
        return new UUID(number(index), number(index + 1));
    }

    /// @throws io.guildhall.error.RequestRefused with 1686 for one that no row can have
    public Instant instant(int index) {
        long micros = number(index);
        if (micros < 0 || micros > micros(LAST)) {
            throw QueryParameters.refused("cursor");
        }
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// A list and all that has to be the same again for the page that follows.
    ///
    /// @param query parameters in a fixed order, null where absent: texts, numbers, instants, constants and UUIDs,
    ///     whose texts say all there is; neither `limit` nor what the cursor itself says
    public static Tie tie(long orgId, String list, @Nullable Object... query) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(orgId).array());
        digest.update(list.getBytes(StandardCharsets.UTF_8));
        for (Object parameter : query) {
            if (!isPlain(parameter)) {
                throw new IllegalArgumentException("Of no use for telling queries apart");
            }
            byte[] bytes =
                    parameter == null ? new byte[0] : parameter.toString().getBytes(StandardCharsets.UTF_8);
            int length = parameter == null ? -1 : bytes.length;
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            digest.update(bytes);
        }
        return new Tie(Arrays.copyOf(digest.digest(), TIE_BYTES));
    }

    /// Others may keep to themselves what they stand for.
    private static boolean isPlain(@Nullable Object parameter) {
        return switch (parameter) {
            case null -> true;
            case String _, Number _, Boolean _, Instant _, UUID _, Enum<?> _ -> true;
            default -> false;
        };
    }

    /// A page of a list.
    ///
    /// @param cursor of the next page; null on the last one
    public record Part<T>(List<T> rows, @Nullable String cursor) {
        public Part {
            rows = List.copyOf(rows);
        }
    }

    /// What ties cursors to one list of one organisation.
    public static final class Tie {
        private final byte[] bytes;

        private Tie(byte[] bytes) {
            this.bytes = bytes;
        }

        public String text(Cursor cursor) {
            if (cursor.numbers.size() > MOST_NUMBERS) {
                throw new IllegalArgumentException("Too many numbers for a cursor");
            }
            byte[] text = cursor.text.getBytes(StandardCharsets.UTF_8);
            ByteBuffer buffer = ByteBuffer.allocate(HEAD + cursor.numbers.size() * Long.BYTES + text.length)
                    .put(VERSION)
                    .put(bytes)
                    .put((byte) cursor.numbers.size());
            cursor.numbers.forEach(buffer::putLong);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(buffer.put(text).array());
        }

        /// @param sent null without one
        /// @param numbers how many the list's cursors have
        /// @return null without one
        /// @throws io.guildhall.error.RequestRefused with 1686 for what is no cursor of this list
        public @Nullable Cursor read(@Nullable String sent, int numbers) {
            Cursor cursor = read(sent);
            if (cursor != null && cursor.numbers.size() != numbers) {
                throw QueryParameters.refused("cursor");
            }
            return cursor;
        }

        /// The same for lists whose cursors differ in length.
        public @Nullable Cursor read(@Nullable String sent) {
            if (sent == null) {
                return null;
            }
            byte[] read = decoded(sent);
            int count = read.length < HEAD ? -1 : read[HEAD - 1];
            int end = HEAD + count * Long.BYTES;
            if (count < 0
                    || end > read.length
                    || read[0] != VERSION
                    || !Arrays.equals(read, 1, 1 + TIE_BYTES, bytes, 0, TIE_BYTES)) {
                throw QueryParameters.refused("cursor");
            }
            ByteBuffer buffer = ByteBuffer.wrap(read, HEAD, count * Long.BYTES);
            List<Long> found = new ArrayList<>(count);
            while (buffer.hasRemaining()) {
                found.add(buffer.getLong());
            }
            Cursor cursor = new Cursor(found, new String(read, end, read.length - end, StandardCharsets.UTF_8));
            if (!text(cursor).equals(sent) || !StorableText.isStorable(cursor.text)) {
                throw QueryParameters.refused("cursor");
            }
            return cursor;
        }

        /// The page of rows that were read with one more than asked for, which tells whether there is a next page.
        public <T> Part<T> part(List<T> read, int limit, Function<? super T, Cursor> end) {
            if (read.size() <= limit) {
                return new Part<>(read, null);
            }
            List<T> rows = read.subList(0, limit);
            return new Part<>(rows, text(end.apply(rows.getLast())));
        }

        private static byte[] decoded(String sent) {
            try {
                return Base64.getUrlDecoder().decode(sent);
            } catch (IllegalArgumentException noBase64) {
                throw QueryParameters.refused("cursor");
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// A list may be sorted by what people are called.
    @Override
    public String toString() {
        return "Cursor[***]";
    }
}
