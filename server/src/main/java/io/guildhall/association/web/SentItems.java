package io.guildhall.association.web;

import io.guildhall.association.wire.BulkReader;
import io.guildhall.association.wire.WireItem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.Settings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The items of a bulk body, read before anything else happens and given away once: read, they take several times the
/// memory of the body, and nobody needs them any more when they have been parsed. A call that loses a race and starts
/// again reads its body again.
final class SentItems {
    private final JsonMapper json;
    private final byte[] body;
    private @Nullable List<WireItem> items;

    private SentItems(JsonMapper json, byte[] body, List<WireItem> items) {
        this.json = json;
        this.body = body;
        this.items = items;
    }

    /// @throws RequestRefused for a body that cannot be read at all, as [BulkReader#read] tells
    static SentItems read(JsonMapper json, byte[] body) {
        return new SentItems(json, body, itemsOf(json, body));
    }

    List<WireItem> take() {
        List<WireItem> taken = Objects.requireNonNullElseGet(items, () -> itemsOf(json, body));
        items = null;
        return taken;
    }

    private static List<WireItem> itemsOf(JsonMapper json, byte[] body) {
        return BulkReader.read(json, body, Settings.MAX_BATCH_ITEMS, Settings.MAX_BATCH_PEOPLE);
    }
}
