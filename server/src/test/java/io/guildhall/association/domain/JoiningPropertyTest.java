package io.guildhall.association.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every batch where an identifier means the same person in every source, tried on worlds drawn from a
/// seed.
class JoiningPropertyTest {
    private static final int BATCHES = 4;
    /// See [PlannerPropertyTest].
    private static final Set<Integer> AT_ODDS_WITH_ITSELF = Set.of(1608, 1618, 1648, 1687);

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("guildhall.seeds", 400));
    }

    private static Operation operation(long seed) {
        return seed % 7 == 0 ? Operation.UPDATE : Operation.ASSOCIATE;
    }

    private static Atomicity atomicity(long seed) {
        return Atomicity.values()[(int) (seed / 3 % 3)];
    }

    private static boolean isAtOddsWithItself(Plan plan) {
        return Told.firstCodes(plan).stream().flatMap(codes -> codes.stream()).anyMatch(AT_ODDS_WITH_ITSELF::contains);
    }

    /// What leans on the person of a refused item is refused (1625). Once others of the batch are registered the same
    /// item may lead to nobody in particular (8052), and what leaned on the person stands. Closed companies (1705)
    /// are as in [PlannerPropertyTest].
    private static boolean leansOnWhoeverMayBeSomebodyElse(Plan plan) {
        return Told.firstCodes(plan).stream().anyMatch(codes -> codes.contains(1625) || codes.contains(1705));
    }

    /// Everybody with all identifiers, whatever the id.
    private static Set<Set<String>> people(World world) {
        Set<Set<String>> people = new HashSet<>();
        world.customers.values().forEach(customer -> people.add(identifiers(customer)));
        return people;
    }

    private static Set<String> identifiers(Customer customer) {
        Set<String> identifiers = new TreeSet<>();
        for (Profile profile : customer.profiles()) {
            profile.identifiers()
                    .forEach(identifier -> identifiers.add(
                            identifier.value() + "@" + profile.key().source()));
        }
        return identifiers;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfTheItemsJoinsTheSamePeople(long seed) {
        RandomWorld random = new RandomWorld(seed, seed % 4 == 0, true);
        for (int i = 0; i < BATCHES; i++) {
            RandomWorld.Orders orders = random.inTwoOrders(operation(seed), atomicity(seed), seed);
            Plan first = random.stored.plan(orders.first());
            Plan second = random.stored.plan(orders.second());
            if (!isAtOddsWithItself(first) && !isAtOddsWithItself(second)) {
                World one = random.stored.after(first);
                World other = random.stored.after(second);
                assertThat(people(one))
                        .as(() -> Told.asked(orders.first()) + Told.asked(orders.second()) + people(random.stored))
                        .isEqualTo(people(other));
                assertThat(one.places()).isEqualTo(other.places());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSecondTimeJoinsNobody(long seed) {
        RandomWorld random = new RandomWorld(seed, false, true);
        for (int i = 0; i < BATCHES; i++) {
            Batch batch = random.batch(operation(seed), atomicity(seed));
            Plan first = random.stored.plan(batch);
            if (!isAtOddsWithItself(first) && !leansOnWhoeverMayBeSomebodyElse(first)) {
                Plan second = random.stored.after(first).plan(batch);
                assertThat(second.merges())
                        .as(() -> Told.asked(batch) + Told.of(first) + people(random.stored))
                        .isEmpty();
                assertThat(second.links())
                        .as(() -> Told.asked(batch) + Told.of(first) + people(random.stored))
                        .isEmpty();
                assertThat(second.people())
                        .as(() -> Told.asked(batch) + Told.of(first) + people(random.stored))
                        .noneMatch(person -> person instanceof PlannedPerson.Fresh)
                        .allMatch(person -> !(person instanceof PlannedPerson.Registered known)
                                || known.before().equals(known.after()));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noIdentifierAndNoPlaceIsEverLost(long seed) {
        RandomWorld random = new RandomWorld(seed, true, true);
        World world = random.stored;
        for (int i = 0; i < 2 * BATCHES; i++) {
            Plan plan = world.plan(random.batch(operation(seed + i), atomicity(seed + i)));
            World after = world.after(plan);
            Set<String> kept = new HashSet<>();
            people(after).forEach(kept::addAll);
            people(world).forEach(before -> assertThat(kept).containsAll(before));
            assertThat(after.links.values().stream().map(World.Membership::id))
                    .containsAll(world.links.values().stream()
                            .map(World.Membership::id)
                            .toList());
            assertThat(after.links.keySet()).isSubsetOf(after.customers.keySet());
            world = after;
        }
    }
}
