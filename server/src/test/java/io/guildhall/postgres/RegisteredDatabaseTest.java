package io.guildhall.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.GuildhallApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = GuildhallApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "guildhall.operator=operator:secret"})
class RegisteredDatabaseTest {
    @Autowired
    DataSource dataSource;

    @Autowired
    Environment environment;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        PostgresExtension.register(registry);
    }

    @Test
    void runsRequestsAsTheApplicationInUtc() {
        JdbcClient requests = JdbcClient.create(dataSource);

        assertThat(requests.sql("SELECT current_user").query(String.class).single())
                .isEqualTo("guildhall_app");
        assertThat(requests.sql("SHOW timezone").query(String.class).single()).isEqualTo("UTC");
    }

    @Test
    void showsMetricsOnTheManagementPortOnly() throws Exception {
        HttpResponse<String> metrics = get("local.management.port", "/metrics");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("hikaricp_connections_active");
        assertThat(get("local.server.port", "/metrics").statusCode()).isNotEqualTo(200);
    }

    private HttpResponse<String> get(String port, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + environment.getRequiredProperty(port) + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }
}
