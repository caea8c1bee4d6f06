package io.guildhall.cli.doctor;

import io.guildhall.cli.ProgramVersion;
import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.config.Settings;
import io.guildhall.cli.service.Answer;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.service.Call.Who;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.Workplace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The checks, one after the other; what builds on one that failed is left out.
final class Checkup {
    private static final Duration ALLOWED_SKEW = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Pattern CONTRACT_VERSION = Pattern.compile("(?m)^  version: *['\"]?([\\w.-]+)");
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");

    private final Workplace place;
    private final List<Finding> findings = new ArrayList<>();

    Checkup(Workplace place) {
        this.place = place;
    }

    List<Finding> run() throws InterruptedException {
        Settings settings = place.service().settings();
        findings.add(Finding.ok("configuration", settings.origin()));
        findings.add(address(settings));
        Optional<Answer> ready = connection();
        if (ready.isPresent()) {
            findings.add(clock(ready.get().header("Date"), Instant.now()));
            version();
            till();
            operator();
        }
        return List.copyOf(findings);
    }

    private static Finding address(Settings settings) {
        String url = settings.url().toString();
        return url.startsWith("http://") && !settings.isLoopback()
                ? Finding.note(
                        "address",
                        url + " is not encrypted: secrets and people travel in the open",
                        "put a proxy with TLS in front of the service and use https")
                : Finding.ok("address", url);
    }

    private Optional<Answer> connection() throws InterruptedException {
        Answer answer;
        try {
            answer = place.send(Call.get("/health/ready").as(Who.NOBODY));
        } catch (CommandFailure failure) {
            findings.add(Finding.bad(
                    "connection",
                    failure.sentence(),
                    "start the service (./guildhall run), or correct the address, a firewall or a proxy between",
                    ExitCode.CONNECTION));
            return Optional.empty();
        }
        if (answer.status() == 503) {
            findings.add(Finding.bad(
                    "connection",
                    "the service is there but not ready: its database does not answer, or migrations are running",
                    "look into the service's log; its operator knows docs/operations.md",
                    ExitCode.CONNECTION));
        } else if (answer.ok() && isHealth(answer)) {
            String took = "ready, answered in %d ms".formatted(answer.took().toMillis());
            findings.add(
                    answer.took().compareTo(SLOW) > 0
                            ? Finding.note("connection", took, "the way there is slow; batches take longer")
                            : Finding.ok("connection", took));
            return Optional.of(answer);
        } else {
            findings.add(Finding.bad(
                    "connection",
                    "something answers there (status %d), but it is no Guildhall".formatted(answer.status()),
                    "correct the address; a proxy may answer in the service's place",
                    ExitCode.CONNECTION));
        }
        return Optional.empty();
    }

    private static boolean isHealth(Answer answer) {
        try {
            return People.text(answer.json(), "status").equals("UP");
        } catch (CommandFailure _) {
            return false;
        }
    }

    /// @param date of an answer: whole seconds, written before the answer travelled
    static Finding clock(String date, Instant now) {
        Instant theirs;
        try {
            theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException _) {
            return Finding.note("clock", "the answer has no date to compare with", null);
        }
        Duration ahead = Duration.between(theirs, now);
        if (ahead.abs().compareTo(ALLOWED_SKEW) <= 0) {
            return Finding.ok("clock", "the same as the service's, to a few seconds");
        }
        return Finding.bad(
                "clock",
                "this machine is %d s %s the service"
                        .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
                "set both clocks by NTP; instants (--as-of) and tokens are judged by the service's",
                ExitCode.PARTLY);
    }

    private void version() throws InterruptedException {
        String ours = ProgramVersion.of();
        Answer answer = place.send(Call.get("/openapi.yaml").as(Who.NOBODY).header("Accept", "application/yaml"));
        Matcher contract = CONTRACT_VERSION.matcher(new String(answer.body(), StandardCharsets.UTF_8));
        if (!answer.ok() || !contract.find()) {
            findings.add(
                    Finding.note("version", "this is %s; the service does not tell its own".formatted(ours), null));
            return;
        }
        String theirs = contract.group(1);
        String found = "this is %s, the service speaks %s".formatted(ours, theirs);
        findings.add(
                release(ours).equals(release(theirs)) || release(ours).isEmpty()
                        ? Finding.ok("version", found)
                        : Finding.note("version", found, "use the guildhall command of the service's release"));
    }

    /// What stands for compatibility: the first two numbers.
    private static String release(String version) {
        Matcher numbers = RELEASE.matcher(version);
        return numbers.matches() ? numbers.group(1) + "." + numbers.group(2) : "";
    }

    private void till() throws InterruptedException {
        Answer answer;
        try {
            answer = place.send(Call.get("/v2/organization/activeTill"));
        } catch (CommandFailure failure) {
            findings.add(Finding.bad("till", failure.sentence(), failure.advice(), failure.code()));
            return;
        }
        if (answer.ok()) {
            JsonNode till = answer.json();
            findings.add(Finding.ok(
                    "till", "logged in as %s (%s)".formatted(People.text(till, "code"), People.text(till, "name"))));
        } else {
            CommandFailure refusal = answer.refusal();
            findings.add(Finding.bad(
                    "till",
                    refusal.sentence(),
                    "compare code and secret with the organisation's document (guildhall org export); a till or"
                            + " organisation that is switched off is refused too",
                    refusal.code()));
        }
    }

    /// Most people have no such credential and need none.
    private void operator() throws InterruptedException {
        if (!place.service().settings().knowsOperator()) {
            findings.add(Finding.note("operator", "no credential; guildhall org needs one, nothing else does", null));
            return;
        }
        Answer answer;
        try {
            answer = place.send(Call.get("/admin/v1/orgs").as(Who.OPERATOR));
        } catch (CommandFailure failure) {
            findings.add(Finding.bad("operator", failure.sentence(), failure.advice(), failure.code()));
            return;
        }
        if (answer.ok()) {
            int organisations = answer.json().path("data").size();
            findings.add(Finding.ok(
                    "operator",
                    "the credential is good; %d organisation%s"
                            .formatted(organisations, organisations == 1 ? "" : "s")));
        } else {
            CommandFailure refusal = answer.refusal();
            findings.add(Finding.bad(
                    "operator",
                    refusal.sentence(),
                    "take the credential from the data directory of the service (file operator), or from GUILDHALL_OPERATOR"
                            + " of its environment",
                    refusal.code()));
        }
    }
}
