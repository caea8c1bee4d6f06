package io.guildhall.loyalty.wire;

import io.guildhall.loyalty.domain.ProgramStanding;
import io.guildhall.loyalty.domain.ProgramStanding.Expiry;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Program;
import io.guildhall.org.domain.Program.Tier;
import io.guildhall.wire.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes what somebody has in programmes (`spec/domain.md` §7). Each method writes one array; its name is the
/// caller's.
public final class StandingWriter {
    /// Where there is no tier above.
    private static final int NO_TIER = -1;

    private final OrganisationSetup setup;

    public StandingWriter(OrganisationSetup setup) {
        this.setup = setup;
    }

    /// `loyaltyProgramDetails[]`: tier and points by programme.
    public void programDetails(JsonGenerator json, List<ProgramStanding> standings) {
        json.writeStartArray();
        for (ProgramStanding standing : standings) {
            Program program = program(standing);
            json.writeStartObject();
            json.writeNumberProperty("programId", program.id());
            json.writeStringProperty("title", program.name());
            tiers(json, standing, program);
            sums(json, standing);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void tiers(JsonGenerator json, ProgramStanding standing, Program program) {
        int number = standing.tierNumber(program);
        name(json, "currentSlab", program.tier(number));
        json.writeNumberProperty("slabSNo", number);
        Instant expiry = standing.tierExpiresAt();
        if (expiry != null) {
            json.writeStringProperty("slabExpiryDate", date(expiry));
        }
        Tier next = program.above(number);
        name(json, "nextSlab", next);
        json.writeNumberProperty("nextSlabSerialNumber", next == null ? NO_TIER : next.number());
    }

    private static void name(JsonGenerator json, String member, @Nullable Tier tier) {
        if (tier != null) {
            json.writeStringProperty(member, tier.name());
        }
    }

    /// `pointsSummaries[]`: points by programme.
    public void pointsSummaries(JsonGenerator json, List<ProgramStanding> standings) {
        json.writeStartArray();
        for (ProgramStanding standing : standings) {
            json.writeStartObject();
            json.writeNumberProperty("programId", standing.programId());
            sums(json, standing);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void sums(JsonGenerator json, ProgramStanding standing) {
        points(json, "lifetimePoints", standing.lifetime());
        points(json, "loyaltyPoints", standing.balance());
        points(json, "redeemed", standing.redeemed());
        points(json, "expired", standing.expired());
        // points come by enrolment alone: nothing is bought, so nothing is given back or corrected
        json.writeNumberProperty("returned", 0);
        json.writeNumberProperty("adjusted", 0);
        json.writeNumberProperty("cumulativePurchases", 0);
    }

    /// `expirySchedules[]`: points that are going to lapse, by programme and then by date.
    public void expirySchedules(JsonGenerator json, List<ProgramStanding> standings) {
        expiries(json, standings, ProgramStanding::open);
    }

    /// `expiredPoints[]`: points that have lapsed, by programme and then by date.
    public void expiredPoints(JsonGenerator json, List<ProgramStanding> standings) {
        expiries(json, standings, ProgramStanding::lapsed);
    }

    private void expiries(
            JsonGenerator json, List<ProgramStanding> standings, Function<ProgramStanding, List<Expiry>> which) {
        json.writeStartArray();
        for (ProgramStanding standing : standings) {
            for (Expiry expiry : which.apply(standing)) {
                Instant at = expiry.expiresAt();
                if (at != null) {
                    json.writeStartObject();
                    points(json, "points", expiry.points());
                    json.writeStringProperty("expiryDate", date(at));
                    json.writeNumberProperty("programId", standing.programId());
                    json.writeEndObject();
                }
            }
        }
        json.writeEndArray();
    }

    /// The programme as the document has it; a programme with participants cannot be removed from it.
    private Program program(ProgramStanding standing) {
        Program program = setup.program(standing.programId());
        return program == null ? new Program(standing.programId(), "", false, List.of()) : program;
    }

    private String date(Instant instant) {
        return Timestamps.of(instant, setup.timeZone());
    }

    /// Whole points without decimals, however they are stored.
    private static void points(JsonGenerator json, String member, BigDecimal points) {
        BigDecimal shortest = points.stripTrailingZeros();
        json.writeNumberProperty(member, shortest.scale() < 0 ? shortest.setScale(0) : shortest);
    }
}
