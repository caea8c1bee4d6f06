package io.guildhall.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.e2e.Caller;
import io.guildhall.e2e.Caller.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Holds the outcome against what the service answers.
final class ServiceCheck {
    private static final int CALLERS = 4;

    private final Caller caller;
    private final Outcome outcome;
    private final Tally tally;

    ServiceCheck(Caller caller, Outcome outcome, Tally tally) {
        this.caller = caller;
        this.outcome = outcome;
        this.tally = tally;
    }

    void run() throws Exception {
        List<Callable<Void>> checks = new ArrayList<>();
        for (Acknowledged one : outcome.acknowledged()) {
            checks.add(() -> {
                isReplayed(one);
                changeSetIsWhole(one);
                return null;
            });
        }
        outcome.ids()
                .forEach((person, id) -> checks.add(() -> {
                    isFound(person, id);
                    return null;
                }));
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            for (Future<Void> check : threads.invokeAll(checks)) {
                check.get();
            }
        }
        tally.add("people found", outcome.ids().size());
        tally.add("change sets whole", outcome.acknowledged().size());
    }

    private void isFound(String person, long id) throws Exception {
        Answer found =
                caller.get("/v2/customers/lookup?source=INSTORE&identifierName=externalId&identifierValue=" + person);
        assertThat(found.status()).as("status of looking up %s", person).isEqualTo(200);
        assertThat(found.json().path("entity").longValue())
                .as("id of %s", person)
                .isEqualTo(id);
    }

    private void isReplayed(Acknowledged one) throws Exception {
        Call call = one.call();
        Answer again = caller.send(call.method(), "/v2/customers/bulk", call.body(), call.key());
        assertThat(again.status()).as(call.key()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replay")).as(call.key()).isEqualTo("true");
        assertThat(again.header("X-Change-Id")).as(call.key()).isEqualTo(one.changeId());
        assertThat(again.body()).as(call.key()).isEqualTo(one.body());
    }

    private void changeSetIsWhole(Acknowledged one) throws Exception {
        Call call = one.call();
        Answer answer = caller.get("/v2/changes/" + one.changeId());
        assertThat(answer.status())
                .as("status of the change set of %s", call.key())
                .isEqualTo(200);
        Set<String> expected = new TreeSet<>();
        for (Call.Newcomer newcomer : call.newcomers()) {
            long id = outcome.ids().get(newcomer.person());
            expected.add("customer CREATE " + id);
            expected.add("association CREATE of " + id);
        }
        call.moves()
                .keySet()
                .forEach(person ->
                        expected.add("association UPDATE of " + outcome.ids().get(person)));
        created(one).forEach(company -> expected.add("company CREATE " + company));
        List<String> records = new ArrayList<>();
        answer.json().path("records").forEach(record -> records.add(line(record)));
        assertThat(records).as("records of %s", call.key()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String line(JsonNode record) {
        String what =
                record.path("type").stringValue() + " " + record.path("action").stringValue() + " ";
        return what
                + switch (record.path("type").stringValue()) {
                    case "association" ->
                        "of " + record.path("after").path("customerId").longValue();
                    case "company" -> record.path("after").path("externalId").stringValue();
                    default -> record.path("id").longValue();
                };
    }

    /// Companies that this very call made, as its answer says.
    private static Set<String> created(Acknowledged one) {
        JsonNode answer = new tools.jackson.databind.json.JsonMapper().readTree(one.body());
        return answer.findParents("created").stream()
                .map(company -> company.path("externalId").stringValue())
                .collect(Collectors.toSet());
    }
}
