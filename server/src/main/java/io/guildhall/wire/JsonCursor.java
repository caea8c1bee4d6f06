package io.guildhall.wire;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Walks through a JSON text once, from member to member, without building a tree.
///
/// A value of the wrong type, or a text that cannot be stored, never stops the walk: it is noted with its place in
/// [#problems()] and stepped over, so that one bad item says nothing about its neighbours. What is no JSON at all
/// stops it with Jackson's exception. `null` stands for "not sent" everywhere but in arrays of objects (`decisions.md`
/// 38).
public final class JsonCursor {
    private final JsonParser json;
    private List<Problem> problems = new ArrayList<>();

    /// @param json stands on the first token of a value
    public JsonCursor(JsonParser json) {
        this.json = json;
    }

    /// What was wrong since the last call; forgets it.
    public List<Problem> takeProblems() {
        List<Problem> taken = problems;
        problems = new ArrayList<>();
        return taken;
    }

    /// What the caller has set aside by [#takeProblems()] joins again what comes from now on.
    public void restore(List<Problem> earlier) {
        earlier.addAll(problems);
        problems = earlier;
    }

    /// Steps into an object. False, with the value stepped over, when there is none; that is a problem unless it is
    /// null.
    public boolean enterObject(Pointer at) {
        return json.currentToken() == JsonToken.VALUE_NULL ? false : enterElement(at);
    }

    /// Like [#enterObject], for an element of an array: null is a problem here.
    public boolean enterElement(Pointer at) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        refuse(at, "an object is expected");
        return false;
    }

    /// Steps into an array. False, with the value stepped over, when there is none.
    public boolean enterArray(Pointer at) {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            return true;
        }
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            refuse(at, "an array is expected");
        }
        return false;
    }

    /// The next member's name, the cursor on its value; null at the object's end.
    public @Nullable String nextMember() {
        if (json.nextToken() == JsonToken.END_OBJECT) {
            return null;
        }
        String name = json.currentName();
        json.nextToken();
        return name;
    }

    /// Moves to the next element; false at the array's end.
    public boolean nextElement() {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    public void skip() {
        json.skipChildren();
    }

    /// A text; numbers and booleans become text (`decisions.md` 26).
    public @Nullable String text(Pointer at) {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> storable(json.getString(), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> json.getString();
            default -> {
                refuse(at, "a text is expected");
                yield null;
            }
        };
    }

    /// A boolean; the texts "true" and "false" count as such.
    public @Nullable Boolean flag(Pointer at) {
        switch (json.currentToken()) {
            case VALUE_NULL -> {
                return null;
            }
            case VALUE_TRUE -> {
                return true;
            }
            case VALUE_FALSE -> {
                return false;
            }
            case VALUE_STRING -> {
                String text = json.getString().strip();
                if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                    return Boolean.valueOf(text);
                }
            }
            default -> {}
        }
        refuse(at, "true or false is expected");
        return null;
    }

    /// A whole number; a text of digits counts as such.
    public @Nullable Long wholeNumber(Pointer at) {
        String text = json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT ? null : text(at);
        if (text == null) {
            if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                refuse(at, "a whole number is expected");
            }
            return null;
        }
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException unreadable) {
            refuse(at, "a whole number is expected");
            return null;
        }
    }

    /// A free map: String, Number, Boolean, List, Map or null by name. Empty when there is none.
    public Map<String, @Nullable Object> map(Pointer at) {
        return enterObject(at) ? mapBody(at) : Map.of();
    }

    private Map<String, @Nullable Object> mapBody(Pointer at) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name = nextMember(); name != null; name = nextMember()) {
            Pointer place = at.child(name);
            Object value = value(place);
            if (storable(name, place) != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    private @Nullable Object value(Pointer at) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> storable(json.getString(), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> mapBody(at);
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (nextElement()) {
                    elements.add(value(at.child(elements.size())));
                }
                yield elements;
            }
            default -> null;
        };
    }

    /// PostgreSQL stores neither NUL nor half a surrogate pair; dropping them silently would change what was sent.
    private @Nullable String storable(String text, Pointer at) {
        if (StorableText.isStorable(text)) {
            return text;
        }
        refuse(at, "the text holds a character that cannot be stored");
        return null;
    }

    private void refuse(Pointer at, String why) {
        problems.add(Problem.of(BAD_REQUEST, at, why));
        json.skipChildren();
    }
}
