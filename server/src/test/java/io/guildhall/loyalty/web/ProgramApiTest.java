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
