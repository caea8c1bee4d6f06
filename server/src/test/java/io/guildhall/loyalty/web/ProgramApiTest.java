package io.guildhall.loyalty.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.loyalty.domain.Enrolled;
import io.guildhall.loyalty.domain.NewEnrolment;
import io.guildhall.loyalty.store.Ledger;
import io.guildhall.postgres.TenantTransactions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Programmes from outside. The client holds each answer against the contract.
@RunningService
class ProgramApiTest {
    private static final String PROGRAMS = """
            'programs':[{'id':72,'name':'Tyres'},
                        {'id':71,'name':'Miles','default':true,
                         'tiers':[{'number':2,'name':'Silver'},{'number':1,'name':'Blue'}]}]
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Ledger ledger;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void listsTheProgrammesOfTheDocument() {
        TestOrganisation org = TestOrganisation.create(port, PROGRAMS);

        Answer programs = org.get("/v2/organization/programs");

        assertThat(programs.status()).isEqualTo(200);
        assertThat(programs.body().toString()).isEqualTo("""
                {"data":[{"programId":71,"programName":"Miles","programDescription":"","pointsToCurrencyRatio":1,\
                "default":true,"tiers":[{"number":1,"name":"Blue"},{"number":2,"name":"Silver"}],"partnerPrograms":[]},\
                {"programId":72,"programName":"Tyres","programDescription":"","pointsToCurrencyRatio":1,\
                "default":false,"tiers":[],"partnerPrograms":[]}],"warnings":[],"errors":[]}""");
    }

    @Test
    void anOrganisationMayHaveNone() {
        TestOrganisation org = TestOrganisation.create(port, "'customFields':[]");

        assertThat(org.get("/v2/organization/programs").at("/data")).isEmpty();
    }

    @Test
    void aProgrammeWithParticipantsIsNotPruned() {
        TestOrganisation org = TestOrganisation.create(port, PROGRAMS);
        long person = org.post(
                        "/v2/customers/bulk",
                        "[{'profiles':[{'identifiers':[{'type':'mobile','value':'447700900301'}]}]}]")
                .at("/0/entity/id")
                .asLong();
        enrol(orgId(org), person, 72);

        Answer refused = org.apply("'programs':[{'id':71,'name':'Miles'}]", "?prune=true");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errors()).containsExactly("409 /programs/72");
    }

    @Test
    void aProgrammeThatNobodyIsInIsPruned() {
        TestOrganisation org = TestOrganisation.create(port, PROGRAMS);

        assertThat(org.apply("'programs':[{'id':71,'name':'Miles'}]", "?prune=true")
                        .status())
                .isEqualTo(200);
        assertThat(org.get("/v2/organization/programs").at("/data")).hasSize(1);
    }

    @Test
    void whatAnEnrolmentGivesIsSeenInTheDetails() {
        TestOrganisation org = TestOrganisation.create(port, PROGRAMS);
        long person = org.post("/v2/customers/bulk", """
                        [{'profiles':[{'identifiers':[{'type':'mobile','value':'447700900301'}]}],
                          'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':2,'loyaltyPoints':50,
                            'tierExpiryDate':'2099-03-31T23:59:59+00:00','pointsExpiryDate':'2098-12-31T23:59:59+00:00'},
                            {'programId':72,'loyaltyPoints':7}]}]
                        """).at("/0/entity/id").asLong();
        String details = "/v2/customers/" + person + "?source=INSTORE";

        Answer all = org.get(details + "&embed=points,mlp,expirySchedules,expiredPoints");

        assertThat(all.at("/loyaltyProgramDetails").toString()).isEqualTo("""
                [{"programId":71,"title":"Miles","currentSlab":"Silver","slabSNo":2,\
                "slabExpiryDate":"2099-04-01T00:59:59+01:00","nextSlabSerialNumber":-1,"lifetimePoints":50,\
                "loyaltyPoints":50,"redeemed":0,"expired":0,"returned":0,"adjusted":0,"cumulativePurchases":0},\
                {"programId":72,"title":"Tyres","slabSNo":1,"nextSlabSerialNumber":-1,"lifetimePoints":7,\
                "loyaltyPoints":7,"redeemed":0,"expired":0,"returned":0,"adjusted":0,"cumulativePurchases":0}]""");
        assertThat(all.at("/pointsSummaries/1/loyaltyPoints").asInt()).isEqualTo(7);
        assertThat(all.at("/expirySchedules").toString()).isEqualTo("""
                [{"points":50,"expiryDate":"2098-12-31T23:59:59+00:00","programId":71}]""");
        assertThat(all.at("/expiredPoints").isArray()).isTrue();
        assertThat(all.at("/expiredPoints")).isEmpty();
        assertThat(org.get(details).body().has("loyaltyProgramDetails")).isFalse();
    }

    private long orgId(TestOrganisation org) {
        return jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query(Long.class)
                .single();
    }

    private void enrol(long orgId, long person, long program) {
        transactions.write(orgId, () -> {
            ledger.enrolAll(
                    orgId,
                    List.of(new Enrolled(person, new NewEnrolment(program, 1, null, 0, null))),
                    Instant.now(),
                    UUID.randomUUID());
            return true;
        });
    }
}
