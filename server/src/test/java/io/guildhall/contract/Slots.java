package io.guildhall.contract;

import io.guildhall.contract.ForeignValues.Foreign;
import io.guildhall.contract.OpenApiContract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The places of a call where a value of somebody else can stand: parameters in the address, parameters of the query,
/// strings and numbers of the body, and the Idempotency-Key. Found in the contract and in a call that succeeds, so that
/// an operation that comes later has its places as well.
final class Slots {
    static final String KEY = "Idempotency-Key";
    /// Numbers that are no ids.
    private static final Set<String> AMOUNTS = Set.of(
            "count",
            "length",
            "offset",
            "maxChild",
            "priority",
            "tierNumber",
            "loyaltyPoints",
            "maxActiveCardsPerCustomer");

    private static final JsonMapper JSON = JsonMapper.shared();

    private Slots() {}

    /// A request as it is sent, but for its credentials.
    record Request(
            String method,
            String path,
            @Nullable String body,
            @Nullable String key) {}

    /// A place; it takes texts, ids or both.
    interface Slot {
        boolean takes(Foreign foreign);

        Request with(Request call, String value);
    }

    static List<Slot> of(OpenApiContract contract, Operation operation, Request call) {
        List<Slot> slots = new ArrayList<>();
        String[] pattern = operation.path().split("/");
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                slots.add(new Segment(i));
            }
        }
        JsonNode parameters = contract.document().at(operation.pointer()).path("parameters");
        for (int i = 0; i < parameters.size(); i++) {
            JsonNode parameter = contract.document().at(contract.resolved(operation.pointer() + "/parameters/" + i));
            String in = parameter.path("in").asString();
            String name = parameter.path("name").asString();
            if (in.equals("query") && isReference(parameter)) {
                slots.add(new Query(name, !isMobile(name, call)));
            } else if (in.equals("header") && name.equals(KEY)) {
                slots.add(new Key());
            }
        }
        if (call.body() != null) {
            leaves(JSON.readTree(call.body()), "", "", slots);
        }
        return slots;
    }

    /// What has its values in the contract names nothing of anybody.
    private static boolean isReference(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        return !schema.has("enum")
                && !schema.path("type").asString("").equals("boolean")
                && !schema.path("format").asString("").equals("date-time")
                && !Set.of("limit", "offset").contains(parameter.path("name").asString());
    }

    /// Whether digits may be a mobile's depends on which they are, so that one id and another are not the same there.
    private static boolean isMobile(String name, Request call) {
        return name.toLowerCase(Locale.ROOT).endsWith("identifiervalue")
                && call.path().contains("=mobile");
    }

    private static void leaves(JsonNode node, String pointer, String name, List<Slot> slots) {
        if (node.isString() || node.isNumber() && !AMOUNTS.contains(name)) {
            slots.add(new Leaf(pointer, node.isNumber()));
        }
        node.properties()
                .forEach(member -> leaves(
                        member.getValue(),
                        pointer + "/" + OpenApiContract.escaped(member.getKey()),
                        member.getKey(),
                        slots));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            leaves(node.get(i), pointer + "/" + i, name, slots);
        }
    }

    private record Segment(int index) implements Slot {
        @Override
        public boolean takes(Foreign foreign) {
            return true;
        }

        @Override
        public Request with(Request call, String value) {
            String[] address = call.path().split("\\?", 2);
            String[] segments = address[0].split("/");
            segments[index] = encoded(value);
            String query = address.length > 1 ? "?" + address[1] : "";
            return new Request(call.method(), String.join("/", segments) + query, call.body(), call.key());
        }
    }

    private record Query(String name, boolean takesIds) implements Slot {
        @Override
        public boolean takes(Foreign foreign) {
            return takesIds || !foreign.number();
        }

        @Override
        public Request with(Request call, String value) {
            String[] address = call.path().split("\\?", 2);
            List<String> parameters = new ArrayList<>();
            for (String parameter : address.length > 1 ? address[1].split("&") : new String[0]) {
                if (!parameter.startsWith(name + "=")) {
                    parameters.add(parameter);
                }
            }
            parameters.add(name + "=" + encoded(value));
            return new Request(call.method(), address[0] + "?" + String.join("&", parameters), call.body(), call.key());
        }
    }

    private record Key() implements Slot {
        @Override
        public boolean takes(Foreign foreign) {
            return foreign.kind().contains("idempotency_key.key");
        }

        @Override
        public Request with(Request call, String value) {
            return new Request(call.method(), call.path(), call.body(), value);
        }
    }

    private record Leaf(String pointer, boolean number) implements Slot {
        @Override
        public boolean takes(Foreign foreign) {
            return number == foreign.number();
        }

        @Override
        public Request with(Request call, String value) {
            JsonNode body = JSON.readTree(String.valueOf(call.body()));
            JsonNode leaf = number ? JSON.readTree(value) : JSON.readTree(JSON.writeValueAsString(value));
            int last = pointer.lastIndexOf('/');
            JsonNode parent = body.at(pointer.substring(0, Math.max(0, last)));
            String member = pointer.substring(last + 1);
            if (parent instanceof ObjectNode object) {
                object.set(member.replace("~1", "/").replace("~0", "~"), leaf);
            } else if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(member), leaf);
            }
            return new Request(call.method(), call.path(), body.toString(), call.key());
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
