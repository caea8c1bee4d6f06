package io.guildhall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.contract.ForeignValues.Foreign;
import io.guildhall.contract.OpenApiContract.Operation;
import io.guildhall.contract.Slots.Request;
import io.guildhall.contract.Slots.Slot;
import io.guildhall.count.CountRollUp;
import io.guildhall.postgres.OwnerAccess;
import io.guildhall.postgres.SqlRecorder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/// An organisation B sends values of organisations A to every operation of the contract, at every place of a call. The
/// answers are, byte for byte, those for values that nobody has, they cost the same statements, and nothing of A has
/// changed afterwards.
///
/// Two organisations do the same side by side: one sends values of A, the other sends absent ones of the same shape. So
/// also what a call writes for B itself is the same on both sides.
@RunningService
class ForeignValuesTest {
    private static final OpenApiContract CONTRACT = OpenApiContract.shared();
    /// What differs from answer to answer by its nature.
    private static final Set<String> FREE_HEADERS =
            Set.of("date", "x-request-id", "content-length", "connection", "keep-alive");
    /// Not even told apart: two instants of one answer may fall into one second or into two.
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d)");
    /// Ids and change sets that the service draws for B: told apart by their order alone.
    private static final Pattern DRAWN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\b\\d{4,}\\b|eyJ[\\w.-]+");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestConfiguration
    static class Recording {
        @Bean
        static SqlRecorder sqlRecorder() {
            return new SqlRecorder();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private SqlRecorder recorder;

    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
    private final List<String> faults = new ArrayList<>();
    private int sent;

    /// An answer, freed from what differs by its nature, and what it cost.
    private record Told(int status, Map<String, List<String>> headers, String body, List<String> statements) {}

    @Test
    void valuesOfOthersAnswerAsValuesOfNobody(
            @Autowired Environment environment,
            @Autowired CountRollUp counts,
            @Autowired @Qualifier("importWorkers") SmartLifecycle workers) {
        DataSource owner = OwnerAccess.to(environment);
        ForeignValues.spreadIds(owner);
        Set<String> others = everythingOnce();
        workers.stop();
        counts.run(); // or it would change rows of others meanwhile
        List<Foreign> values = ForeignValues.of(owner, others);
        List<String> before = ForeignValues.fingerprint(owner, others);
        recorder.tell(statement -> {
            if (Thread.currentThread().getName().startsWith("tomcat-handler")) {
                statements.add(statement.sql());
            }
        });

        Map<String, Integer> places = new TreeMap<>();
        for (Operation operation : operations()) {
            places.put(operation.id(), walk(operation, values));
        }
        recorder.tell(_ -> {});

        System.out.printf(
                "%d values of others at %d places of %d operations, %d requests%n",
                values.size(),
                places.values().stream().mapToInt(Integer::intValue).sum(),
                places.size(),
                sent);
        assertThat(values.stream()
                        .flatMap(foreign -> Arrays.stream(foreign.kind().split(" "))))
                .contains(
                        "customer.id",
                        "customer_identifier.value",
                        "association.id",
                        "company.id",
                        "company.external_id",
                        "hierarchy.id",
                        "hierarchy.code",
                        "card.id",
                        "card.number",
                        "user_group.id",
                        "change_set.id",
                        "till.code",
                        "login.name",
                        "org.code",
                        "idempotency_key.key",
                        "import_job.id");
        assertThat(faults).isEmpty();
        assertThat(ForeignValues.fingerprint(owner, others)).isEqualTo(before);
    }

    private static List<Operation> operations() {
        return CONTRACT.operations().stream()
                // takes no values, and looks at the disk only now and then
                .filter(operation -> !operation.path().startsWith("/health/"))
                .toList();
    }

    /// Organisations A: for each operation one that has called it, with an Idempotency-Key where it takes one.
    private Set<String> everythingOnce() {
        Set<String> codes = new TreeSet<>();
        for (Operation operation : operations()) {
            TestOrganisation org = Fleet.create(port, ForeignValues.disguise());
            codes.add(org.code());
            EveryOperationTest.Call call = call(operation, org);
            if (call.operator()) {
                call.send(operation.method(), org);
            } else {
                org.with(
                        operation.method(),
                        call.path(),
                        call.body(),
                        "Content-Type",
                        call.type(),
                        Slots.KEY,
                        ForeignValues.KEY);
            }
        }
        return codes;
    }

    private static EveryOperationTest.Call call(Operation operation, TestOrganisation org) {
        assertThat(EveryOperationTest.CALLS).containsKey(operation.id());
        if (operation.id().equals("follow-import")) {
            return ImportOperations.followToItsEnd(org);
        }
        if (operation.id().equals("confirm-import") || operation.id().equals("read-import-rows")) {
            return ImportOperations.ofADryRunOnItsWay(org, operation.id());
        }
        return EveryOperationTest.CALLS.get(operation.id()).apply(org);
    }

    /// @return how many places the operation has
    private int walk(Operation operation, List<Foreign> values) {
        TestOrganisation one = Fleet.create(port);
        TestOrganisation other = Fleet.create(port);
        Request ofOne = request(operation, one);
        Request ofOther = request(operation, other);
        compare(operation + " as it is", one, ofOne, "", other, ofOther, "");
        List<Slot> slots = Slots.of(CONTRACT, operation, ofOne);
        for (Slot slot : slots) {
            for (Foreign foreign : values) {
                if (slot.takes(foreign)) {
                    compare(
                            operation.id() + " with " + foreign.kind() + " at " + slot,
                            one,
                            slot.with(ofOne, foreign.value()),
                            foreign.value(),
                            other,
                            slot.with(ofOther, foreign.absent()),
                            foreign.absent());
                }
            }
        }
        return slots.size();
    }

    private static Request request(Operation operation, TestOrganisation org) {
        EveryOperationTest.Call call = call(operation, org);
        String body = call.body() == null ? null : call.body().replace('\'', '"');
        return new Request(operation.method(), call.path(), body, call.type(), Map.of());
    }

    private void compare(
            String what,
            TestOrganisation one,
            Request ofOne,
            String value,
            TestOrganisation other,
            Request ofOther,
            String absent) {
        Told told = send(one, ofOne, value);
        Told expected = send(other, ofOther, absent);
        if (!told.equals(expected) && faults.size() < 20) {
            faults.add(what + ":\n" + told + "\nwhere nobody's value gives\n" + expected);
        }
    }

    private Told send(TestOrganisation org, Request call, String value) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + call.path()))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(org.till().getBytes()))
                .header("Content-Type", call.type())
                .method(
                        call.method(),
                        call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        sent++;
        statements.clear();
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            Map<String, List<String>> headers = new TreeMap<>();
            answer.headers().map().forEach((name, values) -> {
                if (!FREE_HEADERS.contains(name)) {
                    headers.put(
                            name,
                            values.stream()
                                    .map(text -> neutral(text, org, value))
                                    .toList());
                }
            });
            return new Told(answer.statusCode(), headers, neutral(answer.body(), org, value), cost());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Ids run out for one organisation as for another.
    private List<String> cost() {
        synchronized (statements) {
            return statements.stream()
                    .filter(sql -> !sql.contains("nextval"))
                    .map(sql -> sql.replaceAll("\\d{4,}", "…")
                            .strip()
                            .lines()
                            .findFirst()
                            .orElse(""))
                    .toList();
        }
    }

    private static String neutral(String text, TestOrganisation org, String value) {
        String word = "(?i)(?<![A-Za-z0-9])" + Pattern.quote(value) + "(?![A-Za-z0-9])";
        String own = (value.isEmpty() ? text : text.replaceAll(word, "«sent»")).replace(org.code(), "«own»");
        List<String> drawn = new ArrayList<>();
        String timeless = INSTANT.matcher(own).replaceAll("«instant»");
        return DRAWN.matcher(timeless).replaceAll(match -> "«" + place(drawn, match) + "»");
    }

    private static int place(List<String> drawn, MatchResult match) {
        if (!drawn.contains(match.group())) {
            drawn.add(match.group());
        }
        return drawn.indexOf(match.group());
    }
}
