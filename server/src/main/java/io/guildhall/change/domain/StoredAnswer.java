package io.guildhall.change.domain;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The answer of a call that carried an Idempotency-Key, as it is given again (`spec/beyond.md` row 4).
public record StoredAnswer(int status, Map<String, String> headers, byte[] body) {
    public StoredAnswer {
        headers = Map.copyOf(new TreeMap<>(headers));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredAnswer that
                && status == that.status
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "StoredAnswer[" + status + ", " + body.length + " bytes]"; // the body holds personal data
    }
}
