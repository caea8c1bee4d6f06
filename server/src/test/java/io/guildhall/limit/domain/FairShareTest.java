package io.guildhall.limit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.limit.domain.FairShare.Share;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private static final long GREEDY = 1;
    private static final long MODEST = 2;
    private static final long THIRD = 3;

    @Test
    void grantsWhatThereIs() {
        FairShare shares = new FairShare(2, 0);
        Share first = shares.ask(GREEDY, 1);
        Share second = shares.ask(GREEDY, 1);
        Share third = shares.ask(GREEDY, 1);

        assertThat(List.of(first.isGranted(), second.isGranted(), third.isGranted()))
                .containsExactly(true, true, false);
        assertThat(shares.waiting(GREEDY)).isEqualTo(1);
        assertThat(shares.giveBack(first)).containsExactly(third);
        assertThat(shares.held()).isEqualTo(2);
    }

    @Test
    void whoHoldsLeastIsNextHoweverManyOthersCameBefore() {
        FairShare shares = new FairShare(2, 0);
        List<Share> greedy =
                IntStream.range(0, 50).mapToObj(_ -> shares.ask(GREEDY, 1)).toList();
        Share modest = shares.ask(MODEST, 1);

        assertThat(shares.giveBack(greedy.getFirst())).containsExactly(modest);
    }

    @Test
    void whoHoldsTheSameTakesTurns() {
        FairShare shares = new FairShare(1, 0);
        Share running = shares.ask(THIRD, 1);
        Share greedy = shares.ask(GREEDY, 1);
        Share greedyAgain = shares.ask(GREEDY, 1);
        Share modest = shares.ask(MODEST, 1);

        List<Share> order = new java.util.ArrayList<>();
        for (Share next = running; next != null; ) {
            List<Share> granted = shares.giveBack(next);
            order.addAll(granted);
            next = granted.isEmpty() ? null : granted.getFirst();
        }
        assertThat(order).containsExactlyInAnyOrder(greedy, greedyAgain, modest);
        assertThat(order.getLast()).isSameAs(greedyAgain);
    }

    @Test
    void leavesAReserveToThoseWhoHaveNothing() {
        FairShare shares = new FairShare(3, 1);
        shares.ask(GREEDY, 1);
        shares.ask(GREEDY, 1);

        assertThat(shares.ask(GREEDY, 1).isGranted()).isFalse();
        assertThat(shares.ask(MODEST, 1).isGranted()).isTrue();
    }

    @Test
    void nothingOvertakesTheNextOneThatIsTooLargeYet() {
        FairShare shares = new FairShare(10, 0);
        Share half = shares.ask(GREEDY, 6);
        Share all = shares.ask(MODEST, 10);
        Share little = shares.ask(GREEDY, 1);

        assertThat(all.isGranted()).isFalse();
        assertThat(little.isGranted()).isFalse();
        assertThat(shares.giveBack(half)).containsExactly(all);
    }

    @Test
    void moreThanThereIsMeansAllOfIt() {
        FairShare shares = new FairShare(10, 2);

        Share all = shares.ask(GREEDY, 1_000);

        assertThat(all.isGranted()).isTrue();
        shares.giveBack(all);
        assertThat(shares.held()).isZero();
    }

    @Test
    void whoGivesUpMakesWayForTheNext() {
        FairShare shares = new FairShare(10, 0);
        shares.ask(GREEDY, 6);
        Share all = shares.ask(MODEST, 10);
        Share little = shares.ask(THIRD, 1);

        assertThat(little.isGranted()).isFalse();
        assertThat(shares.giveBack(all)).containsExactly(little);
        assertThat(shares.waiting()).isZero();
    }
}
