package io.guildhall.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.FieldDefinition;
import io.guildhall.org.domain.FieldDefinition.DataType;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.domain.StatusLabels;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final KnownColumns KNOWN = KnownColumns.of(setup());

    private static OrganisationSetup setup() {
        return new OrganisationSetup(
                1,
                "acme",
                1,
                "GB",
                ZoneId.of("Europe/London"),
                "GBP",
                "en",
                Settings.DEFAULTS,
                Map.of(),
                Map.of(
                        "shift", new FieldDefinition("shift", DataType.STRING, List.of(), false),
                        "role", new FieldDefinition("role", DataType.STRING, List.of(), false),
                        "hired", new FieldDefinition("hired", DataType.DATE, List.of(), false)),
                Map.of(
                        Entity.CUSTOMER,
                        Map.of(
                                "preferred_language",
                                new FieldDefinition("preferred_language", DataType.STRING, List.of(), false))),
                List.of(),
                List.of(),
                List.of(),
                StatusLabels.NONE,
                StatusLabels.NONE,
                null);
    }

    private static Columns read(String... headers) {
        return Columns.read(List.of(headers), Map.of(), KNOWN);
    }

    private static List<String> refusals(Map<String, String> mapping, String... headers) {
        try {
            Columns.read(List.of(headers), mapping, KNOWN);
        } catch (RequestRefused refused) {
            return refused.problems().stream()
                    .map(problem -> problem.code().number() + " " + String.join(",", problem.arguments()))
                    .toList();
        }
        return List.of();
    }

    @Test
    void namesAreKnownHoweverTheyAreWritten() {
        assertThat(read("First Name", "MOBILE", "parent_mobile", "Shift ", "Preferred Language", "")
                        .names())
                .containsExactly(
                        "firstName", "mobile", "parent.mobile", "custom.shift", "extended.preferred_language", "");
    }

    @Test
    void bareNamesOfFieldsGiveWayToEverythingElse() {
        assertThat(read("shift", "role", "custom.role").names()).containsExactly("custom.shift", "role", "custom.role");
        assertThat(KNOWN.kind("custom.hired")).isEqualTo(ColumnKind.DATE);
    }

    @Test
    void unknownColumnsAreRefusedWithTheNearestOne() {
        assertThat(refusals(Map.of(), "mobil", "parnt.mobile", "firstName"))
                .containsExactly("1740 mobil,mobile", "1740 parnt.mobile,parent.mobile");
    }

    @Test
    void twoColumnsCannotStandForTheSame() {
        assertThat(refusals(Map.of(), "Mobile", "mobile")).containsExactly("1741 Mobile,mobile,mobile");
        assertThat(refusals(Map.of("Handy", "mobile"), "Handy", "mobile")).containsExactly("1741 Handy,mobile,mobile");
    }

    @Test
    void aMappingSaysWhatAColumnStandsForAndWhichIsOverlooked() {
        Columns columns = Columns.read(List.of("Handy", "Remarks"), Map.of("handy", "Mobile", "Remarks", ""), KNOWN);

        assertThat(columns.names()).containsExactly("mobile", "");
        assertThat(refusals(Map.of("Hand", "mobile"), "Handy")).contains("1740 Hand,Handy");
        assertThat(refusals(Map.of("Handy", "moblie"), "Handy")).contains("1740 moblie,mobile");
    }

    @Test
    void aThousandColumnsAreEnough() {
        assertThatThrownBy(() ->
                        read(java.util.Collections.nCopies(1_001, "mobile").toArray(String[]::new)))
                .isInstanceOf(RequestRefused.class);
    }
}
