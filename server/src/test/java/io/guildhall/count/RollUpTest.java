package io.guildhall.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.count.domain.CountChange;
import io.guildhall.count.domain.Counted;
import io.guildhall.count.domain.Counted.Subject;
import io.guildhall.count.domain.RollUp;
import io.guildhall.count.domain.RollUp.DayKey;
import io.guildhall.count.domain.RollUp.LinkKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollUpTest {
    private static final LocalDate MONDAY = LocalDate.of(2031, 3, 3);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    @Test
    void sumsLinksByCompanyAndEverythingByDay() {
        RollUp summed = RollUp.of(List.of(
                link("DRIVER", 7, MONDAY, 5),
                link("DRIVER", 8, MONDAY, 2),
                link("DRIVER", 7, TUESDAY, -1),
                new CountChange(Counted.people(MONDAY), 7),
                new CountChange(Counted.companies(1, true, MONDAY), 1)));

        assertThat(summed.links()).isEqualTo(Map.of(new LinkKey(7, 1, "DRIVER"), 4L, new LinkKey(8, 1, "DRIVER"), 2L));
        assertThat(summed.days())
                .isEqualTo(Map.of(
                        new DayKey(MONDAY, Subject.LINK, 1, "DRIVER"), 7L,
                        new DayKey(TUESDAY, Subject.LINK, 1, "DRIVER"), -1L,
                        new DayKey(MONDAY, Subject.PERSON, 0, ""), 7L,
                        new DayKey(MONDAY, Subject.ACTIVE_COMPANY, 1, ""), 1L));
    }

    @Test
    void leavesOutWhatComesToNothing() {
        RollUp summed = RollUp.of(List.of(link("DRIVER", 7, MONDAY, 1), link("DRIVER", 8, MONDAY, -1)));

        assertThat(summed.links()).containsOnlyKeys(new LinkKey(7, 1, "DRIVER"), new LinkKey(8, 1, "DRIVER"));
        assertThat(summed.days()).isEmpty();
    }

    private static CountChange link(String role, long company, LocalDate day, int change) {
        return new CountChange(new Counted(Subject.LINK, 1, role, company, day), change);
    }
}
