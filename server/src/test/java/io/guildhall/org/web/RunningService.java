package io.guildhall.org.web;

import io.guildhall.GuildhallApplication;
import io.guildhall.contract.ContractHttp;
import io.guildhall.org.SetupUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service with a real server and a real database, started once for all tests that ask for it.
final class RunningService implements AutoCloseable {
    static final String OPERATOR = "ops:an operator's secret";

    private final Path data;
    private final ConfigurableApplicationContext application;

    private RunningService(Path data) {
        this.data = data;
        application = new SpringApplicationBuilder(GuildhallApplication.class, Uses.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--guildhall.operator=" + OPERATOR,
                        "--guildhall.db.data=" + data.resolve("guildhall"),
                        "--guildhall.db.durability=throwaway");
    }

    private static RunningService start() {
        try {
            return new RunningService(Files.createTempDirectory("guildhall-test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Another module's data, as far as the organisation can tell: what is called used is in use.
    @Configuration
    static class Uses {
        @Bean
        SetupUse everythingCalledUsed() {
            return (long _, Collection<SetupUse.SetupObject> objects) -> objects.stream()
                    .filter(object ->
                            object.key().contains("used") || object.key().contains("USED"))
                    .collect(Collectors.toSet());
        }
    }

    record Answer(int status, String text) {
        JsonNode body() {
            return JsonMapper.shared().readTree(text);
        }

        Set<String> fields() {
            return body().path("errors")
                    .valueStream()
                    .map(error -> error.path("field").asString(""))
                    .collect(Collectors.toSet());
        }

        Set<Integer> codes() {
            return body().path("errors")
                    .valueStream()
                    .map(error -> error.path("code").asInt())
                    .collect(Collectors.toSet());
        }
    }

    Answer put(String code, String document) {
        return call("PUT", "/admin/v1/orgs/" + code, OPERATOR, document);
    }

    Answer get(String path) {
        return call("GET", path, OPERATOR, null);
    }

    Answer call(String method, String path, String credential, String body) {
        String basic = Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
        String port = Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json");
        HttpResponse<String> response = ContractHttp.send(request, method, body);
        return new Answer(response.statusCode(), response.body());
    }

    /// The database as the service sees it outside of any organisation: documents and logins.
    JdbcClient database() {
        return application.getBean(JdbcClient.class);
    }

    @Override
    public void close() {
        application.close();
        FileSystemUtils.deleteRecursively(data.toFile());
    }

    static final class Started implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningService.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(RunningService.class))
                    .computeIfAbsent(RunningService.class, _ -> start());
        }
    }
}
