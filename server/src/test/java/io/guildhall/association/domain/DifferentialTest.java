package io.guildhall.association.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.guildhall.RunningService;
import io.guildhall.association.BulkAssociation;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.company.domain.Company;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Batches drawn from a seed, carried out by the whole service in its database, against the naive model: the same
/// outcome for each item, the same people, places, companies, cards and enrolments afterwards, and sums that are right.
/// `-Dguildhall.batches=N` says how many, `-Dguildhall.first-seed=S` where to begin.
@RunningService
class DifferentialTest {
    private static final int BATCHES_OF_A_SEED = 20;
    private static final int SEEDS_OF_A_TEST = 20;
    /// Organisations do not see each other, so that several may be at work.
    private static final int THREADS = 4;
    /// More than ten, so that one item's pointer is the beginning of another's.
    private static final int MOST_ITEMS = 13;
    /// Most batches let the rest stand when something fails.
    private static final List<Atomicity> ATOMICITIES =
            List.of(Atomicity.ITEM, Atomicity.ITEM, Atomicity.TREE, Atomicity.ITEM, Atomicity.BATCH);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private BulkAssociation bulk;

    /// Seeds, all of which are tried at once.
    record Seeds(long first, long end) {
        @Override
        public String toString() {
            return first + " to " + (end - 1);
        }
    }

    static Stream<Seeds> seeds() {
        long first = Long.getLong("guildhall.first-seed", 0);
        long end = first + Math.ceilDiv(Integer.getInteger("guildhall.batches", 400), BATCHES_OF_A_SEED);
        return LongStream.iterate(first, from -> from < end, from -> from + SEEDS_OF_A_TEST)
                .mapToObj(from -> new Seeds(from, Math.min(from + SEEDS_OF_A_TEST, end)));
    }

    @ParameterizedTest(name = "seeds {0}")
    @MethodSource("seeds")
    void theServiceDoesWhatTheNaiveModelDoes(Seeds seeds) {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> courses = new ArrayList<>();
            LongStream.range(seeds.first, seeds.end).forEach(seed -> courses.add(threads.submit(() -> follow(seed))));
            assertAll(courses.stream().map(course -> () -> await(course)));
        }
    }

    private static void await(Future<?> course) throws Throwable {
        try {
            course.get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    private void follow(long seed) {
        Course course = new Course(seed);
        for (int i = 0; i < BATCHES_OF_A_SEED; i++) {
            course.batch(i);
        }
        StoredSums.areRight(course.stored, "seed " + seed);
    }

    /// One world, from its first people on.
    private final class Course {
        private final long seed;
        private final RandomWorld random;
        private final RandomBenefits benefits;
        private final StoredWorld stored;
        private final Set<String> cards = new TreeSet<>();
        private final Set<String> enrolments = new TreeSet<>();
        private World world;

        Course(long seed) {
            this.seed = seed;
            this.random = new RandomWorld(seed, seed % 4 != 0);
            this.benefits = new RandomBenefits(seed);
            world = random.stored.copy().set(RandomBenefits.SETUP);
            world.customers.clear();
            world.links.clear();
            world.companies.replaceAll((_, company) -> opened(company));
            RandomBenefits.FREE.forEach(number -> world.card(Setup.PARTNER, number, null));
            stored = new StoredWorld(port, jdbc, transactions, bulk, world);
            Batch founding = new Batch(
                    Operation.ASSOCIATE, Batch.Options.of(Atomicity.ITEM), SeededRequests.founders(random.stored));
            carryOut("the founding", founding);
            closeCompanies();
        }

        private void closeCompanies() {
            for (Company company : random.stored.companies.values()) {
                if (!company.active()) {
                    stored.close(company.externalId());
                    world.companies.replaceAll(
                            (_, other) -> other.path().contains(company.id()) ? other.inactive() : other);
                }
            }
        }

        void batch(int number) {
            Operation operation = (seed + number) % 3 == 0 ? Operation.UPDATE : Operation.ASSOCIATE;
            Atomicity atomicity = ATOMICITIES.get((int) ((seed + number) % ATOMICITIES.size()));
            random.newcomer();
            carryOut("batch " + number, random.batch(operation, atomicity, MOST_ITEMS));
        }

        private void carryOut(String which, Batch drawn) {
            Batch batch = benefits.in(drawn);
            NaiveModel model = new NaiveModel(world, batch);
            Plan plan = world.plan(batch);
            Executed executed = stored.execute(batch);
            cards.addAll(model.benefits.cards());
            enrolments.addAll(model.benefits.enrolments());
            String asked =
                    which + " of seed " + seed + ": " + Told.asked(batch) + RandomBenefits.asked(batch) + world.places()
                            + world.cards.values().stream()
                                    .map(card -> card.number() + " of " + card.customerId())
                                    .toList();

            assertThat(Told.firstCodes(executed.plan()))
                    .as("outcomes, %s", asked)
                    .isEqualTo(model.firstCodes());
            StoredWorld.Contents found = stored.contents(executed.changeId());
            assertThat(found.registered()).as("people, %s", asked).isEqualTo(model.registered());
            assertThat(found.places()).as("places, %s", asked).isEqualTo(model.places());
            assertThat(found.companies()).as("companies, %s", asked).isEqualTo(model.companies());
            assertThat(found.cards()).as("cards, %s", asked).isEqualTo(cards);
            assertThat(found.enrolments()).as("enrolments, %s", asked).isEqualTo(enrolments);
            assertThat(found.changed())
                    .as("records of changed people, %s", asked)
                    .isEqualTo(changed(executed.plan()));
            world = RandomBenefits.given(world.after(plan), plan);
        }
    }

    private static Company opened(Company company) {
        return new Company(
                company.id(),
                company.externalId(),
                company.name(),
                company.hierarchyId(),
                company.parentId(),
                company.path(),
                company.extendedFields(),
                true);
    }

    private static int changed(Plan plan) {
        return (int) plan.people().stream()
                .filter(person -> person instanceof PlannedPerson.Registered registered
                        && !registered.before().equals(registered.after()))
                .count();
    }
}
