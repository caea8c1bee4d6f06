package io.guildhall.person.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.profiles;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.association.StatementCounter;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/// What looking at people costs in statements: the same for somebody who has nothing and somebody who has everything.
@RunningService
class PersonStatementCountTest {
    private static final String EVERYTHING =
            "&embed=points,mlp,subscriptions,fleetParentDetails,customerStatus,expirySchedules,expiredPoints,userGroup";
    /// Login, tenant, set-up, who is meant, place, person and parent, cards, subscriptions, points, groups.
    private static final int MOST_OF_DETAILS = 10;

    /// Login, tenant, set-up, hits, people, cards.
    private static final int MOST_OF_SEARCH = 6;

    @TestConfiguration
    static class Counting {
        @Bean
        static StatementCounter statementCounter() {
            return new StatementCounter();
        }
    }

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void create() {
        org = Fleet.create(port);
    }

    private static List<String> statements(Supplier<Answer> call) {
        call.get(); // whatever is kept in memory is there
        StatementCounter.reset();
        assertThat(call.get().status()).isEqualTo(200);
        return StatementCounter.statements();
    }

    @Test
    void detailsCostTheSameWhateverThereIs() {
        long poor = org.post("/v2/customers", person(301)).at("/createdId").asLong();
        long rich = org.post(
                        "/v2/customers",
                        person(
                                302,
                                at("DRIVER", under(303)),
                                ",'subscriptionInfo':{'subscriptions':[{'channel':'EMAIL','priority':'BULK','type':'OPTIN'}]}"))
                .at("/createdId")
                .asLong();

        List<String> ofPoor = statements(() -> org.get("/v2/customers/" + poor + "?source=INSTORE" + EVERYTHING));
        List<String> ofRich = statements(() -> org.get("/v2/customers/" + rich + "?source=INSTORE" + EVERYTHING));

        assertThat(ofRich).isEqualTo(ofPoor).hasSizeLessThanOrEqualTo(MOST_OF_DETAILS);
    }

    @Test
    void searchingCostsTheSameForOneAndForMany() {
        for (int i = 0; i < 20; i++) {
            String name = i == 0 ? "Solo" : "Orla";
            org.post(
                    "/v2/customers",
                    profiles("{'firstName':'" + name + "'," + identifiers("externalId", "E" + i) + "}"));
        }

        List<String> one = statements(() -> org.get("/v2/customers/search?q=solo"));
        List<String> many = statements(() -> org.get("/v2/customers/search?q=orla"));

        assertThat(many).isEqualTo(one).hasSizeLessThanOrEqualTo(MOST_OF_SEARCH);
    }

    @Test
    void exchangingIdentifiersCostsTheSameForOneAndForMany() {
        long id = org.post("/v2/customers", person(301)).at("/createdId").asLong();
        String path = "/v2/customers/" + id + "/changeIdentifier?source=INSTORE";
        StringBuilder twenty = new StringBuilder("{'type':'email','value':'o@x.example'}");
        for (int i = 0; i < 20; i++) {
            twenty.append(",{'type':'externalId','value':'E").append(i).append("'}");
        }
        org.post(path, "{'add':[{'type':'mobile','value':'" + mobile(305) + "'}]}");

        StatementCounter.reset();
        org.post(path, "{'add':[{'type':'mobile','value':'" + mobile(306) + "'}]}");
        List<String> one = StatementCounter.statements();
        StatementCounter.reset();
        Answer answer = org.post(path, "{'add':[" + twenty + "]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(StatementCounter.statements()).isEqualTo(one);
    }
}
