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
    void findsTheHolderOfACardByItsExternalId() {
        org.apply("'cardSeries':[{'id':1,'code':'EXT','name':'E','type':'PHYSICAL','external':true}]", "");
        long id = register("{" + identifiers("mobile", mobile(301)) + "}");
        org.post(
                "/v2/card",
                "{'seriesId':1,'cardNumber':'ZX-10001','cardExternalId':'ERP-77','statusLabel':'NOT_ISSUED'}");
        org.post(
                "/v2/customers/" + id + "/changeIdentifier?source=INSTORE",
                "{'add':[{'type':'cardnumber','seriesCode':'EXT','value':'ZX-10001'}]}");

        Answer answer = search("erp-7");

        assertThat(ids(answer)).containsExactly(id);
        assertThat(answer.at("/data/0/matchedIdentifiers/0/idType").asString()).isEqualTo("cardExternalId");
    }

    private long named(int number, String first, String last) {
        return register(
                "{'firstName':'%s','lastName':'%s',%s}".formatted(first, last, identifiers("mobile", mobile(number))));
    }

    @Test
    void findsByBothNamesInAnyOrderHoweverTheyAreWritten() {
        long lukasz = named(301, "Łukasz", "Żółć");
        long muller = named(302, "Jürgen", "Müller-Lüdenscheidt");
        long brien = named(303, "Siobhán", "O’Brien");
        long strasse = named(304, "Nguyễn", "Straße");

        assertThat(ids(search("lukasz zol"))).containsExactly(lukasz);
        assertThat(ids(search("ŻÓŁĆ, Ł"))).containsExactly(lukasz);
        assertThat(ids(search("muller ludens"))).containsExactly(muller);
        assertThat(ids(search("Müller-Lü"))).containsExactly(muller);
        assertThat(ids(search("jurgen  mu"))).containsExactly(muller);
        assertThat(ids(search("obrien"))).containsExactly(brien);
        assertThat(ids(search("o'brien s"))).containsExactly(brien);
        assertThat(ids(search("strasse n"))).containsExactly(strasse);
        assertThat(ids(search("NGUYEN STR"))).containsExactly(strasse);
        assertThat(ids(search("-"))).isEmpty();
        assertThat(ids(search("\u0301"))).isEmpty();
    }

    @Test
    void findsNamesOfOtherScriptsByOneCharacter() {
        long wang = named(301, "小明", "王");
        long muhammad = named(302, "مُحَمَّد", "أحمد");
        long kim = named(303, "민수", "김");
        long hindi = named(304, "किरण", "मिश्रा");

        assertThat(ids(search("王"))).containsExactly(wang);
        assertThat(ids(search("王小"))).containsExactly(wang);
        assertThat(ids(search("王 小明"))).containsExactly(wang);
        assertThat(ids(search("小明"))).containsExactly(wang);
        assertThat(ids(search("محمد"))).containsExactly(muhammad);
        assertThat(ids(search("احمد م"))).containsExactly(muhammad);
        assertThat(ids(search("김민"))).containsExactly(kim);
        assertThat(ids(search("कि"))).containsExactly(hindi);
        assertThat(ids(search("को"))).isEmpty();
    }

    @Test
    void aNameOfTheLongestLettersIsTakenAndFound() {
        // the longest decomposition there is: eighteen letters for one
        String longest = "\uFDFA".repeat(100);
        long id = named(301, longest, longest);

        assertThat(ids(search(longest))).containsExactly(id);
        assertThat(ids(search("صلى"))).containsExactly(id);
    }

    @Test
    void whoMatchesAsAWholeComesFirst() {
        long annabel = named(301, "Annabel", "Zorn");
        long anna = named(302, "Anna", "Zorn");
        long ann =
                register("{'firstName':'Ann'," + identifiers("mobile", mobile(303), "email", "anna@x.example") + "}");

        assertThat(ids(search("anna"))).containsExactly(anna, ann, annabel);
        assertThat(ids(search("ann"))).containsExactly(ann, anna, annabel);
    }

    @Test
    void moreThanAreLookedAtAreOneListNevertheless() {
        org.apply("'settings':{'maxBatchItems':1000,'maxBatchPeople':10000}", "");
        for (int call = 0; call < 2; call++) {
            int from = call * 600;
            org.post(
                    Fleet.BULK,
                    IntStream.range(from, from + 600)
                            .mapToObj(i -> profiles("{'firstName':'Uma','lastName':'L%04d',%s}"
                                    .formatted(
                                            i,
                                            identifiers(
                                                    "externalId", "U" + (9999 - i), "email", "u" + i + "@x.example"))))
                            .collect(Collectors.joining(",", "[", "]")));
        }

        List<Long> walked = new java.util.ArrayList<>();
        Answer page = search("u", "&limit=100");
        long total = page.at("/pagination/total").asLong();
        walked.addAll(ids(page));
        while (!page.at("/pagination/cursor").isNull()) {
            page = search(
                    "u", "&limit=100&cursor=" + page.at("/pagination/cursor").asString());
            walked.addAll(ids(page));
        }

        assertThat(walked).hasSize((int) total).doesNotHaveDuplicates();
        assertThat(total).isGreaterThanOrEqualTo(1000 / 2);
        assertThat(ids(search("u", "&limit=100&offset=200"))).isEqualTo(walked.subList(200, 300));
    }

    @Test
    void whoIsErasedOrRenamedIsNotFoundByTheOldName() {
        long erased = named(301, "Oriel", "Tamblyn");
        long renamed = named(302, "Oriel", "Quist");
        org.put("/v2/customers/" + renamed + "?source=INSTORE", "{'profiles':[{'firstName':'Uli'}]}");
        org.post("/v2/customers/" + erased + "/erase", "");

        assertThat(ids(search("oriel"))).isEmpty();
        assertThat(ids(search("tamblyn"))).isEmpty();
        assertThat(ids(search(mobile(301)))).isEmpty();
        assertThat(ids(search("quist ul"))).containsExactly(renamed);
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
    @ValueSource(strings = {"", "   ", "o\u0000rla", LONG})
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

    /// A thousand matches of one kind are all of them: what another kind finds after them is told as well.
    @Test
    void looksAtAThousandOfEachKindAndAtNoMore() {
        org.post("/v2/customers/bulk", people(0, 1_000));
        long later = register("{'firstName':'zzz'," + identifiers("mobile", mobile(301)) + "}");

        Answer all = search("ZZZ", "&limit=1&offset=1000");
        assertThat(all.at("/pagination/total").asInt()).isEqualTo(1_001);
        assertThat(ids(all)).containsExactly(later);

        org.post("/v2/customers/bulk", people(1_000, 1_001));
        assertThat(search("ZZZ", "&limit=1").at("/pagination/total").asInt()).isEqualTo(1_000);
    }

    private static String people(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{'profiles':[{" + identifiers("externalId", "ZZZ-%05d".formatted(i)) + "}]}")
                .collect(Collectors.joining(",", "[", "]"));
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
                            + " AND name_key ~>=~ 'ori' AND name_key ~<~ 'orj'"
                            + " ORDER BY name_key USING ~<~, customer_id LIMIT 10")
                    .query((rs, _) -> rs.getString(1))
                    .list()
                    .stream()
                    .collect(Collectors.joining("\n"));
        });

        assertThat(plan)
                .contains("Index Only Scan using customer_profile_name_key")
                .contains("~>=~")
                .doesNotContain("Sort");
    }
}
