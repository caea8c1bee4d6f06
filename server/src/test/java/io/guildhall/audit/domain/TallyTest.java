package io.guildhall.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.audit.domain.Audited.Actor;
import io.guildhall.audit.domain.Audited.Kind;
import io.guildhall.audit.domain.Tally.Counted;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Instant START = Instant.parse("2031-03-04T09:15:27Z");

    private final Tally tally = new Tally(START);

    private static Audited refusal(String name) {
        return new Audited(Kind.REFUSED, Actor.UNKNOWN, name, null, "192.0.2.1", "GET", "/v2/meta/sources", 401);
    }

    @Test
    void equalEventsAreOneWithACountAndBothEnds() {
        tally.add(refusal("a"), START, "first");
        tally.add(refusal("b"), START.plusMillis(1), "other");
        tally.add(refusal("a"), START.plusMillis(2), "second");

        assertThat(tally.take(START.plusSeconds(1)))
                .containsExactly(
                        new Counted(refusal("a"), START, START.plusMillis(2), 2, "first"),
                        new Counted(refusal("b"), START.plusMillis(1), START.plusMillis(1), 1, "other"));
        assertThat(tally.take(START.plusSeconds(2))).isEmpty();
    }

    @Test
    void aFloodOfNamesIsCountedAsMany() {
        for (int i = 0; i < 1_000_000; i++) {
            tally.add(refusal("n" + i), START, null);
        }

        List<Counted> written = tally.take(START.plusSeconds(1));
        assertThat(written).hasSize(Tally.BURST);
        List<Counted> later = tally.take(START.plusSeconds(61));
        assertThat(later).singleElement().satisfies(many -> {
            assertThat(many.count()).isEqualTo(1_000_000 - Tally.BURST);
            assertThat(many.event().path()).isEqualTo(Audited.MANY);
            assertThat(many.event().name()).isNull();
            assertThat(many.event().status()).isEqualTo(401);
        });
    }

    @Test
    void afterAFloodOneEventASecondIsToldApartAgain() {
        for (int i = 0; i < 5_000; i++) {
            tally.add(refusal("n" + i), START, null);
        }
        tally.take(START);

        assertThat(tally.take(START.plusSeconds(3))).isEmpty();
        for (int i = 0; i < 10; i++) {
            tally.add(refusal("late" + i), START.plusSeconds(3), null);
        }

        assertThat(tally.take(START.plusSeconds(3))).hasSize(3);
    }

    @Test
    void whatCouldNotBeWrittenWaitsInBoundedMemory() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 2_000; i++) {
                tally.add(refusal("r" + round + "-" + i), START, null);
            }
            tally.putBack(tally.take(START.plusSeconds(1_000L * round)));
        }

        List<Counted> all = tally.takeAll();
        assertThat(all).hasSizeLessThanOrEqualTo(2 * Tally.BURST + 1);
        assertThat(all.stream().mapToLong(Counted::count).sum()).isEqualTo(20_000);
    }

    @Test
    void namesAreCutAndFreedFromWhatForgesLines() {
        assertThat(Audited.name("till\r\nGET /admin\u0000\u202e\u2028x")).isEqualTo("tillGET /adminx");
        assertThat(Audited.name("n".repeat(500))).hasSize(Audited.LONGEST_NAME);
        assertThat(Audited.name("\ud800")).isNull();
        assertThat(Audited.name("")).isNull();
        assertThat(Audited.name(null)).isNull();
    }
}
