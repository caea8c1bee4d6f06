package io.guildhall.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Stands in for the service and answers as the contract says. What it has no answer for is 404.
public final class StubService implements AutoCloseable {
    /// @param query decoded, as it was sent
    public record Request(String method, String path, String query, Headers headers, String body) {
        public String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public static Reply json(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }

        /// A refusal as a whole.
        public static Reply refusal(int status, int code, String message) {
            return json(
                    status,
                    "{\"errors\": [{\"status\": false, \"code\": %d, \"message\": \"%s\"}], \"warnings\": []}"
                            .formatted(code, message));
        }

        public Reply with(String header, String value) {
            return new Reply(status, Map.of("Content-Type", "application/json", header, value), body);
        }
    }

    /// The connection breaks in place of an answer.
    public static final Reply BROKEN = new Reply(0, Map.of(), new byte[0]);

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Request, Reply>> handlers = new ConcurrentHashMap<>();

    public StubService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public StubService on(String method, String path, Function<Request, Reply> handler) {
        handlers.put(method + " " + path, handler);
        return this;
    }

    /// One reply after the other; the last one for good.
    public StubService on(String method, String path, Reply... replies) {
        Deque<Reply> left = new ArrayDeque<>(List.of(replies));
        return on(method, path, _ -> {
            synchronized (left) {
                return left.size() == 1 ? left.getFirst() : left.removeFirst();
            }
        });
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public Request request() {
        return requests.getLast();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestURI().getQuery()),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            Reply reply = handlers.getOrDefault(
                            request.method() + " " + request.path(), _ -> Reply.refusal(404, 404, "Unknown resource"))
                    .apply(request);
            if (reply == BROKEN) {
                return; // closed without an answer
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
