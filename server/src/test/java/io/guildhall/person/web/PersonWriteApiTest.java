package io.guildhall.person.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.profiles;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class PersonWriteApiTest {
    private static final String ALL = "/v2/customers";
    private static final String LOOKED = ALL + "/lookup?source=INSTORE&identifierName=mobile&identifierValue=";

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void create() {
        org = Fleet.create(port);
    }

    private long register(int number, String... more) {
        Answer answer = org.post(ALL, person(number, more));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.at("/createdId").asLong();
    }

    private static String one(long id) {
        return ALL + "/" + id + "?source=INSTORE";
    }

    @Test
    void registersOnePersonWithPlaceAndParent() {
        Answer answer = org.post(ALL, person(301, at("DRIVER", under(302))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().propertyNames()).containsExactly("createdId", "warnings", "sideEffects");
        Answer stored = org.get(one(answer.at("/createdId").asLong()) + "&embed=fleetParentDetails");
        assertThat(stored.at("/associationDetails/roleCode").asString()).isEqualTo("DRIVER");
        String change = answer.response().headers().firstValue("X-Change-Id").orElseThrow();
        assertThat(org.get("/v2/changes/" + change).at("/call/path").asString()).isEqualTo(ALL);
    }

    @Test
    void tellsOfPointsThatEnrolmentsBring() {
        org.apply("'programs':[{'id':71,'name':'Miles','default':true},{'id':72,'name':'Tyres'}]", "");
        String enrolled = ",'loyaltyProgramEnrollments':[{'programId':71,'loyaltyPoints':50},"
                + "{'programId':72,'loyaltyPoints':0}]";
        String both = profiles(
                "{" + identifiers("mobile", mobile(301)) + "}",
                enrolled
                        + at(
                                "DRIVER",
                                ",'parentCustomer':"
                                        + profiles("{" + identifiers("mobile", mobile(302)) + "}", enrolled)));

        Answer dry = org.post(ALL + "?dryRun=true", both);
        Answer registered = org.post(ALL, both);
        long id = registered.at("/createdId").asLong();
        long parent = org.get(LOOKED + mobile(302)).at("/entity").asLong();
        Answer later =
                org.put(one(id), "{'loyaltyProgramEnrollments':[{'programId':72,'loyaltyPoints':7},{'programId':71}]}");

        assertThat(dry.at("/sideEffects").findValuesAsString("awardedPoints")).containsOnly("50");
        assertThat(dry.at("/sideEffects/0").has("customerId")).isFalse();
        assertThat(registered.at("/sideEffects/0").toString())
                .isEqualTo("{\"type\":\"points\",\"awardedPoints\":50,\"rawAwardedPoints\":50,\"entityType\":\"USER\","
                        + "\"customerId\":" + id + "}");
        assertThat(registered.at("/sideEffects").findValuesAsString("customerId"))
                .containsExactlyInAnyOrder("" + id, "" + parent);
        assertThat(later.at("/sideEffects")).isEmpty();
        assertThat(org.put(one(id), "{'profiles':[{'firstName':'Oriel'}]}").at("/sideEffects"))
                .isEmpty();
    }

    @Test
    void anErrorOfTheItemRefusesTheCallWithItsPlaceCountedFromTheRoot() {
        register(301);

        Answer again = org.post(ALL, person(301));
        Answer faulty = org.post(
                ALL,
                profiles(
                        "{" + identifiers("mobile", mobile(303)) + ",'source':'WECHAT'}",
                        ",'loyaltyInfo':{'loyaltyType':'gold'}"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.errors()).containsExactly("8006 ");
        assertThat(again.response().headers().firstValue("X-Change-Id")).isEmpty();
        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.errors())
                .containsExactlyInAnyOrder("8045 /profiles/0/accountId", "1046 /loyaltyInfo/loyaltyType");
    }

    @Test
    void aChildThatFailsFailsTheCallAndNothingIsWritten() {
        Answer answer = org.post(
                ALL,
                person(301, at("DEPOT_MGR", over(person(302), profiles("{'identifiers':[],'source':'WEBSITE'}")))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("8005 /associationDetails/childCustomers/1/profiles/0/identifiers");
        assertThat(org.get(LOOKED + mobile(301)).status()).isEqualTo(404);
        assertThat(org.get(LOOKED + mobile(302)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "[{}]", "\"x\"", "7", "null", "{} {}", "{", "", "{'profiles':7}", "{'profiles':[null]}"})
    void whatIsNoPersonIsRefused(String body) {
        Answer answer = org.post(ALL, body);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.errors()).isNotEmpty();
    }

    @Test
    void aDryRunSaysTheSameAndWritesNothing() {
        Answer dry = org.post(ALL + "?dryRun=true", person(301));
        Answer reader = org.asReader("POST", ALL + "?dryRun=true", person(301));
        Answer real = org.asReader("POST", ALL, person(301));

        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.body().has("createdId")).isFalse();
        assertThat(dry.response().headers().firstValue("X-Dry-Run")).contains("true");
        assertThat(dry.response().headers().firstValue("X-Change-Id")).isEmpty();
        assertThat(reader.status()).isEqualTo(200);
        assertThat(real.status()).isEqualTo(403);
        assertThat(org.get(LOOKED + mobile(301)).status()).isEqualTo(404);
    }

    private Answer keyed(String method, String path, String body) {
        return org.with(method, path, body, "Content-Type", "application/json", "Idempotency-Key", "k1");
    }

    @Test
    void aKeyGivesTheFirstAnswerAgainButNeverARefusal() {
        Answer first = keyed("POST", ALL, person(301));
        Answer again = keyed("POST", ALL, person(301));
        Answer other = keyed("POST", ALL, person(302));
        Answer otherPath = keyed("PUT", one(first.at("/createdId").asLong()), "{}");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.response().headers().firstValue("Idempotent-Replay")).contains("true");
        assertThat(again.response().headers().firstValue("X-Change-Id"))
                .isEqualTo(first.response().headers().firstValue("X-Change-Id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(otherPath.status()).isEqualTo(200);
    }

    @Test
    void aRefusedCallMayBeSentAgainUnderItsKey() {
        org.post(ALL, person(301));
        Answer refused = keyed("POST", ALL, person(301));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(keyed("POST", ALL, person(305)).status()).isEqualTo(200);
    }

    @Test
    void ofEightWhoRegisterTheSamePersonOneDoes() {
        Callable<Answer> call = () -> org.post(ALL, person(301));

        List<Answer> answers = TestOrganisation.together(Collections.nCopies(8, call));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    }

    @Test
    void changesThePersonOfTheAddressWithoutAnyIdentifier() {
        long id = register(301);

        Answer answer = org.put(
                one(id), "{'profiles':[{'firstName':'Oriel'}],'extendedFields':{'preferred_language':'Welsh'}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/createdId").asLong()).isEqualTo(id);
        assertThat(answer.warnings()).isEmpty();
        Answer stored = org.get(one(id));
        assertThat(stored.at("/profiles/0/firstName").asString()).isEqualTo("Oriel");
        assertThat(stored.at("/extendedFields/preferred_language").asString()).isEqualTo("Welsh");
    }

    @Test
    void identifiersOfTheBodyChangeNothing() {
        long id = register(301);
        register(302);

        Answer answer = org.put(
                LOOKED + mobile(301),
                profiles("{'firstName':'Oriel',"
                        + identifiers("mobile", mobile(301), "mobile", mobile(302), "email", "oriel@x.example") + "}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/createdId").asLong()).isEqualTo(id);
        assertThat(answer.warnings())
                .containsExactly(
                        "8070 /profiles/0/identifiers/0",
                        "91006 /profiles/0/identifiers/1",
                        "91006 /profiles/0/identifiers/2");
        assertThat(org.get(one(id)).at("/profiles/0/identifiers").size()).isEqualTo(1);
    }

    @Test
    void movesThePersonOfTheAddress() {
        long id = register(301, at("DRIVER", under(302)));
        register(303, at("DEPOT_MGR"));

        Answer answer = org.put(one(id), "{'profiles':[]" + at("DRIVER", under(303)) + "}");

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(org.get(one(id) + "&embed=fleetParentDetails")
                        .at("/associationDetails/parentCustomer/profiles/0/identifiers/0/value")
                        .asString())
                .isEqualTo(mobile(303));
    }

    @Test
    void anUpdateThatIsNotAllowedIsRefused() {
        long id = register(301, at("DRIVER", under(302)));

        assertThat(org.put(one(id), "{'associationDetails':{'hierarchyCode':'NORFLEET','roleCode':'DEPOT_MGR'}}")
                        .errors())
                .containsExactly("1627 /associationDetails/roleCode");
        assertThat(org.put(one(id), "{'loyaltyInfo':{'loyaltyType':'non_loyalty'}}")
                        .errors())
                .containsExactly("8018 /loyaltyInfo/loyaltyType");
        assertThat(org.put(one(id), "{'profiles':[{'source':'WEBSITE','firstName':'O'}]}")
                        .errors())
                .containsExactly("8065 /profiles/0");
    }

    @Test
    void nobodyElseThanThePersonOfTheAddressIsFound() {
        long foreign =
                Fleet.create(port).post(ALL, person(301)).at("/createdId").asLong();

        assertThat(org.put(one(foreign), "{}").errors()).containsExactly("8015 -");
        assertThat(org.put(ALL + "/x?source=INSTORE", "{}").errors()).containsExactly("8015 -");
        assertThat(org.put(LOOKED + mobile(301), "{}").errors()).containsExactly("8015 -");
        assertThat(org.put(ALL + "/lookup", "{}").errors()).containsExactly("8001 -");
        long own = register(301);
        assertThat(org.put(ALL + "/" + own, "{}").errors()).containsExactly("8016 -");
        assertThat(org.asReader("PUT", one(own), "{}").status()).isEqualTo(403);
        assertThat(org.asReader("PUT", one(own) + "&dryRun=true", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void theChangeSetTellsBeforeAndAfter() {
        long id = register(301);
        Answer answer = org.put(one(id), "{'profiles':[{'firstName':'Oriel'}]}");

        Answer change = org.get("/v2/changes/"
                + answer.response().headers().firstValue("X-Change-Id").orElseThrow());

        assertThat(change.at("/call/path").asString()).isEqualTo(ALL + "/" + id);
        assertThat(change.at("/records/0/before/profiles/0").has("firstName")).isFalse();
        assertThat(change.at("/records/0/after/profiles/0/firstName").asString())
                .isEqualTo("Oriel");
    }
}
