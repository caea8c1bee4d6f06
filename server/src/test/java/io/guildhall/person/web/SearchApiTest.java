package io.guildhall.person.web;

import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.profiles;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.TenantTransactions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class SearchApiTest {
    private static final String LONG = "ooooooooooooooooooooo" + "oooooooooooooooooooo" + "oooooooooooooooooooo"
            + "oooooooooooooooooooo" + "oooooooooooooooooooo";

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void create() {
        org = Fleet.create(port);
    }

    private long register(String profile) {
        return org.post("/v2/customers", profiles(profile)).at("/createdId").asLong();
    }

    private Answer search(String q, String... more) {
        return org.get(
                "/v2/customers/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + String.join("", more));
    }

    private static List<Long> ids(Answer answer) {
        return StreamSupport.stream(answer.at("/data").spliterator(), false)
                .map(hit -> hit.path("userId").asLong())
                .toList();
    }

    @Test
    void findsByTheBeginningOfAnyNameAndIdentifierInAnySource() {
        long oriel = register("{'firstName':'Oriel','lastName':'Tamblyn',"
                + identifiers("mobile", mobile(301), "externalId", "BRK-7") + "}");
        long ursa = register("{'firstName':'Ürsa','lastName':'Orielsson','source':'WEBSITE',"
                + identifiers("email", "ursa@x.example") + "}");

        assertThat(ids(search("oriel"))).containsExactly(oriel, ursa);
        assertThat(ids(search("TAMB"))).containsExactly(oriel);
        assertThat(ids(search("ürs"))).containsExactly(ursa);
        assertThat(ids(search("URSA@"))).containsExactly(ursa);
        assertThat(ids(search("+44 7700"))).containsExactly(oriel);
        assertThat(ids(search("BRK-"))).containsExactly(oriel);
        assertThat(ids(search("riel"))).isEmpty();
    }

    @Test
    void tellsWhatWasMatchedAndWhoItIs() {
        register("{'firstName':'Oriel'," + identifiers("mobile", mobile(301), "email", "oriel@x.example") + "}");

        Answer answer = search("oriel");

        assertThat(answer.at("/data/0/matchedIdentifiers").size()).isEqualTo(1);
        assertThat(answer.at("/data/0/matchedIdentifiers/0/idType").asString()).isEqualTo("email");
        assertThat(answer.at("/data/0/matchedIdentifiers/0/source").asString()).isEqualTo("INSTORE");
        assertThat(answer.at("/data/0/profiles/0/firstName").asString()).isEqualTo("Oriel");
        assertThat(answer.at("/pagination/total").asInt()).isEqualTo(1);
    }

    @Test
    void findsTheHolderOfACard() {
        org.apply("'cardSeries':[{'id':1,'code':'EXT','name':'E','type':'PHYSICAL','external':true}]", "");
        long id = register("{" + identifiers("mobile", mobile(301)) + "}");
        org.post(
                "/v2/customers/" + id + "/changeIdentifier?source=INSTORE",
                "{'add':[{'type':'cardnumber','seriesCode':'EXT','value':'ZX-10001'}]}");

        Answer answer = search("ZX-1");

        assertThat(ids(answer)).containsExactly(id);
        assertThat(answer.at("/data/0/matchedIdentifiers/0/idType").asString()).isEqualTo("cardnumber");
    }

    @Test
    void goesThroughTheHitsPageByPage() {
        List<Long> all = IntStream.range(0, 5)
                .mapToObj(i -> register("{'firstName':'Orla'," + identifiers("externalId", "E" + i) + "}"))
                .toList();

        assertThat(ids(search("orla", "&limit=2"))).isEqualTo(all.subList(0, 2));
        Answer last = search("orla", "&limit=2&offset=4");
        assertThat(ids(last)).isEqualTo(all.subList(4, 5));
        assertThat(last.at("/pagination/total").asInt()).isEqualTo(5);
        assertThat(search("orla", "&limit=2&offset=9").at("/pagination/total").asInt())
                .isEqualTo(5);
        assertThat(search("orla", "&limit=0").errors()).containsExactly("8101 -");
        assertThat(search("orla", "&offset=-1").errors()).containsExactly("8100 -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "or", "   ", "o\u0000rla", LONG})
    void whatIsTooShortOrTooLongIsRefused(String q) {
        Answer answer = search(q);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("1686 -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "___", "' OR 1=1 --", "\\\\\\", "*.*", "😀😀😀", "\uDBFF\uDFFFab"})
    void wildcardsAndQuotesMeanThemselves(String q) {
        register("{'firstName':'Oriel'," + identifiers("mobile", mobile(301)) + "}");

        assertThat(ids(search(q))).isEmpty();
    }

    @Test
    void peopleOfAnotherOrganisationAreNotFoundAndReadersMaySearch() {
        Fleet.create(port)
                .post("/v2/customers", profiles("{'firstName':'Oriel'," + identifiers("mobile", mobile(301)) + "}"));

        Answer answer = org.asReader("GET", "/v2/customers/search?q=oriel", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ids(answer)).isEmpty();
    }

    @Test
    void readsAnIndexBelowRowLevelSecurity(@Autowired TenantTransactions transactions, @Autowired JdbcClient jdbc) {
        long orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query(Long.class)
                .single();
        String plan = transactions.read(orgId, () -> {
            jdbc.sql("SET LOCAL enable_seqscan = off").update();
            return jdbc
                    .sql("EXPLAIN SELECT customer_id FROM customer_profile WHERE org_id = " + orgId
                            + " AND first_key ~>=~ 'ori' AND first_key ~<~ 'orj'"
                            + " ORDER BY first_key USING ~<~ LIMIT 10")
                    .query((rs, _) -> rs.getString(1))
                    .list()
                    .stream()
                    .collect(Collectors.joining("\n"));
        });

        assertThat(plan).contains("customer_profile_first_key").contains("~>=~").doesNotContain("Sort");
    }
}
