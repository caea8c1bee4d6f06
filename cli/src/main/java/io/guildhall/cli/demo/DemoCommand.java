package io.guildhall.cli.demo;

import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.work.HelpOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `guildhall demo`: starts a service, sets an organisation up, sends the cases, and stays up to be tried out.
@Command(
        name = "demo",
        header = "a service of its own at work on made-up data",
        description =
                "Starts a service with an embedded PostgreSQL in a throw-away directory, sets up a made-up fuel brand, sends"
                        + " the worked cases and shows who became whom. Then it imports a file of 20,000 people, corrects what failed,"
                        + " and takes all of it back. It stays up, with three curl lines to copy; Ctrl-C ends it and removes"
                        + " everything.",
        footer = {"guildhall demo", "guildhall demo --exit"})
public final class DemoCommand implements Callable<Integer> {
    private static final String BULK = "/v2/customers/bulk";

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(names = "--server", required = true, paramLabel = "JAR", description = "The service to start.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private Path server;

    @Option(names = "--java-option", hidden = true, description = "For the service; without any, for a quick start.")
    private List<String> javaOptions = List.of("-XX:TieredStopAtLevel=1");

    @Option(names = "--exit", description = "End after the work: status 0 if every outcome was as expected, else 1.")
    private boolean exit;

    @Option(names = "--without-file", hidden = true, description = "Without the cases about a file of 20,000 people.")
    private boolean withoutFile;

    private final Output output = Output.ofProcess();
    private final Credentials credentials = Credentials.random();

    @Override
    public Integer call() throws InterruptedException {
        try (Session session = Session.open(credentials, output)) {
            return demonstrate(session);
        }
    }

    private int demonstrate(Session session) throws InterruptedException {
        try {
            Service service = session.start(server, javaOptions);
            new SetUp(service, output).run(credentials);
            List<String> unexpected = runCases(service);
            if (!withoutFile) {
                Commands commands = new Commands(service.base(), credentials, session.folder(), output);
                unexpected.addAll(new ImportCases(
                                service, commands, output, DemoData.cases().size())
                        .run());
            }
            summarise(unexpected);
            if (!exit) {
                invite(service);
                session.await();
            }
            return unexpected.isEmpty() ? 0 : 1;
        } catch (DemoFailure e) {
            if (!session.isClosed()) { // else it was told to end, and what broke off is no news
                output.say("guildhall: " + e.sentence());
            }
            return 1;
        }
    }

    /// The titles of cases with another outcome than the expected one.
    private List<String> runCases(Service service) throws InterruptedException {
        List<String> unexpected = new ArrayList<>();
        List<DemoCase> cases = DemoData.cases();
        for (int index = 0; index < cases.size(); index++) {
            DemoCase demoCase = cases.get(index);
            Reply reply = service.send(demoCase.request());
            Answer answer = AnswerReader.read(reply.body());
            List<String> differences = Comparison.differences(demoCase, reply, answer);
            show(index + 1, demoCase, reply, answer, differences);
            if (!differences.isEmpty()) {
                unexpected.add("%d. %s".formatted(index + 1, demoCase.title()));
            }
        }
        return unexpected;
    }

    private void show(int number, DemoCase demoCase, Reply reply, Answer answer, List<String> differences) {
        DemoCase.Call request = demoCase.request();
        output.heading("%d. %s".formatted(number, demoCase.title()));
        output.line(demoCase.story());
        output.note("%s %s%s -> %d"
                .formatted(request.method(), request.path(), request.isDryRun() ? "?dryRun=true" : "", reply.status()));
        output.table(CaseReport.people(answer, request.isDryRun()));
        output.table(CaseReport.problems(answer));
        Verdict.show(output, differences);
    }

    private void summarise(List<String> unexpected) {
        output.line("");
        if (unexpected.isEmpty()) {
            output.line("All outcomes are the expected ones.", Style.GOOD);
        } else {
            output.line("Not as expected: " + String.join("; ", unexpected), Style.BAD);
        }
    }

    private void invite(Service service) {
        output.heading("The service stays up at " + service.base());
        output.line("Read about its calls at %s/docs in a browser.".formatted(service.base()));
        output.table(new Table(
                List.of(Column.code("User"), Column.code("Secret"), Column.text("Use")),
                Arrays.stream(Login.values())
                        .map(login -> List.of(
                                Cell.of(login.user()), Cell.of(credentials.secret(login)), Cell.of(login.purpose())))
                        .toList()));
        output.line("Three lines to copy: who drives for Greta, what would become of a new driver, the organisation.");
        curlLines(service).forEach(line -> {
            output.line("");
            output.line(line);
        });
        output.line("");
        output.say("Ctrl-C ends the service and removes its data.");
    }

    private List<String> curlLines(Service service) {
        String children = service.uri(
                        BULK,
                        Map.of(
                                "source", "INSTORE",
                                "associationEntityType", "parentCustomer",
                                "associationEntityIdentifierType", "externalId",
                                "associationEntityIdentifierValue", "BRK-DEP-05",
                                "includeCustomerAssociateDetail", "true"))
                .toString();
        String dryRun =
                service.uri(BULK, Map.of("source", "INSTORE", "dryRun", "true")).toString();
        String driver = """
                [{"profiles":[{"firstName":"Ada","lastName":"Finch","identifiers":[{"type":"mobile","value":"447700900777"}]}],\
                "associationDetails":{"roleCode":"DRIVER",\
                "parentCustomer":{"profiles":[{"identifiers":[{"type":"externalId","value":"BRK-DEP-05"}]}]},\
                "fleetCompany":{"externalId":"BRACKWATER-HQ"}}}]""";
        return List.of(
                "curl -u %s '%s'".formatted(credentials.pair(Login.READER), children),
                "curl -u %s -H 'Content-Type: application/json' '%s' -d '%s'"
                        .formatted(credentials.pair(Login.DESK), dryRun, driver),
                "curl -u %s %s".formatted(credentials.pair(Login.OPERATOR), service.base() + SetUp.ORGANISATION));
    }
}
