package io.guildhall;

import io.guildhall.contract.ContractHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An organisation of one test's own at a running service, and calls in the name of its tills.
public final class TestOrganisation {
    public static final String OPERATOR = "operator:operator-of-tests";

    private static final JsonMapper JSON = new JsonMapper();

    private final String base;
    private final String code =
            "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);

    private final UnaryOperator<String> rewriting;

    private TestOrganisation(int port, UnaryOperator<String> rewriting) {
        this.base = "http://127.0.0.1:" + port;
        this.rewriting = rewriting;
    }

    /// @param members further members of the document, single quotes standing for double ones, such as
    ///     `'hierarchies':[…]`
    public static TestOrganisation create(int port, String members) {
        return create(port, members, UnaryOperator.identity());
    }

    /// @param rewriting what becomes of each path and body before it is sent
    public static TestOrganisation create(int port, String members, UnaryOperator<String> rewriting) {
        TestOrganisation organisation = new TestOrganisation(port, rewriting);
        Answer applied = organisation.apply(members, "");
        if (applied.status() != 200) {
            throw new IllegalStateException("Not created: " + applied);
        }
        return organisation;
    }

    public record Answer(int status, JsonNode body, HttpResponse<String> response) {
        /// Codes and places of the errors, such as `1603 /roles/0/code`.
        public List<String> errors() {
            return found("errors");
        }

        public List<String> warnings() {
            return found("warnings");
        }

        private List<String> found(String list) {
            return StreamSupport.stream(body.path(list).spliterator(), false)
                    .map(problem -> problem.path("code").asInt() + " "
                            + problem.path("field").asString("-"))
                    .toList();
        }

        public JsonNode at(String pointer) {
            return body.at(pointer);
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    public Answer apply(String members, String query) {
        String document = """
                {'code':'%1$s','name':'Test','baseCountry':'GB','timeZone':'Europe/London','currency':'GBP','language':'en',
                 'tills':[{'code':'%1$s.till','name':'Till','secret':'%1$s-secret-0123','role':'WRITE'},
                          {'code':'%1$s.reader','name':'Reader','secret':'%1$s-secret-0123','role':'READ'}],
                 %2$s}
                """.formatted(code, members);
        return send("PUT", "/admin/v1/orgs/" + code + query, document, OPERATOR);
    }

    public Answer get(String path) {
        return send("GET", path, null, till());
    }

    /// @param body JSON, single quotes standing for double ones
    public Answer post(String path, String body) {
        return send("POST", path, body, till());
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body, till());
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, till());
    }

    public Answer asOperator(String method, String path, String body) {
        return send(method, path, body, OPERATOR);
    }

    /// @param headers names and values in turn, beside the till's credentials
    public Answer with(String method, String path, String body, String... headers) {
        return send(method, path, body, till(), headers);
    }

    /// @param headers all of them, credentials included
    public Answer bare(String method, String path, String body, String... headers) {
        return send(method, path, body, null, headers);
    }

    public Answer anonymously(String method, String path, String body) {
        return send(method, path, body, null, "Content-Type", "application/json");
    }

    public Answer asReader(String method, String path, String body) {
        return send(method, path, body, reader());
    }

    /// Sends all calls at once; the answers in the same order.
    public static List<Answer> together(List<Callable<Answer>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public String code() {
        return code;
    }

    /// User and secret of the till that may write.
    public String till() {
        return code + ".till:" + code + "-secret-0123";
    }

    /// User and secret of the till that may only read.
    public String reader() {
        return code + ".reader:" + code + "-secret-0123";
    }

    private Answer send(String method, String path, String body, String credentials) {
        return send(method, path, body, credentials, "Content-Type", "application/json");
    }

    private Answer send(String method, String path, String body, String credentials, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + rewriting.apply(path)));
        if (credentials != null) {
            String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + basic);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = ContractHttp.send(
                request, method, body == null ? null : rewriting.apply(body).replace('\'', '"'));
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").contains("json");
        JsonNode answer = JSON.readTree(isJson ? response.body() : "null");
        return new Answer(response.statusCode(), answer, response);
    }
}
