package io.guildhall.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes a sound JSON text where its structure makes sense: values of other kinds, members twice, missing or
/// misspelt, lists far longer, texts with something in them.
final class JsonMutations {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MARK = "@@";
    /// Enough is enough: a few changes on top of each other make hundreds of megabytes.
    private static final int MOST = 2 << 20;

    private final Random random;
    /// Pieces that no JSON writer would write; each takes the place of a marked text afterwards.
    private final List<String> raw = new ArrayList<>();

    private JsonMutations(Random random) {
        this.random = random;
    }

    static byte[] mutated(JsonNode sound, Random random) {
        JsonMutations mutations = new JsonMutations(random);
        JsonNode copy = sound.deepCopy();
        for (int i = random.nextInt(4); i >= 0; i--) {
            copy = mutations.mutate(copy);
        }
        String text = new String(JSON.writeValueAsBytes(copy), StandardCharsets.ISO_8859_1);
        for (int i = 0; i < mutations.raw.size(); i++) {
            text = replaced(text, "\"" + MARK + i + MARK + "\"", mutations.raw.get(i));
        }
        return text.substring(0, Math.min(text.length(), MOST)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// A mark that was multiplied, replaced by a long piece, could be longer than any text.
    private static String replaced(String text, String mark, String piece) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(mark); at >= 0 && result.length() < MOST; at = text.indexOf(mark, from)) {
            result.append(text, from, at).append(piece);
            from = at + mark.length();
        }
        return result.append(text, from, text.length()).toString();
    }

    private JsonNode mutate(JsonNode root) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        if (containers.isEmpty() || random.nextInt(25) == 0) {
            return marked(HostileValues.json(random));
        }
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> change(object);
            case ArrayNode array -> change(array);
            default -> throw new IllegalStateException();
        }
        return root;
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void change(ObjectNode object) {
        List<String> names = List.copyOf(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = object.get(name);
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> {
                object.remove(name);
                object.set(random.nextBoolean() ? name.toUpperCase(Locale.ROOT) : name + "x", value);
            }
            case 2 -> object.set(name, marked(value + ",\"" + name + "\":" + HostileValues.json(random)));
            case 3 -> object.set(name, object.get(names.get(random.nextInt(names.size()))));
            case 4 -> object.set("x".repeat(1 + random.nextInt(300)), value);
            default -> object.set(name, changed(value));
        }
    }

    private void change(ArrayNode array) {
        int at = random.nextInt(array.size());
        JsonNode value = array.get(at);
        switch (random.nextInt(5)) {
            case 0 -> array.remove(at);
            case 1 -> {
                for (int i = 1 << random.nextInt(11); i > 0; i--) {
                    array.add(value);
                }
            }
            case 2 -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
            default -> array.set(at, changed(value));
        }
    }

    private JsonNode changed(JsonNode value) {
        if (value.isString() && random.nextBoolean()) {
            String text = value.stringValue();
            int at = random.nextInt(text.length() + 1);
            String[] pieces = {"\u0000", "\ud800", "'", "\"", "\\", "\r\n", "\u202e", " ", "%", "\u001b[0m", "é", "😀"};
            String with = text.substring(0, at) + pieces[random.nextInt(pieces.length)] + text.substring(at);
            return marked("\"" + escaped(with) + "\"");
        }
        return marked(HostileValues.json(random));
    }

    /// Plain ASCII, half surrogates included.
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : text.toCharArray()) {
            escaped.append(
                    unit < ' ' || unit > 126 || unit == '"' || unit == '\\' ? "\\u%04x".formatted((int) unit) : unit);
        }
        return escaped.toString();
    }

    private JsonNode marked(String piece) {
        raw.add(piece);
        return JSON.getNodeFactory().stringNode(MARK + (raw.size() - 1) + MARK);
    }
}
