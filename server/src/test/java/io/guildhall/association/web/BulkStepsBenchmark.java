package io.guildhall.association.web;

import io.guildhall.association.Applied;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Operation;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.domain.Planner;
import io.guildhall.association.domain.Snapshot;
import io.guildhall.association.domain.Snapshot.Holdings;
import io.guildhall.association.wire.BatchParser;
import io.guildhall.association.wire.BulkReader;
import io.guildhall.association.wire.WireItem;
import io.guildhall.company.domain.Company;
import io.guildhall.customer.domain.Customer;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import io.guildhall.org.domain.FieldDefinition;
import io.guildhall.org.domain.FieldDefinition.DataType;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.domain.Source;
import io.guildhall.org.domain.StatusLabels;
import io.guildhall.org.domain.Till;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/// What the steps of one bulk call cost without database and network: 1,000 new people with everything that workload W
/// of `./guildhall bench` gives them, below 50 parents in 50 companies. Times are of one call.
///
/// `./guildhall bench --steps`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class BulkStepsBenchmark {
    private static final int PEOPLE = 1_000;
    private static final int PARENTS = 50;
    private static final long TILL = 7;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Hierarchy FLEET = new Hierarchy(
            1,
            "FLEET",
            "Fleet",
            "",
            true,
            true,
            false,
            true,
            false,
            List.of(
                    new Role("OWNER", "DRIVER", 1_000, List.of(), false, false),
                    new Role("DRIVER", null, null, List.of(), false, false)),
            null,
            NOW);
    private static final OrganisationSetup SETUP = setup();

    private final byte[] body = body();
    private final List<WireItem> items = readJson();
    private final Batch batch = parseItems();
    private final Plan plan = planBatch();
    private final Executed executed = new Executed(SETUP, plan, applied(plan), null);

    @Benchmark
    public List<WireItem> readJson() {
        return BulkReader.read(JSON, body, Settings.MAX_BATCH_ITEMS, Settings.MAX_BATCH_PEOPLE);
    }

    @Benchmark
    public final Batch parseItems() {
        Batch.Options options = new Batch.Options(Atomicity.ITEM, false, false, false, false, false);
        return BatchParser.parse(items, Operation.ASSOCIATE, options, null, null, SETUP, NOW);
    }

    @Benchmark
    public final Plan planBatch() {
        Snapshot nobody = new Snapshot(
                SETUP, List.of(FLEET), Map.of(), Map.of(), List.of(), companies(), Set.of(), Holdings.NONE);
        return Planner.plan(batch, nobody, TILL, NOW);
    }

    @Benchmark
    public void writeAnswer() {
        try (var generator = JSON.createGenerator(OutputStream.nullOutputStream())) {
            new AnswerWriter(generator, executed, Operation.ASSOCIATE).write(plan.outcomes());
        }
    }

    private static Applied applied(Plan plan) {
        if (plan.outcomes().getFirst().self() instanceof Plan.Result.Refused refused) {
            throw new IllegalStateException("The people made for this are refused: " + refused.errors());
        }
        List<Customer> people = IntStream.range(0, plan.people().size())
                .mapToObj(i ->
                        ((PlannedPerson.Fresh) plan.people().get(i)).customer().withId(i + 1L))
                .toList();
        long[] memberships = LongStream.rangeClosed(1, people.size()).toArray();
        return new Applied(people, memberships, Map.of(), Set.of());
    }

    private static List<Company> companies() {
        return IntStream.range(0, PARENTS)
                .mapToObj(i -> new Company(
                        i + 1L, "company-" + i, "Company", FLEET.id(), null, List.of(i + 1L), Fields.NONE, true))
                .toList();
    }

    private static OrganisationSetup setup() {
        return new OrganisationSetup(
                1,
                "bench",
                1,
                "GB",
                ZoneOffset.UTC,
                "GBP",
                "en",
                Settings.DEFAULTS,
                Map.of("INSTORE", new Source("INSTORE", List.of())),
                Map.of("shift", field("shift"), "vehicle", field("vehicle")),
                Map.of(
                        FieldDefinition.Entity.CUSTOMER,
                        Map.of("language", field("language"), "home_depot", field("home_depot"))),
                List.of(new Till(TILL, "till", "Till", true)),
                List.of(),
                List.of(),
                StatusLabels.NONE,
                StatusLabels.NONE,
                null);
    }

    private static FieldDefinition field(String name) {
        return new FieldDefinition(name, DataType.STRING, List.of(), false);
    }

    private static byte[] body() {
        return IntStream.range(0, PEOPLE)
                .mapToObj(BulkStepsBenchmark::person)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String person(int i) {
        int parent = i / (PEOPLE / PARENTS);
        return """
                {"profiles":[{"firstName":"Ada","lastName":"Okafor","identifiers":[{"type":"mobile","value":"+4477001%1$05d"},\
                {"type":"cuid","value":"CU-%1$d"},{"type":"externalId","value":"GH%1$d"}],"commChannels":[\
                {"type":"mobile","value":"+4477001%1$05d","primary":true,"verified":true},\
                {"type":"email","value":"ada.%1$d@people.example","primary":true,"verified":false}],\
                "fields":{"shift":"early","vehicle":"van"},"source":"INSTORE"}],"loyaltyInfo":{"loyaltyType":"loyalty"},\
                "extendedFields":{"language":"Welsh","home_depot":"Depot 7"},"associationDetails":{"hierarchyCode":"FLEET",\
                "roleCode":"DRIVER","parentCustomer":{"roleCode":"OWNER","profiles":[{"identifiers":[{"type":"mobile",\
                "value":"+4477002%2$05d"}],"source":"INSTORE"}]},"fleetCompany":{"externalId":"company-%2$d"}}}""".formatted(i, parent);
    }
}
