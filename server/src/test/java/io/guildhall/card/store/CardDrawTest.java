package io.guildhall.card.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardGrant;
import io.guildhall.card.domain.CardPlanner;
import io.guildhall.card.domain.CardPlanner.Decision;
import io.guildhall.card.domain.CardSnapshot;
import io.guildhall.card.domain.CardStatus;
import io.guildhall.card.domain.NewCard;
import io.guildhall.card.store.CardWrites.Grant;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.error.Pointer;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Drawing, giving and changing cards on a real database, alone and at once.
@RunningService
class CardDrawTest {
    private static final int THREADS = 8;
    private static final Instant AT = Instant.parse("2031-03-04T09:15:27.123456Z");

    @LocalServerPort
    private int port;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private Setups setups;

    @Autowired
    private Cards cards;

    @Autowired
    private CardWrites writes;

    @Autowired
    private DataSource database;

    private TestOrganisation organisation;
    private long orgId;
    private OrganisationSetup setup;
    private long till;

    @BeforeEach
    void organisation() {
        organise("'cardSeries':[%s,%s,%s,{'id':9,'code':'EXT','type':'PHYSICAL','external':true}]"
                .formatted(
                        series(1, "WIDE", "DEFAULT", "FP", 13, 1),
                        series(2, "TIGHT", "DEFAULT", "T", 5, 9_900),
                        series(3, "DICE", "RANDOM_LUHN", "R", 5, 1)));
    }

    private void organise(String members) {
        organisation = TestOrganisation.create(port, members);
        orgId = JdbcClient.create(database)
                .sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", organisation.code())
                .query(Long.class)
                .single();
        setup = transactions.read(orgId, () -> setups.current(orgId));
        till = setup.tills().getFirst().id();
    }

    private static String series(int id, String code, String method, String prefix, int length, int offset) {
        return "{'id':%d,'code':'%s','type':'DIGITAL','generation':{'method':'%s','prefix':'%s','length':%d,'offset':%d}}"
                .formatted(id, code, method, prefix, length, offset);
    }

    private CardSeries series(String code) {
        return Objects.requireNonNull(setup.series(code));
    }

    private List<Card> make(String series, int count) {
        NewCard blank = NewCard.blank(series(series), CardStatus.NOT_ISSUED, "NOT_ISSUED");
        return transactions.write(orgId, () -> writes.makeAll(orgId, Collections.nCopies(count, blank), AT, till));
    }

    private Card makeByHand(String series, String number, String externalId) {
        NewCard card = new NewCard(
                series(series),
                number,
                externalId,
                null,
                CardStatus.NOT_ISSUED,
                "NOT_ISSUED",
                Fields.NONE,
                Fields.NONE);
        return transactions
                .write(orgId, () -> writes.makeAll(orgId, List.of(card), AT, till))
                .getFirst();
    }

    private static List<String> numbers(List<Card> made) {
        return made.stream().map(Card::number).toList();
    }

    private long person(int number) {
        return Fleet.post(organisation, Fleet.person(number)).at("/0/entity/id").asLong();
    }

    private static CardWish wish(String series, String number, String externalId) {
        return new CardWish(Pointer.ROOT, null, series, number, null, externalId, Fields.NONE);
    }

    /// What a call does: know, decide, give.
    private List<Decision> give(List<Long> people, List<CardWish> wishes) {
        return transactions.write(orgId, () -> {
            CardSnapshot known =
                    cards.snapshot(orgId, setup, wishes, List.of()).withHeld(cards.ofCustomers(setup, people));
            CardPlanner planner = new CardPlanner(setup, known);
            List<Decision> decisions = new ArrayList<>();
            List<Grant> grants = new ArrayList<>();
            for (int i = 0; i < people.size(); i++) {
                long customer = people.get(i);
                Decision decision = planner.decide(customer, List.of(wishes.get(i)), false, Pointer.ROOT);
                decisions.add(decision);
                decision.grants().forEach(grant -> grants.add(new Grant(customer, grant)));
            }
            writes.grantAll(orgId, grants, AT, till);
            return decisions;
        });
    }

