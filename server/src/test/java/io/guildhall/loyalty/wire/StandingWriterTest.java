package io.guildhall.loyalty.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.ProgramStanding;
import io.guildhall.loyalty.domain.ProgramStanding.Slice;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Program;
import io.guildhall.org.domain.Program.Tier;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.domain.StatusLabels;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class StandingWriterTest {
    private static final Instant NOW = Instant.parse("2031-03-04T09:15:27Z");
    private static final Instant SUMMER = Instant.parse("2031-07-31T22:59:59Z");
    private static final Program MILES =
            new Program(71, "Miles", true, List.of(new Tier(1, "Blue"), new Tier(2, "Silver"), new Tier(4, "Gold")));

    private final StandingWriter writer = new StandingWriter(setup());

    @Test
    void tellsTierAndPointsOfAProgramme() {
        var standing = standing(
                2,
                SUMMER,
                slice(null, "1000000000000.000", "0.000"),
                slice(SUMMER, "50.000", "20.500"),
                slice(NOW, "7.000", "0"));

        assertThat(written(writer::programDetails, standing)).isEqualTo("""
                [{"programId":71,"title":"Miles","currentSlab":"Silver","slabSNo":2,\
                "slabExpiryDate":"2031-07-31T23:59:59+01:00","nextSlab":"Gold","nextSlabSerialNumber":4,\
                "lifetimePoints":1000000000057,"loyaltyPoints":1000000000029.5,"redeemed":20.5,"expired":7,\
                "returned":0,"adjusted":0,"cumulativePurchases":0}]""");
    }

    @Test
    void atTheTopThereIsNoNextTier() {
        assertThat(written(writer::programDetails, standing(4, null)))
                .contains("\"currentSlab\":\"Gold\",\"slabSNo\":4,\"nextSlabSerialNumber\":-1,")
                .contains("\"lifetimePoints\":0,\"loyaltyPoints\":0,");
    }

    @Test
    void aTierThatHasLapsedShowsAsTheLowestWithoutADate() {
        assertThat(written(writer::programDetails, standing(4, NOW)))
                .contains("\"currentSlab\":\"Blue\",\"slabSNo\":1,\"nextSlab\":\"Silver\",\"nextSlabSerialNumber\":2,");
    }

    @Test
    void schedulesWhatLapsesAndListsWhatHas() {
        var standing = standing(1, null, slice(null, "5", "0"), slice(SUMMER, "50", "20"), slice(NOW, "7", "1"));

        assertThat(written(writer::expirySchedules, standing)).isEqualTo("""
                [{"points":30,"expiryDate":"2031-07-31T23:59:59+01:00","programId":71}]""");
        assertThat(written(writer::expiredPoints, standing)).isEqualTo("""
                [{"points":6,"expiryDate":"2031-03-04T09:15:27+00:00","programId":71}]""");
        assertThat(written(writer::pointsSummaries, standing)).isEqualTo("""
                [{"programId":71,"lifetimePoints":62,"loyaltyPoints":35,"redeemed":21,"expired":6,\
                "returned":0,"adjusted":0,"cumulativePurchases":0}]""");
    }

    private static String written(BiConsumer<JsonGenerator, List<ProgramStanding>> how, ProgramStanding standing) {
        var text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            how.accept(json, List.of(standing));
        }
        return text.toString();
    }

    private static ProgramStanding standing(int tier, Instant expiry, Slice... slices) {
        return new ProgramStanding(new Enrolment(5, 71, tier, expiry, NOW), List.of(slices), NOW);
    }

    private static Slice slice(Instant expiresAt, String received, String redeemed) {
        BigDecimal left = new BigDecimal(received).subtract(new BigDecimal(redeemed));
        return new Slice(expiresAt, new BigDecimal(received), new BigDecimal(redeemed), BigDecimal.ZERO, left);
    }

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
                Map.of(),
                Map.of(),
                List.of(),
                List.of(MILES),
                List.of(),
                new StatusLabels(Map.of()),
                new StatusLabels(Map.of()),
                null);
    }
}
