package io.guildhall.association.domain;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Where a page of descendants ended, as a text that only its own query takes. It names ids of the organisation that
/// got it and nothing else; statements look at their own organisation, whatever it says.
///
/// @param at the instant that all pages look at, whole microseconds
/// @param isPresent whether the query named no instant
/// @param path memberships from the person asked for down to the last one shown
public record TreeCursor(long customerId, int depth, Instant at, boolean isPresent, List<Long> path) {
    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Long.BYTES + Integer.BYTES + Long.BYTES + 1;
    private static final int LONGEST_PATH = 65;
    private static final int LONGEST_TEXT = (HEAD + LONGEST_PATH * Long.BYTES) * 4 / 3 + 3;

    public TreeCursor {
        path = List.copyOf(path);
    }

    public String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + path.size() * Long.BYTES)
                .put(VERSION)
                .putLong(customerId)
                .putInt(depth)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .put((byte) (isPresent ? 1 : 0));
        path.forEach(bytes::putLong);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// Nothing where the text is none that [#encoded] makes.
    public static Optional<TreeCursor> decoded(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        byte[] read;
        try {
            read = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        int path = read.length - HEAD;
        if (path < 2 * Long.BYTES || path % Long.BYTES != 0 || read[0] != VERSION) {
            return Optional.empty();
        }
        return whole(ByteBuffer.wrap(read, 1, read.length - 1))
                .filter(cursor -> cursor.encoded().equals(text));
    }

    private static Optional<TreeCursor> whole(ByteBuffer bytes) {
        long customerId = bytes.getLong();
        int depth = bytes.getInt();
        long micros = bytes.getLong();
        boolean isPresent = bytes.get() == 1;
        List<Long> path = new ArrayList<>();
        while (bytes.hasRemaining()) {
            path.add(bytes.getLong());
        }
        // instants before 1970 are none that pages begin with, and no row is as old
        return micros < 0 || path.stream().anyMatch(id -> id <= 0)
                ? Optional.empty()
                : Optional.of(new TreeCursor(
                        customerId, depth, Instant.EPOCH.plus(micros, ChronoUnit.MICROS), isPresent, path));
    }
}
