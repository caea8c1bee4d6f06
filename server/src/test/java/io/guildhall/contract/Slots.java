package io.guildhall.contract;

import io.guildhall.contract.ForeignValues.Foreign;
import io.guildhall.contract.OpenApiContract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The places of a call where a value of somebody else can stand: parameters in the address, parameters of the query,
/// strings and numbers of the body, the Idempotency-Key and Last-Event-ID. Found in the contract and in a call that
/// succeeds, so that
/// an operation that comes later has its places as well.
final class Slots {
    static final String KEY = "Idempotency-Key";
    private static final String LAST_EVENT = "Last-Event-ID";
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
    ///
    /// @param headers beside its type
    record Request(String method, String path, @Nullable String body, String type, Map<String, String> headers) {
        Request with(String otherPath, @Nullable String otherBody) {
            return new Request(method, otherPath, otherBody, type, headers);
        }
    }

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
            } else if (in.equals("header") && Set.of(KEY, LAST_EVENT).contains(name)) {
                slots.add(new Header(name));
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
            return call.with(String.join("/", segments) + query, call.body());
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
            return call.with(address[0] + "?" + String.join("&", parameters), call.body());
        }
    }

    private record Header(String name) implements Slot {
        @Override
        public boolean takes(Foreign foreign) {
            return !name.equals(KEY) || foreign.kind().contains("idempotency_key.key");
        }

        @Override
        public Request with(Request call, String value) {
            return new Request(call.method(), call.path(), call.body(), call.type(), Map.of(name, value));
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
            return call.with(call.path(), body.toString());
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
