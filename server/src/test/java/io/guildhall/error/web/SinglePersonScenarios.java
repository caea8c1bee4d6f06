package io.guildhall.error.web;

import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.profiles;

import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/// Calls about one person: identifiers and cards exchanged, a status given, a profile that is not there.
final class SinglePersonScenarios {
    private static final String ALL = "/v2/customers";
    private static final String MAIL = identifier("email", "oriel@brackwater.example");

    private SinglePersonScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        exchanges(all);
        cards(all);
        all.put(
                ErrorCode.NOT_IN_SOURCE,
                org -> org.put(
                        ALL + "/" + oriel(org) + "?source=INSTORE",
                        "{'profiles':[{'source':'WEBSITE','firstName':'Oriel'}]}"));
        all.put(ErrorCode.CUSTOMER_DELETED, org -> {
            String path = ALL + "/lookup/status?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(301);
            oriel(org);
            org.put(path, "{'label':'DELETED','reason':'Asked for it'}");
            return org.put(path, "{'label':'ACTIVE','reason':'Changed their mind'}");
        });
        return all;
    }

    /// Somebody with a mobile, an e-mail address and an externalId.
    private static long oriel(TestOrganisation org) {
        String own = identifiers("mobile", mobile(301), "email", "oriel@brackwater.example", "externalId", "E-1");
        return org.post(ALL, profiles("{" + own + "}")).at("/createdId").asLong();
    }

    private static String identifier(String type, String value) {
        return "{'type':'" + type + "','value':'" + value + "'}";
    }

    private static Answer change(TestOrganisation org, long id, String list, String identifier) {
        return org.post(ALL + "/" + id + "/changeIdentifier?source=INSTORE", "{'" + list + "':[" + identifier + "]}");
    }

    private static Scenario adding(String identifier) {
        return org -> change(org, oriel(org), "add", identifier);
    }

    private static void exchanges(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.MOBILE_ALREADY_OWN, adding(identifier("mobile", mobile(301))));
        all.put(ErrorCode.EMAIL_ALREADY_OWN, adding(MAIL));
        all.put(ErrorCode.EXTERNAL_ID_ALREADY_OWN, adding(identifier("externalId", "E-1")));
        all.put(ErrorCode.PRIMARY_IDENTIFIER_DOUBLED, adding(identifier("mobile", mobile(302))));
        all.put(ErrorCode.NOTHING_TO_CHANGE, org -> change(org, oriel(org), "remove", identifier("externalId", "E-2")));
        all.put(ErrorCode.IDENTIFIER_OF_ANOTHER, org -> {
            org.post(ALL, person(302));
            return change(org, oriel(org), "add", identifier("mobile", mobile(302)));
        });
        all.put(ErrorCode.IDENTIFIER_OF_SEVERAL, org -> {
            for (String place : new String[] {"'source':'WEBSITE'", "'source':'WECHAT','accountId':'WECHAT-A'"}) {
                org.post(ALL, profiles("{" + identifiers("line", "oriel") + "," + place + "}"));
            }
            long id = oriel(org);
            org.apply("'settings':{'autoMerge':true}", "");
            return change(org, id, "add", identifier("line", "oriel"));
        });
    }

    private static String card(String number) {
        return "{'type':'cardnumber','seriesCode':'EXT','value':'" + number + "'}";
    }

    private static Scenario secondCard(String seriesMore, String more) {
        return org -> {
            org.apply(
                    "'cardSeries':[{'id':1,'code':'EXT','name':'Outside','type':'PHYSICAL','external':true" + seriesMore
                            + "}]" + more,
                    "");
            long id = oriel(org);
            change(org, id, "add", card("C-00001"));
            return change(org, id, "add", card("C-00002"));
        };
    }

    private static void cards(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.SERIES_CAP_REACHED, secondCard(",'maxActiveCardsPerCustomer':1", ""));
        all.put(ErrorCode.CARD_CAP_REACHED, secondCard("", ",'settings':{'maxCardsPerCustomer':1}"));
        all.put(ErrorCode.SECOND_RETURN, org -> {
            secondCard("", "").play(org);
            long holder = org.get(ALL + "/lookup?source=INSTORE&identifierName=cardnumber&identifierValue=C-00001")
                    .at("/entity")
                    .asLong();
            return change(org, holder, "remove", card("C-00001") + "," + card("C-00002"));
        });
        all.put(ErrorCode.CARD_NOT_UNLINKABLE, org -> change(org, oriel(org), "remove", card("C-00001")));
    }
}
