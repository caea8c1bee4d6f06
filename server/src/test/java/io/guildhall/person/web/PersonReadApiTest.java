package io.guildhall.person.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.profiles;
import static io.guildhall.Fleet.put;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.TenantTransactions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class PersonReadApiTest {
    private static final String LOOKED = "/v2/customers/lookup/customerDetails?source=INSTORE&identifierName=mobile";

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void create() {
        org = Fleet.create(port);
    }

    private static long id(Answer bulk) {
        return bulk.at("/0/entity/id").asLong();
    }

    private Answer read(long id, String more) {
        return org.get("/v2/customers/" + id + "?source=INSTORE" + more);
    }

    @Test
    void byIdAndByIdentifierAreTheSamePerson() {
        long id = id(post(org, person(301, at("DRIVER", under(302)))));

        Answer byId = read(id, "");
        Answer looked = org.get(LOOKED + "&identifierValue=" + mobile(301));

        assertThat(looked.body()).isEqualTo(byId.body());
        assertThat(byId.at("/id").asLong()).isEqualTo(id);
        assertThat(byId.at("/loyaltyInfo/lifetimePurchases").asInt(-1)).isZero();
        assertThat(byId.at("/cardDetails").isEmpty()).isTrue();
        assertThat(byId.body().has("associationDetails")).isFalse();
        assertThat(byId.body().has("statusLabel")).isFalse();
    }

    @Test
    void bringsThePlaceWithTheParentAndTheCompany() {
        long id = id(post(org, person(301, at("DRIVER", under(302)))));

        Answer answer = read(id, "&embed=fleetParentDetails,customerStatus");

        assertThat(answer.at("/associationDetails/roleCode").asString()).isEqualTo("DRIVER");
        assertThat(answer.at("/associationDetails/fleetCompany/externalId").asString())
                .isEqualTo("HQ");
        assertThat(answer.at("/associationDetails/parentCustomer/profiles/0/identifiers/0/value")
                        .asString())
                .isEqualTo(mobile(302));
        assertThat(answer.at("/associationDetails/parentRoleId").asLong()).isPositive();
        assertThat(answer.at("/statusLabel").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void looksAtThePlaceAsItWas() {
        long id = id(post(org, person(301, at("DRIVER", under(302)))));
        Instant before = Instant.now();
        put(org, person(301, at("DRIVER", under(303))));
        post(org, person(303, at("DEPOT_MGR")));
        put(org, person(301, at("DRIVER", under(303))));

        Answer now = read(id, "&embed=fleetParentDetails");
        Answer then = read(id, "&embed=fleetParentDetails&asOf=" + before);
        Answer early = read(id, "&embed=fleetParentDetails&asOf=2001-01-01T00:00:00Z");

        String parent = "/associationDetails/parentCustomer/profiles/0/identifiers/0/value";
        assertThat(now.at(parent).asString()).isEqualTo(mobile(303));
        assertThat(then.at(parent).asString()).isEqualTo(mobile(302));
        assertThat(early.body().has("associationDetails")).isFalse();
        assertThat(read(id, "&asOf=2999-01-01T00:00:00Z").errors()).containsExactly("1686 -");
    }

    @Test
    void takesEveryNameThatMayBeEmbeddedAndNoOther() {
        long id = id(post(org, person(301)));
        String all = "points,subscriptions,mlp,promotionalPoints,expirySchedules,expiredPoints,segments,userGroup,"
                + "customerImage,cardLoyaltyDetails,fleetParentDetails,ignoreCardDetails,customerStatus,alternateCurrencies";

        Answer answer = read(id, "&embed=" + all);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().has("cardDetails")).isFalse();
        assertThat(answer.at("/subscriptions").isArray()).isTrue();
        assertThat(read(id, "&embed=,Points,,").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shoes", "points;mlp", "points,*", "'; DROP TABLE customer; --"})
    void refusesWhatCannotBeEmbedded(String embed) {
        long id = id(post(org, person(301)));

        Answer answer = read(id, "&embed=" + URLEncoder.encode(embed, StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("1686 -");
    }

    @Test
    void peopleOfAnotherOrganisationAreUnknown() {
        long id = id(post(Fleet.create(port), person(301)));

        assertThat(read(id, "").errors()).containsExactly("8015 -");
        assertThat(org.get(LOOKED + "&identifierValue=" + mobile(301)).errors()).containsExactly("8015 -");
        assertThat(read(Long.MAX_VALUE, "").errors()).containsExactly("8015 -");
        assertThat(org.get("/v2/customers/x?source=INSTORE").errors()).containsExactly("8015 -");
    }

    @Test
    void aPersonIsUnknownInASourceThatDoesNotKnowThem() {
        long id = id(post(org, person(301)));

        assertThat(org.get("/v2/customers/" + id + "?source=WEBSITE").errors()).containsExactly("8015 -");
        assertThat(org.get("/v2/customers/" + id + "?source=ALL").status()).isEqualTo(200);
        assertThat(org.get("/v2/customers/" + id).errors()).containsExactly("8016 -");
        assertThat(org.get("/v2/customers/lookup/customerDetails").errors()).containsExactly("8001 -");
        assertThat(org.get("/v2/customers/" + id + "?source=WECHAT").errors()).containsExactly("8091 -");
    }

    @Test
    void readersMayLook() {
        long id = id(post(org, person(301)));

        assertThat(org.asReader("GET", "/v2/customers/" + id + "?source=INSTORE", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theIdOfAMergedPersonAnswersTheSurvivor(
            @Autowired TenantTransactions transactions, @Autowired JdbcClient jdbc) {
        long survivor = id(post(org, person(301)));
        long middle = id(post(org, profiles("{" + identifiers("mobile", mobile(302)) + "}")));
        long victim = id(post(org, person(303)));
        merge(transactions, jdbc, middle, survivor);
        merge(transactions, jdbc, victim, middle);

        Answer answer = read(victim, "");

        assertThat(answer.at("/id").asLong()).isEqualTo(survivor);
        assertThat(answer.warnings()).containsExactly("8069 -");
        assertThat(read(survivor, "").warnings()).isEmpty();
    }

    private void merge(TenantTransactions transactions, JdbcClient jdbc, long victim, long survivor) {
        long orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query(Long.class)
                .single();
        transactions.write(
                orgId,
                () -> jdbc.sql("UPDATE customer SET merged_into = :survivor WHERE id = :victim")
                        .param("survivor", survivor)
                        .param("victim", victim)
                        .update());
    }
}
