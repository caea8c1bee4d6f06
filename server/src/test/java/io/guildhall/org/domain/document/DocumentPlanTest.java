package io.guildhall.org.domain.document;

import static io.guildhall.org.domain.document.Documents.HEAD;
import static io.guildhall.org.domain.document.Documents.TILL;
import static io.guildhall.org.domain.document.Documents.apply;
import static io.guildhall.org.domain.document.Documents.changes;
import static io.guildhall.org.domain.document.Documents.create;
import static io.guildhall.org.domain.document.Documents.fields;
import static io.guildhall.org.domain.document.Documents.prune;
import static io.guildhall.org.domain.document.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.error.ErrorCode;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.json.DocumentJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DocumentPlanTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void fillsInEveryDefault() {
        DocumentPlan plan = create(with("\"tills\": [" + TILL + "], \"sources\": []"));

        assertThat(plan.problems()).isEmpty();
        assertThat(JSON.readTree(DocumentJson.json(plan.merged()).toString()))
                .isEqualTo(JSON.readTree("{" + HEAD + """
                , "active": true,
                "settings": {"primaryIdentifier": "mobile", "autoMerge": false, "rejectEmptyExtendedFields": true,
                    "maxBatchItems": 1000, "maxBatchPeople": 10000, "maxCardsPerCustomer": 0,
                    "keepGroupWhenPrimaryLeaves": false, "erasedMayReturn": false, "requestsPerMinute": 0, "tillRequestsPerMinute": 0},
                "tills": [{"code": "desk1", "name": "Desk 1", "active": true, "role": "WRITE", "legacyMd5Secret": false}],
                "clients": [], "sources": [{"source": "INSTORE"}], "customFields": [], "extendedFields": [],
                "programs": [], "cardSeries": [], "statusLabels": {"card": {}, "customer": {}}}
                """));
        assertThat(plan.merged().part("settings").whole("maxBatchItems")).isEqualTo(Settings.MAX_BATCH_ITEMS);
    }

    @Test
    void tellsWhatANewOrganisationLacks() {
        DocumentPlan plan = create("""
                {"code": "norland", "tills": [{"code": "a"}], "clients": [{"key": "k"}],
                 "customFields": [{"name": "f"}], "cardSeries": [{"code": "S", "generation": {}}]}
                """);

        assertThat(fields(plan.problems()))
                .containsExactly(
                        "/name",
                        "/baseCountry",
                        "/timeZone",
                        "/currency",
                        "/language",
                        "/clients/0/till",
                        "/customFields/0/dataType",
                        "/cardSeries/0/type",
                        "/cardSeries/0/generation/length");
        assertThat(plan.problems()).allMatch(problem -> problem.code() == ErrorCode.MANDATORY_FIELD_MISSING);
    }

    @Test
    void wantsASecretForEachNewLogin() {
        DocumentPlan plan = create(with("""
                "tills": [{"code": "a"}], "clients": [{"key": "k", "till": "a"}]
                """));

        assertThat(fields(plan.problems())).containsExactly("/tills/0/secret", "/clients/0/secret");
    }

    @Test
    void changesNothingTheSecondTime() {
        String everything = with("""
                "tills": [%s], "clients": [{"key": "k", "till": "desk1", "secret": "a secret of some length"}],
                "sources": [{"source": "wechat", "accounts": [{"id": "A"}]}],
                "extendedFields": [{"entity": "card", "name": "f", "dataType": "CUSTOM_ENUM", "values": ["b", "a"]}],
                "programs": [{"name": "Miles", "tiers": [{"number": 2, "name": "Gold"}, {"number": 1, "name": "Blue"}]}],
                "cardSeries": [{"code": "S", "type": "DIGITAL", "generation": {"length": 8}}],
                "statusLabels": {"card": {"ACTIVE": [{"label": "on", "default": true}]}}
                """.formatted(TILL));
        DocumentPlan first = create(everything);

        DocumentPlan again = apply(first, everything);
        DocumentPlan ownAnswer = apply(first, DocumentJson.json(first.merged()).toString());
        DocumentPlan pruned = prune(first, everything);

        assertThat(first.problems()).isEmpty();
        assertThat(again.changes()).isEmpty();
        assertThat(ownAnswer.problems()).isEmpty();
        assertThat(ownAnswer.changes()).isEmpty();
        assertThat(pruned.changes()).isEmpty();
    }

    @Test
    void keepsTheValuesOfAChoiceInTheOrderSent() {
        DocumentPlan plan = create(with("""
                "customFields": [{"name": "f", "dataType": "CUSTOM_ENUM", "values": ["b", "a"]}]
                """));

        assertThat(plan.merged().parts("customFields").getFirst().texts("values"))
                .containsExactly("b", "a");
        assertThat(plan.merged().parts("customFields").getFirst().texts("none")).isEmpty();
    }

    @Test
    void namesWhatHasNoNameByItsKey() {
        DocumentPlan plan = create(with("""
                "tills": [{"code": "desk1", "secret": "0123456789abcdef"}],
                "sources": [{"source": "LINE", "accounts": [{"id": "A"}]}]
                """));

        assertThat(plan.merged().parts("tills").getFirst().text("name")).isEqualTo("desk1");
        assertThat(plan.merged()
                        .parts("sources")
                        .getFirst()
                        .parts("accounts")
                        .getFirst()
                        .text("name"))
                .isEqualTo("A");
    }

    @Test
    void keepsWhatIsNotSent() {
        DocumentPlan stored = create(with("""
                "active": false, "settings": {"autoMerge": true, "maxBatchItems": 5}, "sources": [{"source": "LINE"}],
                "tills": [{"code": "a", "name": "A", "role": "READ", "active": false, "secret": "0123456789abcdef"}]
                """));

        DocumentPlan plan = apply(stored, """
                {"code": "norland", "settings": {"maxBatchItems": 6}, "tills": [{"code": "a", "name": "B"}],
                 "sources": [{"source": "JD"}]}
                """);

        assertThat(changes(plan))
                .containsExactly("UPDATE /settings/maxBatchItems", "UPDATE /tills/a", "CREATE /sources/JD");
        assertThat(plan.merged().flag("active")).isFalse();
        assertThat(plan.merged().part("settings").flag("autoMerge")).isTrue();
        assertThat(plan.merged().parts("tills").getFirst().text("role")).isEqualTo("READ");
        assertThat(plan.merged().parts("tills").getFirst().flag("active")).isFalse();
        assertThat(plan.merged().parts("sources")).hasSize(2);
    }

    @Test
    void listsWhatANewOrganisationBrings() {
        assertThat(changes(create(with("\"tills\": [" + TILL + "]"))))
                .containsExactly("CREATE /", "CREATE /tills/desk1", "CREATE /sources/INSTORE");
    }

    @Test
    void prunesObjectsButNoScalars() {
        DocumentPlan stored = create(with("""
                "settings": {"autoMerge": true}, "tills": [%s, {"code": "b/c", "secret": "0123456789abcdef"}],
                "clients": [{"key": "k", "till": "b/c", "secret": "0123456789abcdef"}],
                "sources": [{"source": "LINE", "accounts": [{"id": "1"}, {"id": "2"}]}, {"source": "JD"}],
                "extendedFields": [{"entity": "company", "name": "f", "dataType": "DATE"}],
                "statusLabels": {"customer": {"ACTIVE": [{"label": "on", "default": true}]}}
                """.formatted(TILL)));

        DocumentPlan plan = prune(stored, """
                {"code": "norland", "tills": [{"code": "desk1"}],
                 "sources": [{"source": "LINE", "accounts": [{"id": "2"}]}]}
                """);

        assertThat(plan.problems()).isEmpty();
        assertThat(changes(plan))
                .containsExactly(
                        "REMOVE /tills/b~1c",
                        "REMOVE /clients/k",
                        "UPDATE /sources/LINE",
                        "REMOVE /sources/JD",
                        "REMOVE /extendedFields/company.f");
        assertThat(plan.merged().part("settings").flag("autoMerge")).isTrue();
    }

    @Test
    void leavesInstoreWhenEverySourceIsPruned() {
        DocumentPlan stored = create(with("\"sources\": [{\"source\": \"LINE\"}]"));

        assertThat(changes(prune(stored, "{\"code\": \"norland\"}")))
                .containsExactly("CREATE /sources/INSTORE", "REMOVE /sources/LINE");
    }

    @Test
    void refusesToPruneTheTillOfAClientThatStays() {
        DocumentPlan stored = create(with("""
                "tills": [%s], "clients": [{"key": "k", "till": "desk1", "secret": "0123456789abcdef"}]
                """.formatted(TILL)));

        DocumentPlan plan = prune(stored, "{\"code\": \"norland\", \"clients\": [{\"key\": \"k\"}]}");

        assertThat(fields(plan.problems())).containsExactly("/clients/0/till");
    }

    @Test
    void assignsIdsAndKnowsTheirObjectsAgain() {
        DocumentPlan stored = create(with("""
                "programs": [{"name": "B"}, {"id": 1, "name": "A"}, {"name": "C"}],
                "cardSeries": [{"code": "T", "type": "DIGITAL"}, {"id": 7, "code": "S", "type": "DIGITAL"}]
                """));

        DocumentPlan plan = apply(stored, with("""
                "programs": [{"name": "C", "default": true}, {"name": "D"}, {"id": 1, "name": "A2"}],
                "cardSeries": [{"code": "S", "name": "Series"}]
                """));

        assertThat(plan.merged().parts("programs"))
                .extracting(program -> program.whole("id") + program.text("name"))
                .containsExactly("2B", "1A2", "3C", "4D");
        assertThat(plan.merged().parts("cardSeries"))
                .extracting(series -> series.whole("id") + series.text("code"))
                .containsExactly("1T", "7S");
        assertThat(changes(plan))
                .containsExactly(
                        "UPDATE /programs/1", "UPDATE /programs/3", "CREATE /programs/4", "UPDATE /cardSeries/S");
    }

    @Test
    void dropsValuesAndGenerationWithWhatTheyBelongTo() {
        DocumentPlan stored = create(with("""
                "customFields": [{"name": "f", "dataType": "CUSTOM_ENUM", "values": ["a"]}],
                "cardSeries": [{"code": "S", "type": "DIGITAL", "generation": {"length": 8}}]
                """));

        DocumentPlan plan = apply(stored, with("""
                "customFields": [{"name": "f", "dataType": "STRING"}], "cardSeries": [{"code": "S", "external": true}]
                """));

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.merged().parts("customFields").getFirst().has("values")).isFalse();
        assertThat(plan.merged().parts("cardSeries").getFirst().has("generation"))
                .isFalse();
    }

    @Test
    void wantsTheSecretWhenItsMd5IsToBeAccepted() {
        DocumentPlan stored = create(with("\"tills\": [" + TILL + "]"));
        String legacy = "\"tills\": [{\"code\": \"desk1\", \"legacyMd5Secret\": true%s}]";

        assertThat(fields(apply(stored, with(legacy.formatted(""))).problems())).containsExactly("/tills/0/secret");
        DocumentPlan on = apply(stored, with(legacy.formatted(", \"secret\": \"0123456789abcdef\"")));
        assertThat(on.problems()).isEmpty();
        assertThat(apply(on, with(legacy.formatted(""))).problems()).isEmpty();
    }

    @Test
    void holdsNewObjectsAgainstStoredOnes() {
        DocumentPlan stored = create(with("""
                "programs": [{"id": 1, "name": "A", "default": true}],
                "cardSeries": [{"id": 1, "code": "S", "type": "DIGITAL", "trigger": "REGISTRATION",
                                "generation": {"length": 8}}]
                """));

        DocumentPlan plan = apply(stored, with("""
                "programs": [{"id": 2, "name": "A", "default": true}],
                "cardSeries": [{"id": 1, "code": "T", "type": "DIGITAL", "trigger": "REGISTRATION",
                                "generation": {"length": 8}}, {"id": 5, "code": "S"}]
                """));

        assertThat(fields(plan.problems()))
                .containsExactly(
                        "/programs/0/name",
                        "/programs/0/default",
                        "/cardSeries/1/id",
                        "/cardSeries/0/trigger",
                        "/cardSeries/0/generation");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'clients': [{'key': 'k', 'till': 'none', 'secret': '0123456789abcdef'}] | /clients/0/till",
                "'clients': [{'key': 'desk1', 'till': 'desk1', 'secret': '0123456789abcdef'}] | /clients/0/key",
                "'customFields': [{'name': 'f', 'dataType': 'CUSTOM_ENUM'}] | /customFields/0/values",
                "'customFields': [{'name': 'f', 'dataType': 'DATE', 'values': ['a']}] | /customFields/0/values",
                "'extendedFields': [{'entity': 'card', 'name': 'f', 'dataType': 'CUSTOM_ENUM'}] | /extendedFields/0/values",
                "'programs': [{'name': 'A'}, {'name': 'A'}] | /programs/1/name",
                "'programs': [{'name': 'A', 'default': true}, {'name': 'B', 'default': true}] | /programs/1/default",
                "'programs': [{'name': 'A', 'tiers': [{'number': 2, 'name': 'x'}]}] | /programs/0/tiers",
                "'programs': [{'name': 'A', 'tiers': [{'number': 1, 'name': 'x'}, {'number': 1, 'name': 'y'}]}] | /programs/0/tiers",
                "'cardSeries': [{'code': 'A', 'type': 'DIGITAL', 'external': true, 'generation': {'length': 8}}] | /cardSeries/0/generation",
                "'cardSeries': [{'code': 'A', 'type': 'DIGITAL', 'trigger': 'REGISTRATION'}] | /cardSeries/0/generation",
                "'cardSeries': [{'id': 3, 'code': 'A', 'type': 'DIGITAL'}, {'id': 3, 'code': 'B', 'type': 'DIGITAL'}] | /cardSeries/1/id",
                "'cardSeries': [{'code': 'A', 'type': 'DIGITAL', 'generation': {'length': 5, 'prefix': 'AB', 'suffix': 'CDE'}}] | /cardSeries/0/generation/length",
                "'cardSeries': [{'code': 'A', 'type': 'DIGITAL', 'generation': {'length': 5, 'prefix': 'ABCD', 'method': 'LUHNALGO'}}] | /cardSeries/0/generation/length",
                "'cardSeries': [{'code': 'A', 'type': 'DIGITAL', 'generation': {'length': 5, 'prefix': 'ABC', 'offset': 100}}] | /cardSeries/0/generation/offset",
                "'cardSeries': [{'code': 'A', 'type': 'DIGITAL', 'generation': {'length': 8}}, {'code': 'B', 'type': 'DIGITAL', 'generation': {'length': 8}}] | /cardSeries/1/generation",
                "'cardSeries': [{'code': 'A', 'type': 'DIGITAL', 'cardExpiryEnabled': true}] | /cardSeries/0/expiryDays",
                "'statusLabels': {'card': {'ACTIVE': [{'label': 'a'}]}} | /statusLabels/card/ACTIVE",
                "'statusLabels': {'card': {'ACTIVE': []}} | /statusLabels/card/ACTIVE",
                "'statusLabels': {'card': {'ACTIVE': [{'label': 'a', 'default': true}, {'label': 'b', 'default': true}]}} | /statusLabels/card/ACTIVE",
                "'statusLabels': {'customer': {'ACTIVE': [{'label': 'a', 'default': true}], 'DELETED': [{'label': 'a', 'default': true}]}} | /statusLabels/customer/DELETED/0/label",
            })
    void refusesWhatContradictsItself(String members, String field) {
        DocumentPlan plan = create(with("\"tills\": [" + TILL + "], " + members.replace('\'', '"')));

        assertThat(fields(plan.problems())).containsExactly(field);
    }

    @Test
    void takesTheSmallestNumberSpaces() {
        DocumentPlan plan = create(with("""
                "cardSeries": [
                  {"code": "A", "type": "DIGITAL", "generation": {"length": 5, "prefix": "ABCD", "offset": 9}},
                  {"code": "B", "type": "DIGITAL", "generation": {"length": 5, "suffix": "ABC", "method": "RANDOM_MOD7", "offset": 0}}]
                """));

        assertThat(plan.problems()).isEmpty();
    }

    @Test
    void completesADocumentOfAnEarlierServer() {
        Part earlier = Documents.sent(with(""));

        assertThat(DocumentMerge.completed(Documents.shape(), earlier)
                        .part("settings")
                        .flag("rejectEmptyExtendedFields"))
                .isTrue();
    }
}