    private static <T> List<Future<T>> atOnce(int calls, Callable<T> call) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            return threads.invokeAll(Collections.nCopies(calls, call));
        }
    }

    @Test
    void numbersFollowEachOtherFromTheOffset() {
        assertThat(numbers(make("WIDE", 3))).containsExactly("FP00000000001", "FP00000000002", "FP00000000003");
        assertThat(numbers(make("TIGHT", 2))).containsExactly("T9900", "T9901");
    }

    @ParameterizedTest
    @EnumSource(CardSeries.Method.class)
    void everyMethodMakesDifferentNumbers(CardSeries.Method method) {
        organise("'cardSeries':[" + series(1, "S", method.name(), "M", 9, 1) + "]");

        List<String> made = Stream.of(make("S", 500), make("S", 500))
                .flatMap(List::stream)
                .map(Card::number)
                .toList();

        assertThat(made).doesNotHaveDuplicates().allMatch(number -> number.matches("M\\d{8}"));
    }

    @Test
    void eightCallersAtOnceGetDifferentNumbersAndLeaveNoGap() throws Exception {
        List<Future<List<Card>>> made = atOnce(40, () -> make("WIDE", 7));

        List<String> all = made.stream()
                .flatMap(cards -> numbers(cards.resultNow()).stream())
                .sorted()
                .toList();
        assertThat(all)
                .isEqualTo(IntStream.rangeClosed(1, 280)
                        .mapToObj("FP%011d"::formatted)
                        .toList());
    }

    @Test
    void whatIsUndoneHasDrawnNothing() {
        assertThatThrownBy(() -> transactions.write(orgId, () -> {
                    writes.makeAll(
                            orgId,
                            List.of(NewCard.blank(series("WIDE"), CardStatus.NOT_ISSUED, "NOT_ISSUED")),
                            AT,
                            till);
                    throw new IllegalStateException("undone");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(numbers(make("WIDE", 1))).containsExactly("FP00000000001");
    }

    @Test
    void numbersMadeByHandAreSkipped() {
        makeByHand("EXT", "FP00000000002", null);
        makeByHand("WIDE", "FP00000000004", null);

        assertThat(numbers(make("WIDE", 3)))
                .containsExactlyInAnyOrder("FP00000000001", "FP00000000003", "FP00000000005");
        assertThat(numbers(make("WIDE", 1))).containsExactly("FP00000000006");
    }

    @Test
    void aNumberThatTheSameCallBringsAlongIsSkipped() {
        NewCard drawn = NewCard.blank(series("WIDE"), CardStatus.NOT_ISSUED, "NOT_ISSUED");
        NewCard brought = new NewCard(
                series("EXT"),
                "FP00000000001",
                null,
                null,
                CardStatus.NOT_ISSUED,
                "NOT_ISSUED",
                Fields.NONE,
                Fields.NONE);

        List<Card> made =
                transactions.write(orgId, () -> writes.makeAll(orgId, List.of(drawn, brought, drawn), AT, till));

        assertThat(numbers(made)).containsExactly("FP00000000003", "FP00000000001", "FP00000000002");
    }

    @Test
    void theLastNumbersAreGivenExactlyOnceThenNoneIsLeft() throws Exception {
        makeByHand("EXT", "T9905", null); // one of the hundred
        List<Long> people = IntStream.range(300, 315).mapToObj(this::person).toList();
        List<CardWish> wishes = Collections.nCopies(people.size(), wish("TIGHT", null, null));

        List<Future<List<Decision>>> answers = atOnce(8, () -> give(people, wishes)); // 120 wishes for 99 numbers

        List<Decision> decisions =
                answers.stream().flatMap(answer -> answer.resultNow().stream()).toList();
        assertThat(decisions)
                .filteredOn(decision -> !decision.grants().isEmpty())
                .hasSize(99);
        assertThat(decisions)
                .filteredOn(decision -> decision.grants().isEmpty())
                .hasSize(21)
                .allMatch(decision -> decision.warnings().getFirst().code().number() == 702);
        List<String> given = transactions.read(orgId, () -> numbers(cards.held(orgId, people)));
        assertThat(given).hasSize(99).doesNotHaveDuplicates().allMatch(number -> number.matches("T99\\d\\d"));
    }

    @Test
    void theWholeSpaceOfRandomNumbersIsUsed() {
        List<String> all = Stream.of(make("DICE", 400), make("DICE", 600))
                .flatMap(made -> numbers(made).stream())
                .toList();

        assertThat(all).hasSize(1_000).doesNotHaveDuplicates();
        assertThatThrownBy(() -> make("DICE", 1)).isInstanceOf(RequestRefused.class);
    }

    @Test
    void ofEightWhoBringTheSameNumberOneGetsTheCard() throws Exception {
        List<Long> people = IntStream.range(300, 308).mapToObj(this::person).toList();
        List<Callable<List<Decision>>> calls = people.stream()
                .<Callable<List<Decision>>>map(
                        person -> () -> give(List.of(person), List.of(wish("EXT", "SAME", "XSAME"))))
                .toList();

        List<Future<List<Decision>>> answers;
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            answers = threads.invokeAll(calls);
        }

        assertThat(answers.stream().map(answer -> answer.resultNow().getFirst()))
                .filteredOn(decision -> !decision.grants().isEmpty())
                .hasSize(1);
    }

    @Test
    void ofTwoCallsThatGiveOneFreeCardTheLaterLosesTheRace() {
        Card free = makeByHand("EXT", "FREE", null);
        long anna = person(300);
        long bert = person(301);
        CardGrant.Link link =
                new CardGrant.Link(free, CardSeries.Expiry.NONE, CardStatus.ACTIVE, "ACTIVE", "X1", Fields.NONE);

        List<Card> given = transactions.write(
                orgId, () -> writes.grantAll(orgId, List.of(new Grant(anna, link)), AT.plusSeconds(1), till));

        assertThat(given.getFirst().customerId()).isEqualTo(anna);
        assertThat(given.getFirst().externalId()).isEqualTo("X1");
        assertThatThrownBy(() -> transactions.write(
                        orgId, () -> writes.grantAll(orgId, List.of(new Grant(bert, link)), AT, till)))
                .isInstanceOf(RequestRefused.class); // after three attempts with the same stale decision
    }

    @Test
    void peopleAreShownTheirCardsInTheOrderOfIssueWithoutDeletedOnes() {
        long anna = person(300);
        give(List.of(anna), List.of(wish("WIDE", null, "X1")));
        give(List.of(anna), List.of(wish("EXT", "N2", null)));

        Map<Long, List<HeldCard>> held = transactions.read(orgId, () -> cards.ofCustomers(setup, List.of(anna, 1L)));

        assertThat(held).containsOnlyKeys(anna);
        assertThat(held.get(anna))
                .containsExactly(
                        new HeldCard("FP00000000001", "WIDE", "ACTIVE", "X1", Fields.NONE),
                        new HeldCard("N2", "EXT", "ACTIVE", null, Fields.NONE));
    }

    @Test
    void anExternalIdTakenMeanwhileIsALostRaceAndNoFault() {
        makeByHand("EXT", "N1", "X1");
        CardGrant.Draw stale = new CardGrant.Draw(series("WIDE"), CardStatus.ACTIVE, "ACTIVE", "X1", Fields.NONE);
        long anna = person(300);

        assertThatThrownBy(() -> transactions.write(
                        orgId, () -> writes.grantAll(orgId, List.of(new Grant(anna, stale)), AT, till)))
                .isInstanceOf(RequestRefused.class);
    }

    @Test
    void nothingIsAskedWhereNothingIsWanted() {
        assertThat(cards.snapshot(orgId, setup, List.of(), List.of())).isEqualTo(CardSnapshot.EMPTY);
        assertThat(cards.ofCustomers(setup, List.of())).isEmpty();
        assertThat(writes.grantAll(orgId, List.of(), AT, till)).isEmpty(); // outside of any transaction
    }
}
