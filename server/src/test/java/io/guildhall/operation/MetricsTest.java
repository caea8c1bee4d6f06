package io.guildhall.operation;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/// `/metrics` as Prometheus reads it.
@RunningService
class MetricsTest {
    private static final Pattern SERIES = Pattern.compile("([^ {]+)(?:\\{(.*)})? ([^ ]+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private TestOrganisation org;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
    }

    private record Series(String name, String labels, double value) {}

    @Test
    void countsItemsAndPeopleByWhatBecameOfThem() {
        double done = value("guildhall_bulk_items_total", "associate", "done");
        double refused = value("guildhall_bulk_items_total", "associate", "refused");
        double registered = value("guildhall_bulk_people_total", "associate", "registered");
        double peopleRefused = value("guildhall_bulk_people_total", "associate", "refused");

        post(org, person(101, at("DEPOT_MGR", over(person(102), person(103)))), person(104, at("NO_SUCH_ROLE")));
        org.post(BULK + "?dryRun=true", "[" + person(105) + "]");

        assertThat(value("guildhall_bulk_items_total", "associate", "done") - done)
                .isEqualTo(1);
        assertThat(value("guildhall_bulk_items_total", "associate", "refused") - refused)
                .isEqualTo(1);
        assertThat(value("guildhall_bulk_people_total", "associate", "registered") - registered)
                .isEqualTo(3);
        assertThat(value("guildhall_bulk_people_total", "associate", "refused") - peopleRefused)
                .isEqualTo(1);
    }

    @Test
    void tellsOfPoolDatabaseRacesAndQueue() {
        String text = scrape();

        assertThat(text)
                .contains(
                        "hikaricp_connections_active{",
                        "hikaricp_connections_pending{",
                        "guildhall_database_up 1.0",
                        "guildhall_transactions_undone_total{reason=\"lost_race\"}",
                        "guildhall_transactions_undone_total{reason=\"deadlock\"}",
                        "guildhall_transactions_undone_total{reason=\"lock_timeout\"}",
                        "guildhall_transactions_refused_total",
                        "guildhall_bulk_running 0.0",
                        "guildhall_bulk_waiting 0.0",
                        "jvm_memory_used_bytes{");
        assertThat(series(text).stream()
                        .filter(one -> one.name().equals("guildhall_database_size_bytes"))
                        .map(Series::value))
                .singleElement()
                .satisfies(size -> assertThat(size).isGreaterThan(1_000_000));
        assertThat(series(text).stream().map(Series::name)).contains("guildhall_database_oldest_transaction_seconds");
    }

    @Test
    void measuresRequestsByPatternOfTheAddressInAFewFixedSteps() {
        org.get("/v2/customers/123456789?source=INSTORE");

        List<Series> steps = series(scrape()).stream()
                .filter(one -> one.name().equals("http_server_requests_seconds_bucket"))
                .filter(one -> one.labels().contains("uri=\"/v2/customers/{id}\""))
                .toList();

        assertThat(steps.stream()
                        .map(one -> one.labels().replaceAll(".*le=\"([^\"]*)\".*", "$1"))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "30.0",
                        "+Inf");
    }

    @Test
    void namesFollowTheConventionsOfPrometheus() {
        String text = scrape();
        List<String> counters = text.lines()
                .filter(line -> line.startsWith("# TYPE ") && line.endsWith(" counter"))
                .map(line -> line.split(" ")[2])
                .toList();

        assertThat(counters).isNotEmpty().allMatch(name -> name.endsWith("_total"));
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE ")).map(line -> line.split(" ")[2]))
                .allMatch(name -> name.matches("[a-z][a-z0-9_]*"))
                .filteredOn(name -> name.startsWith("guildhall_") || name.startsWith("http_"))
                .noneMatch(name -> name.matches(".*_(ms|millis|milliseconds|minutes|kb|mb)(_.*)?"));
        Set<String> described = text.lines()
                .filter(line -> line.startsWith("# HELP guildhall_"))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toSet());
        assertThat(described).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void noRequestMakesANewSeriesByWhatStandsInIt() {
        oddRequests("a");
        Set<String> before = labels(scrape());

        oddRequests("b");

        Set<String> after = labels(scrape());
        after.removeAll(before);
        assertThat(after).isEmpty();
        assertThat(before).noneMatch(label -> label.contains("4477009") || label.contains(org.code()));
    }

    private void oddRequests(String mark) {
        for (int i = 0; i < 5; i++) {
            String unique = mark + i + org.code();
            Stream.of(
                            "/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=44770090033" + i,
                            "/v2/customers/77" + mark.hashCode() + i + "?source=INSTORE",
                            "/v2/no/such/" + unique,
                            "/" + unique,
                            "/v2/companies/" + unique,
                            "/v2/changes/" + unique,
                            "/docs/" + unique)
                    .forEach(path -> org.get(path));
            org.with("GET", "/v2/companies/all", null, "X-Request-Id", unique, "Accept", "application/json");
            raw(unique.toUpperCase(java.util.Locale.ROOT), "/v2/companies/all");
        }
    }

    @Test
    void aLookAtItCostsLittle() {
        scrape();
        long start = System.nanoTime();
        String text = "";
        for (int i = 0; i < 10; i++) {
            text = scrape();
        }
        Duration each = Duration.ofNanos((System.nanoTime() - start) / 10);

        assertThat(each).isLessThan(Duration.ofMillis(500));
        assertThat(series(text)).hasSizeLessThan(20_000);
    }

    private double value(String name, String operation, String outcome) {
        return series(scrape()).stream()
                .filter(one -> one.name().equals(name))
                .filter(one -> one.labels().contains("operation=\"" + operation + "\"")
                        && one.labels().contains("outcome=\"" + outcome + "\""))
                .mapToDouble(Series::value)
                .sum();
    }

    private static List<Series> series(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> {
                    Matcher found = SERIES.matcher(line);
                    assertThat(found.matches()).as(line).isTrue();
                    String labels = found.group(2) == null ? "" : found.group(2);
                    return new Series(found.group(1), labels, Double.parseDouble(found.group(3)));
                })
                .toList();
    }

    /// Of requests: every name of a label with every value it has.
    private static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        for (Series one : series(text)) {
            if (one.name().startsWith("http_") || one.name().startsWith("guildhall_")) {
                Matcher label = LABEL.matcher(one.labels());
                while (label.find()) {
                    labels.add(label.group(1) + "=" + label.group(2));
                }
            }
        }
        return labels;
    }

    private String scrape() {
        return send(managementPort, "GET", "/metrics").body();
    }

    private void raw(String method, String path) {
        send(port, method, path);
    }

    private static HttpResponse<String> send(int port, String method, String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + path);
            return http.send(
                    HttpRequest.newBuilder(address)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
