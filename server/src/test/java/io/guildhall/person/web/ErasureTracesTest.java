package io.guildhall.person.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.imports.web.ImportClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody with a recognisable word in every possible place, to whom everything happens that can happen.
@RunningService
@Import(StoredTraces.class)
class ErasureTracesTest {
    private static final String MEMBERS = """
            'settings':{'autoMerge':true},
            'sources':[{'source':'INSTORE'},{'source':'WEBSITE'},{'source':'WECHAT','accounts':[{'id':'WECHAT-A'}]}],
            'customFields':[{'name':'shift','dataType':'STRING'},{'name':'colour','dataType':'STRING'}],
            'extendedFields':[{'entity':'customer','name':'nickname','dataType':'STRING'},
                              {'entity':'card','name':'vehicle','dataType':'STRING'}],
            'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'}]}],
            'cardSeries':[{'id':7,'code':'EXT','type':'PHYSICAL','external':true}],
            'hierarchies':[{'code':'FLEET','hierarchyCreationStrict':false,'autoGroupCreationEnabled':true,'roles':[
              {'code':'BOSS','childRoleCode':'CREW','maxChild':9,'pointsAggregationRole':true},{'code':'CREW'}]}]
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private StoredTraces traces;

    @Autowired
    private JdbcClient jdbc;

    private TestOrganisation org;
    private final List<String> words = new ArrayList<>();

    private String word() {
        String word = "Trace" + (char) ('a' + words.size() / 26) + (char) ('a' + words.size() % 26) + "x";
        words.add(word);
        return word;
    }

    private String mobile(String number) {
        words.add(number);
        return "{'type':'mobile','value':'" + number + "'}";
    }

    private Answer keyed(String method, String path, String body) {
        Answer answer =
                org.with(method, path, body, "Content-Type", "application/json", "Idempotency-Key", "key of " + word());
        assertThat(answer.status()).as(answer.toString()).isLessThan(300);
        return answer;
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isLessThan(300);
        assertThat(answer.errors()).isEmpty();
        return answer;
    }

    private String profile(String source, String... identifiers) {
        return "{'source':'%s','firstName':'%s','lastName':'%s','fields':{'shift':'%s'},'identifiers':[%s],"
                        .formatted(source, word(), word(), word(), String.join(",", identifiers))
                + "'commChannels':[{'type':'email','value':'" + word() + "@x.example','attributes':{'note':'" + word()
                + "'}}]}";
    }

    private String card(String number, String... more) {
        words.add(number);
        return "{'type':'cardnumber','seriesCode':'EXT','value':'" + number + "','statusLabel':'ACTIVE'"
                + String.join("", more) + "}";
    }

    private long register() {
        String person = "{'profiles':[" + profile("INSTORE", mobile("447700900311"), email()) + "],'referralCode':'"
                + word() + "','extendedFields':{'nickname':'" + word() + "'},"
                + "'subscriptionInfo':{'subscriptions':[{'channel':'EMAIL','priority':'BULK','type':'OPTIN'}]},"
                + "'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':1,'loyaltyPoints':100}]}";
        return keyed("POST", "/v2/customers", person).at("/createdId").asLong();
    }

    private String email() {
        return "{'type':'email','value':'" + word() + "@x.example'}";
    }

    private static String place(String role, String more) {
        return ",'associationDetails':{'hierarchyCode':'FLEET','roleCode':'" + role + "'" + more + "}";
    }

    private String known(String more) {
        return "[{'profiles':[{'identifiers':[{'type':'mobile','value':'447700900311'}]" + more;
    }

    /// Everything that can happen to a person.
    private void live(long id) {
        String boss = ",'parentCustomer':{'profiles':[{'identifiers':[{'type':'mobile','value':'447700900301'}]}]}";
        String other = boss.replace("900301", "900302");
        keyed("POST", "/v2/customers/bulk", known("}]" + place("CREW", boss) + "}]"));
        keyed("PUT", "/v2/customers/bulk", known(",'firstName':'" + word() + "'}]" + place("CREW", other) + "}]"));
        keyed("PUT", "/v2/customers/bulk", known(",'lastName':'" + word() + "'}]" + place("NO_ROLE", "") + "}]"));
        String exchange = "/v2/customers/" + id + "/changeIdentifier?source=INSTORE";
        String externalId = "{'type':'externalId','value':'" + word() + "'}";
        done(org.post(exchange, "{'add':[" + externalId + "," + mobile("447700900312") + "]}"));
        done(org.post(exchange, "{'remove':[" + externalId + "]}"));
        done(org.post("/v2/card", "{'seriesId':7,'cardNumber':'TRACEMADE1','statusLabel':'NOT_ISSUED'}"));
        done(org.post(exchange, "{'add':[" + card("TRACECARD1", ",'cardExternalId':'" + word() + "'") + "]}"));
        done(org.post(exchange, "{'add':[" + card("TRACEMADE1") + "]}"));
        done(org.put(
                "/v2/card",
                "{'cardNumber':'TRACECARD1','statusLabel':'SUSPENDED','statusInfo':{'reason':'" + word()
                        + "'},'customFields':{'colour':'" + word() + "'},'extendedFields':{'vehicle':'" + word()
                        + "'}}"));
        done(org.put(
                "/v2/customers/lookup/status?source=INSTORE&identifierName=mobile&identifierValue=447700900311",
                "{'label':'SUSPENDED','reason':'" + word() + "'}"));
        merge(id);
        failInAFile();
        org.get("/v2/customers/search?q=Trace");
    }

    /// Rows that failed are kept for the file of errors.
    private void failInAFile() {
        byte[] row = ImportClient.ndjson("{'profiles':[{'firstName':'" + word()
                + "','identifiers':[{'type':'mobile','value':'+44 7700 900311'}]}]" + place("NO_ROLE", "") + "}");
        assertThat(new ImportClient(org, port)
                        .run(ImportClient.NDJSON, row, "")
                        .path("state")
                        .asString())
                .isEqualTo("COMPLETED_WITH_ERRORS");
    }

    private void merge(long id) {
        Answer second = keyed(
                "POST",
                "/v2/customers/bulk",
                "[{'profiles':[" + profile("WEBSITE", mobile("447700900313")) + "],'extendedFields':{'nickname':'"
                        + word() + "'}}]");
        long victim = second.at("/0/entity/id").asLong();
        assertThat(victim).as(second.toString()).isPositive();
        done(org.post(
                "/v2/customers/" + id + "/changeIdentifier?source=INSTORE",
                "{'add':[{'type':'mobile','value':'447700900313'}]}"));
        assertThat(org.get("/v2/customers/" + victim + "?source=ALL").at("/id").asLong())
                .isEqualTo(id);
    }

    @Test
    void noWordOfAnErasedPersonIsLeftInAnyColumn() {
        org = TestOrganisation.create(port, MEMBERS);
        long id = register();
        live(id);
        assertThat(traces.of(org, words)).anyMatch(found -> found.startsWith("decrypted: "));
        assertThat(traces.of(org, words)) // one card was made before anybody had it
                .noneMatch(found -> found.startsWith("change_record.") && !found.contains("TRACEMADE1"));

        Answer erased = org.post("/v2/customers/" + id + "/erase", "");

        assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
        assertThat(traces.of(org, words)).isEmpty();
        assertThat(erased.at("/data/kept/ledger").asInt()).isPositive();
        assertThat(erased.at("/data/kept/cards").asInt()).isEqualTo(2);
        assertThat(erased.at("/data/erased/merges").asInt()).isEqualTo(1);
    }

    @Test
    void everyColumnThatCanHoldWordsIsInTheListOfWhatErasureDoes() throws IOException {
        TreeSet<String> listed = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("../docs/erasure.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length > 3 && cells[1].strip().startsWith("`")) {
                String table = cells[1].replace("`", "").strip();
                for (String column : cells[2].replace("`", "").split(",")) {
                    listed.add(table + "." + column.strip());
                }
            }
        }

        assertThat(listed).containsExactlyElementsOf(StoredTraces.wordy(jdbc));
    }
}
