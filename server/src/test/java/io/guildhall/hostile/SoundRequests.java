package io.guildhall.hostile;

import io.guildhall.contract.OpenApiContract;
import io.guildhall.contract.OpenApiContract.Operation;
import io.guildhall.hostile.RawHttp.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests as the contract describes them, of every operation, with the contract's own examples as bodies, for an
/// organisation that has what they speak of.
final class SoundRequests {
    private static final OpenApiContract CONTRACT = OpenApiContract.shared();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = ":a-long-and-random-secret";

    /// What to send to one operation.
    private record Template(Operation operation, List<JsonNode> parameters, List<JsonNode> bodies) {}

    private final String code;
    private final String operator;
    private final List<Template> templates;
    /// Ids of what the organisation has, by the collection in the address.
    private final Map<String, String> ids = new HashMap<>();

    private SoundRequests(String code, String operator) {
        this.code = code;
        this.operator = operator;
        this.templates = CONTRACT.operations().stream().map(this::template).toList();
    }

    /// Sets the organisation of the contract's examples up, under a code of its own.
    static SoundRequests of(int port, String code, String operator) throws IOException {
        SoundRequests requests = new SoundRequests(code, operator);
        try (RawHttp http = RawHttp.open(port, PATIENCE)) {
            requests.setUp(http);
        }
        return requests;
    }

    private void setUp(RawHttp http) throws IOException {
        send(http, "PUT", "/admin/v1/orgs/" + code, example("OrganisationDocument"));
        ids.put("fleetHierarchy", id(send(http, "POST", "/v2/fleetHierarchy", example("Hierarchy")), "/id"));
        send(http, "POST", "/v2/customers/bulk", example("NewCompany"));
        send(http, "POST", "/v2/companies", example("CompanyDraft"));
        Response people = send(http, "POST", "/v2/customers/bulk", example("ParentWithChildren"));
        ids.put("customers", id(people, "/0/entity/id"));
        ids.put("changes", people.header("x-change-id").orElse("1"));
        String series = "{\"code\":\"FUZZ\",\"type\":\"DIGITAL\",\"generation\":{\"length\":9}}";
        ids.put("series", id(send(http, "POST", "/v2/card/series", JSON.readTree(series)), "/entity"));
        ids.put("logs", ids.getOrDefault("series", "1"));
        ids.put("till", id(send(http, "GET", "/v2/organization/activeTill", null), "/id"));
        ids.put("orgs", code);
    }

    private Response send(RawHttp http, String method, String target, JsonNode body) throws IOException {
        http.send(request(method, target, body == null ? new byte[0] : JSON.writeValueAsBytes(body))
                .bytes());
        return http.read();
    }

    private static String id(Response response, String pointer) {
        return JSON.readTree(response.text()).at(pointer).asString("1");
    }

    private JsonNode example(String name) {
        return ours(CONTRACT.document().at("/components/examples/" + name + "/value"));
    }

    /// The example in the name of this organisation: codes of tills are unique in the whole server.
    private JsonNode ours(JsonNode example) {
        return JSON.readTree(example.toString().replace("arden", code));
    }

    private Template template(Operation operation) {
        List<JsonNode> parameters = new ArrayList<>();
        String path = operation.pointer().substring(0, operation.pointer().lastIndexOf('/'));
        for (String owner : List.of(path, operation.pointer())) {
            int count = CONTRACT.document().at(owner + "/parameters").size();
            for (int i = 0; i < count; i++) {
                parameters.add(CONTRACT.document().at(CONTRACT.resolved(owner + "/parameters/" + i)));
            }
        }
        String content = CONTRACT.resolved(operation.pointer() + "/requestBody") + "/content/application~1json";
        List<JsonNode> bodies = new ArrayList<>();
        JsonNode single = CONTRACT.document().at(content + "/example");
        if (!single.isMissingNode()) {
            bodies.add(ours(single));
        }
        for (String name : CONTRACT.document().at(content + "/examples").propertyNames()) {
            String at = CONTRACT.resolved(content + "/examples/" + OpenApiContract.escaped(name));
            bodies.add(ours(CONTRACT.document().at(at + "/value")));
        }
        return new Template(operation, parameters, bodies);
    }

    /// @param body null where the call takes none
    record Sound(WireRequest request, JsonNode body) {}

    Sound any(Random random) {
        Template template = templates.get(random.nextInt(templates.size()));
        JsonNode body = template.bodies().isEmpty()
                ? null
                : template.bodies().get(random.nextInt(template.bodies().size()));
        String target = path(template.operation().path()) + query(template, random);
        byte[] bytes = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
        return new Sound(request(template.operation().method(), target, bytes), body);
    }

    private String path(String path) {
        StringBuilder filled = new StringBuilder();
        String collection = "";
        for (String part : path.substring(1).split("/")) {
            filled.append('/').append(part.startsWith("{") ? ids.getOrDefault(collection, "1") : part);
            collection = part;
        }
        return filled.toString();
    }

    /// What is required always, the rest now and then, every now and then with a value that nobody expects.
    private String query(Template template, Random random) {
        List<JsonNode> parameters = template.parameters().stream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .toList();
        String query = IntStream.range(0, parameters.size())
                .mapToObj(parameters::get)
                .filter(parameter -> parameter.path("required").asBoolean() || random.nextInt(3) == 0)
                .map(parameter -> parameter.path("name").asString() + "="
                        + (random.nextInt(12) == 0 ? HostileValues.text(random) : value(parameter, random)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private String value(JsonNode parameter, Random random) {
        JsonNode choices = parameter.at("/schema/enum");
        String value = choices.isEmpty()
                ? parameter
                        .path("example")
                        .asString(
                                parameter.at("/schema/type").asString("").equals("boolean")
                                        ? Boolean.toString(random.nextBoolean())
                                        : Integer.toString(1 + random.nextInt(40)))
                : choices.get(random.nextInt(choices.size())).asString();
        return URLEncoder.encode(value.replace("arden", code), StandardCharsets.UTF_8);
    }

    private WireRequest request(String method, String target, byte[] body) {
        String login = target.startsWith("/admin") ? operator : code + ".desk1" + SECRET;
        return WireRequest.of(method, target, body)
                .with("Authorization: Basic "
                        + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .with("Content-Type: application/json");
    }
}
