package io.guildhall.contract;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `api/openapi.yaml`, held against what really goes over the wire.
///
/// An answer must belong to a documented operation, have a documented status and content type, a body that its schema
/// accepts, all headers that are required and no `X-` header of ours that is not documented. A request that was taken
/// without a word must be one that the contract describes.
public final class OpenApiContract {
    private static final String IRI = "https://guildhall.example/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    /// Set by filters on every answer.
    private static final Set<String> COMMON_HEADERS =
            Set.of("x-content-type-options", "x-xss-protection", "x-frame-options", "x-request-id");

    private static final OpenApiContract SHARED = new OpenApiContract();

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<Operation> operations;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /// @param pointer where the operation stands in the document
    public record Operation(String method, String path, String pointer, String id) {
        boolean matches(String method, String path) {
            return this.method.equals(method) && matches(path);
        }

        boolean matches(String path) {
            return path.matches(this.path.replaceAll("\\{[^}]+}", "[^/]+"));
        }
    }

    private OpenApiContract() {
        try (InputStream file = OpenApiContract.class.getResourceAsStream("/api/openapi.yaml")) {
            document = JsonMapper.shared().valueToTree(new Yaml().load(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        SchemaRegistryConfig strict =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        schemas = SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemaRegistryConfig(strict).schemas(Map.of(IRI, document.toString())));
        operations = readOperations();
    }

    public static OpenApiContract shared() {
        return SHARED;
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return operations;
    }

    private List<Operation> readOperations() {
        List<Operation> read = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> read.add(new Operation(
                                member.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                "/paths/" + escaped(path.getKey()) + "/" + member.getKey(),
                                member.getValue().path("operationId").asString()))));
        return List.copyOf(read);
    }

    /// The operation of a call. Paths without parameters are more specific than those with.
    public Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.matches(method, path))
                .min((left, right) ->
                        Boolean.compare(left.path().contains("{"), right.path().contains("{")));
    }

    /// @throws AssertionError when the exchange is not what the contract says
    public void check(Exchange exchange) {
        List<String> faults = new ArrayList<>();
        Optional<Operation> found = find(exchange.method(), exchange.uri().getPath());
        if (found.isPresent()) {
            checkAnswer(exchange, answer(found.get(), exchange), faults);
            if (exchange.isTakenAsSent()) {
                checkRequest(exchange, found.get(), faults);
            }
        } else {
            checkAnswer(exchange, unlisted(exchange), faults);
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(exchange + " is not what openapi.yaml says:\n" + String.join("\n", faults) + "\n"
                    + exchange.text());
        }
    }

    private String answer(Operation operation, Exchange exchange) {
        return resolved(operation.pointer() + "/responses/" + exchange.status());
    }

    /// Addresses and methods that are not listed answer by the components that say so.
    private String unlisted(Exchange exchange) {
        boolean known = operations.stream()
                .anyMatch(operation -> operation.matches(exchange.uri().getPath()));
        return switch (exchange.status()) {
            case 401 -> "/components/responses/Unauthorized";
            case 403 -> "/components/responses/Forbidden";
            case 404 -> known ? "/no/such/status" : "/components/responses/NotFound";
            case 429 -> "/components/responses/TooManyRequests";
            case 405 -> known ? "/components/responses/MethodNotAllowed" : "/no/such/status";
            default -> "/no/such/status";
        };
    }

    private void checkAnswer(Exchange exchange, String pointer, List<String> faults) {
        JsonNode response = document.at(pointer);
        if (response.isMissingNode()) {
            faults.add("the status " + exchange.status() + " is not documented");
            return;
        }
        checkHeaders(exchange.headers(), pointer + "/headers", faults);
        String content = pointer + "/content/" + escaped(exchange.mediaType());
        if (document.at(content).isMissingNode()) {
            faults.add("the content type " + exchange.mediaType() + " is not documented");
        } else if (exchange.mediaType().equals("application/json")) {
            faults.addAll(faults(content + "/schema", exchange.text()));
        }
    }

    private void checkHeaders(HttpHeaders headers, String pointer, List<String> faults) {
        Set<String> documented = document.at(pointer).propertyNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        headers.map().keySet().stream()
                .filter(name -> name.startsWith("x-") || name.startsWith("idempotent-"))
                .filter(name -> !COMMON_HEADERS.contains(name) && !documented.contains(name))
                .forEach(name -> faults.add("the header " + name + " is not documented"));
        for (String name : document.at(pointer).propertyNames()) {
            String header = resolved(pointer + "/" + name);
            Optional<String> value = headers.firstValue(name);
            if (value.isEmpty() && document.at(header).path("required").asBoolean()) {
                faults.add("the header " + name + " is missing");
            }
            value.ifPresent(text -> faults.addAll(faults(header + "/schema", json(header, text))));
        }
    }

    private String json(String header, String value) {
        boolean number = document.at(header + "/schema/type").asString("").equals("integer");
        return number ? value : JsonMapper.shared().writeValueAsString(value);
    }

    private void checkRequest(Exchange exchange, Operation operation, List<String> faults) {
        if (exchange.uri().getRawQuery() != null) {
            Set<String> documented = queryParameters(operation);
            for (String parameter : exchange.uri().getRawQuery().split("&")) {
                String name = parameter.split("=")[0];
                if (!documented.contains(name)) {
                    faults.add("the query parameter " + name + " is not documented");
                }
            }
        }
        String body = resolved(operation.pointer() + "/requestBody");
        if (document.at(body).path("required").asBoolean()) {
            String schema = resolved(body + "/content/application~1json/schema");
            faults(schema, element(schema, String.valueOf(exchange.sent())))
                    .forEach(fault -> faults.add("request: " + fault));
        }
    }

    /// The body as the schema describes it: some take a bare object for an array of one.
    private String element(String schema, String sent) {
        boolean isBare = document.at(schema).path("x-bare-element-taken").asBoolean()
                && !sent.stripLeading().startsWith("[");
        return isBare ? "[" + sent + "]" : sent;
    }

    private Set<String> queryParameters(Operation operation) {
        JsonNode parameters = document.at(operation.pointer()).path("parameters");
        return java.util.stream.IntStream.range(0, parameters.size())
                .mapToObj(i -> document.at(resolved(operation.pointer() + "/parameters/" + i)))
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .collect(Collectors.toSet());
    }

    /// What speaks against a JSON text, by the schema at a place of the document.
    public List<String> faults(String schema, String json) {
        return compiled
                .computeIfAbsent(schema, at -> schemas.getSchema(SchemaLocation.of(IRI + "#" + at)))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /// The pointer itself, or the one that its `$ref` names.
    public String resolved(String pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isString() ? resolved(reference.asString().substring(1)) : pointer;
    }

    public static String escaped(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }

    /// The document as it is served.
    static String text() {
        try (InputStream file = OpenApiContract.class.getResourceAsStream("/api/openapi.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
