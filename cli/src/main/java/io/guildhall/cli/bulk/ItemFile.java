package io.guildhall.cli.bulk;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Json;
import io.guildhall.cli.work.InputFile;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// The items of a file, one after the other: a JSON array of objects, or objects one after the other, as in NDJSON.
/// Which
/// of both it is tells the first character.
final class ItemFile implements AutoCloseable {
    private final InputFile input;
    private final JsonParser parser;
    private final boolean array;
    private @Nullable JsonToken token;
    private boolean ended;
    private int index;

    private ItemFile(InputFile input, JsonParser parser) {
        this.input = input;
        this.parser = parser;
        this.token = parser.nextToken();
        this.array = token == JsonToken.START_ARRAY;
        if (array) {
            token = parser.nextToken();
        }
    }

    static ItemFile open(InputFile input) {
        JsonParser parser = Json.MAPPER.createParser(input.path().toFile());
        try {
            return new ItemFile(input, parser);
        } catch (JacksonException e) {
            parser.close();
            throw unreadable(input, e);
        }
    }

    /// How many items there are. Reads all of the file, so that nothing is sent of one that is broken further down.
    ///
    /// @throws CommandFailure that says where it is broken
    static int count(InputFile input) {
        try (ItemFile file = open(input)) {
            while (file.next() != null) {
                // counted below
            }
            return file.index;
        }
    }

    /// The next item; null at the end.
    @Nullable
    Item next() {
        if (ended) {
            return null;
        }
        try {
            if (token == null || array && token == JsonToken.END_ARRAY) {
                requireEnd();
                return null;
            }
            if (token != JsonToken.START_OBJECT) {
                throw broken(line(), "an item has to be an object");
            }
            long line = line();
            JsonNode content = parser.readValueAsTree();
            token = parser.nextToken();
            return new Item(index++, line, content);
        } catch (JacksonException e) {
            throw unreadable(input, e);
        }
    }

    private void requireEnd() {
        if (token != null && parser.nextToken() != null) {
            throw broken(line(), "there is more after the array");
        }
        if (token == null && array) {
            throw broken(line(), "the array does not end");
        }
        ended = true;
    }

    private long line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private CommandFailure broken(long line, String why) {
        return new CommandFailure(
                ExitCode.USAGE, String.format(Locale.ROOT, "%s is unusable in line %d: %s.", input.title(), line, why));
    }

    private static CommandFailure unreadable(InputFile input, JacksonException e) {
        var place = e.getLocation();
        String where = place == null ? "" : " in line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        return new CommandFailure(
                ExitCode.USAGE,
                "%s is no JSON%s: %s".formatted(input.title(), where, e.getOriginalMessage()),
                "a JSON array of items, or one item to a line",
                e);
    }

    @Override
    public void close() {
        parser.close();
    }
}
