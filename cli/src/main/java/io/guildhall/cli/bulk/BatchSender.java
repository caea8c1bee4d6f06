package io.guildhall.cli.bulk;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Answer;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.service.Json;
import io.guildhall.cli.service.Patience;
import io.guildhall.cli.service.Service;
import io.guildhall.cli.terminal.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends batches, each under a key of its own, so that one whose answer got lost is carried out once.
final class BatchSender {
    /// A batch has more items or people than the organisation takes in one call.
    private static final int TOO_MANY = 1060;
    /// The body is too long.
    private static final int TOO_LONG = 1688;
    /// Others held the same people for too long.
    private static final int CHANGED_CONCURRENTLY = 521;

    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(5);
    private static final String PATH = "/v2/customers/bulk";

    private final Service service;
    private final Output output;
    private final String method;
    private final Map<String, String> query;
    private final String key;
    private final int retries;
    private int batchSize;

    /// @param key of the run; each batch adds the place where it begins
    BatchSender(
            Service service,
            Output output,
            String method,
            Map<String, String> query,
            String key,
            int retries,
            int batchSize) {
        this.service = service;
        this.output = output;
        this.method = method;
        this.query = query;
        this.key = key;
        this.retries = retries;
        this.batchSize = batchSize;
    }

    /// How many items the next batch may have; less after the service found one too large.
    int batchSize() {
        return batchSize;
    }

    /// Hands each item to `report` with the element of the answer that belongs to it, in order.
    ///
    /// @throws CommandFailure where the service refuses the batch as a whole or does not answer
    void send(List<Item> batch, boolean mayHalve, BiConsumer<Item, JsonNode> report) throws InterruptedException {
        Answer answer = sendUntilFree(batch);
        boolean tooLarge = answer.hasError(TOO_MANY) || answer.hasError(TOO_LONG) || answer.status() == 413;
        if (tooLarge && mayHalve && batch.size() > 1) {
            int half = (batch.size() + 1) / 2;
            batchSize = Math.min(batchSize, half);
            output.say("guildhall: %d items are too many for one call here, going on with %d"
                    .formatted(batch.size(), half));
            send(batch.subList(0, half), true, report);
            send(batch.subList(half, batch.size()), true, report);
            return;
        }
        JsonNode outcomes = answer.orRefuse().json();
        if (!outcomes.isArray() || outcomes.size() != batch.size()) {
            throw new CommandFailure(
                    ExitCode.CONNECTION,
                    "The answer has %d elements for %d items.".formatted(outcomes.size(), batch.size()));
        }
        for (int position = 0; position < batch.size(); position++) {
            Item item = batch.get(position);
            report.accept(item, inTheFile((ObjectNode) outcomes.get(position), position, item.index()));
        }
    }

    /// Where every item failed because others held the same people, nothing was written and the same makes sense again.
    private Answer sendUntilFree(List<Item> batch) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            Answer answer = sendOnce(batch, attempt);
            if (attempt >= retries || !answer.ok() || !allHeld(answer.json())) {
                return answer;
            }
            long seconds = Math.min(30, 1L << Math.min(attempt, 5));
            output.say("guildhall: others hold the same people, trying again in %d s".formatted(seconds));
            Thread.sleep(Duration.ofSeconds(seconds));
        }
    }

    private Answer sendOnce(List<Item> batch, int attempt) throws InterruptedException {
        ArrayNode body = Json.MAPPER.createArrayNode();
        batch.forEach(item -> body.add(item.content()));
        String batchKey = "%s-%d-%d".formatted(key, batch.getFirst().index(), batch.size());
        return service.send(Call.write(method, PATH)
                .with(query)
                .header("Idempotency-Key", attempt == 0 ? batchKey : batchKey + "-" + attempt)
                .body(body)
                .patience(Patience.of(retries))
                .answerLimit(ANSWER_LIMIT));
    }

    private static boolean allHeld(JsonNode outcomes) {
        return !outcomes.isEmpty()
                && outcomes.values().stream()
                        .allMatch(outcome ->
                                outcome.path("errors").path(0).path("code").asInt(0) == CHANGED_CONCURRENTLY);
    }

    /// The service counts from the start of the batch, people from the start of their file.
    private static JsonNode inTheFile(ObjectNode outcome, int position, int index) {
        outcome.put("index", index);
        repoint(outcome, "/" + position, "/" + index);
        for (JsonNode child : outcome.path("children")) {
            repoint(child, "/" + position, "/" + index);
        }
        return outcome;
    }

    private static void repoint(JsonNode outcome, String from, String to) {
        for (String kind : List.of("errors", "warnings")) {
            for (JsonNode problem : outcome.path(kind)) {
                String field = problem.path("field").asString("");
                if (field.equals(from) || field.startsWith(from + "/")) {
                    ((ObjectNode) problem).put("field", to + field.substring(from.length()));
                }
            }
        }
    }
}
