package io.guildhall.e2e.crash;

import io.guildhall.e2e.Caller;
import io.guildhall.e2e.Caller.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// A client that behaves as clients should: it sends one call after the other, and each again, with the same key and
/// body, until it is acknowledged.
final class LoadClient implements Callable<List<Acknowledged>> {
    private static final String PATH = "/v2/customers/bulk";
    private static final int CONCURRENT_CHANGE = 521;
    private static final int MOST_PAUSE_MILLIS = 20;
    private static final long RETRY_MILLIS = 100;
    /// A call that cannot be had through by then never will.
    private static final long MOST_TRIES = 3_000;

    private final Caller caller;
    private final Fleet fleet;
    private final RandomGenerator random;
    private final AtomicBoolean over;
    private final Tally tally;

    LoadClient(Caller caller, Fleet fleet, RandomGenerator random, AtomicBoolean over, Tally tally) {
        this.caller = caller;
        this.fleet = fleet;
        this.random = random;
        this.over = over;
        this.tally = tally;
    }

    @Override
    public List<Acknowledged> call() throws InterruptedException {
        List<Acknowledged> acknowledged = new ArrayList<>();
        while (!over.get()) {
            acknowledged.add(acknowledged(caller, fleet.next(), tally));
            Thread.sleep(random.nextInt(MOST_PAUSE_MILLIS));
        }
        return acknowledged;
    }

    /// Why a try was not the last one.
    private enum Hitch {
        NO_ANSWER,
        UNAVAILABLE,
        BUSY
    }

    /// Sends a call until it is acknowledged.
    static Acknowledged acknowledged(Caller caller, Call call, Tally tally) throws InterruptedException {
        Hitch last = null;
        for (long tries = 1; tries <= MOST_TRIES; tries++) {
            Hitch before = last;
            try {
                Answer answer = caller.send(call.method(), PATH, call.body(), call.key());
                last = hitch(call, answer);
                if (last == null) {
                    tally.add("acknowledged");
                    if (before != null && !answer.header("Idempotent-Replay").isEmpty()) {
                        // it had been carried out, and the answer was lost with whatever was killed
                        tally.add("replayed after " + before);
                    }
                    return Acknowledged.of(call, answer);
                }
            } catch (IOException _) {
                last = Hitch.NO_ANSWER;
            }
            tally.add("tries ended with " + last);
            Thread.sleep(RETRY_MILLIS);
        }
        throw new AssertionError("%s was never acknowledged, at last: %s".formatted(call.key(), last));
    }

    /// @return null where the call is acknowledged
    private static Hitch hitch(Call call, Answer answer) {
        return switch (answer.status()) {
            case 200 -> hitchOfItems(call, answer);
            case 503 -> Hitch.UNAVAILABLE;
            case 409 -> Hitch.BUSY;
            default ->
                throw new AssertionError(
                        "%s was answered with %d: %s".formatted(call.key(), answer.status(), answer.body()));
        };
    }

    /// Where others hold the same people for too long, every item says so and nothing was done.
    private static Hitch hitchOfItems(Call call, Answer answer) {
        List<Integer> errors = new ArrayList<>();
        int items = 0;
        for (JsonNode item : answer.json()) {
            items++;
            item.path("errors").forEach(error -> errors.add(error.path("code").intValue()));
            item.path("childEntities")
                    .forEach(child -> child.path("errors")
                            .forEach(error -> errors.add(-error.path("code").intValue())));
        }
        if (errors.isEmpty()) {
            return null;
        }
        boolean busy = answer.header("X-Change-Id").isEmpty()
                && errors.stream().allMatch(code -> Math.abs(code) == CONCURRENT_CHANGE);
        if (busy) {
            return Hitch.BUSY;
        }
        throw new AssertionError("%s failed in %d items: %s".formatted(call.key(), items, answer.body()));
    }
}
