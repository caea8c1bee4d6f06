package io.guildhall.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.association.StatementCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/// What taking a call back costs in statements: the same for one family and for hundreds.
@RunningService
class RevertStatementCountTest {
    private static final int MOST = 60;

    @TestConfiguration
    static class Counting {
        @Bean
        static StatementCounter statementCounter() {
            return new StatementCounter();
        }
    }

    @LocalServerPort
    private int port;

    private static String family(String prefix, int number) {
        String mobile = "4477" + prefix + String.format("%05d", number);
        return "{'profiles':[{'identifiers':[{'type':'mobile','value':'" + mobile + "1'}]}],"
                + "'cardSeries':'FUEL','loyaltyProgramEnrollments':[{'programId':71,'tierNumber':1,'loyaltyPoints':5}],"
                + "'subscriptionInfo':{'subscriptions':[{'channel':'SMS','priority':'BULK','type':'OPTIN'}]},"
                + "'associationDetails':{'hierarchyCode':'CREW','roleCode':'OWNER','fleetCompany':{'externalId':'"
                + prefix
                + number + "','name':'Firm','hierarchyDefinitionCode':'CREW'},"
                + "'childCustomers':[{'profiles':[{'identifiers':[{'type':'mobile','value':'" + mobile + "2'}]}]}]}}";
    }

    private static List<String> statements(TestOrganisation org, String change) {
        StatementCounter.reset();
        Answer reverted = org.post("/v2/changes/" + change + "/revert", null);
        assertThat(reverted.status()).as("%s", reverted).isEqualTo(200);
        assertThat(reverted.at("/data/skipped")).isEmpty();
        return StatementCounter.statements();
    }

    private static String changeOf(Answer answer) {
        return answer.response().headers().firstValue("X-Change-Id").orElseThrow();
    }

    @Test
    void oneFamilyAndHundredsCostTheSame() {
        TestOrganisation org = TestOrganisation.create(port, RandomCalls.MEMBERS);
        List<List<String>> undone = new ArrayList<>();
        List<List<String>> redone = new ArrayList<>();
        for (int families : List.of(1, 1, 20, 500)) { // the first warms up
            String prefix = "9" + (undone.size() + 1);
            Answer registered = org.post(
                    "/v2/customers/bulk",
                    IntStream.range(0, families)
                            .mapToObj(number -> family(prefix, number))
                            .collect(Collectors.joining(",", "[", "]")));
            assertThat(registered.response().headers().firstValue("X-Failure-Count"))
                    .contains("0");
            undone.add(statements(org, changeOf(registered)));
            String revert =
                    org.get("/v2/changes/" + changeOf(registered)).at("/id").asString();
            assertThat(revert).isEqualTo(changeOf(registered));
            Answer again = org.post("/v2/changes/" + revert + "/revert", null);
            assertThat(again.errors()).containsExactly("1698 -");
            String byWhom = again.at("/errors/0/message").asString();
            redone.add(statements(org, byWhom.substring(byWhom.lastIndexOf(' ') + 1)));
        }

        assertThat(undone.get(2)).isEqualTo(undone.get(1));
        assertThat(undone.get(3)).isEqualTo(undone.get(1));
        assertThat(redone.get(2)).isEqualTo(redone.get(1));
        assertThat(redone.get(3)).isEqualTo(redone.get(1));
        assertThat(undone.get(3)).hasSizeLessThanOrEqualTo(MOST);
        assertThat(redone.get(3)).hasSizeLessThanOrEqualTo(MOST);
    }
}
