package io.guildhall.error.web;

import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.profiles;

import io.guildhall.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/// What people hold: cards, enrolments, subscriptions, status labels.
final class BenefitScenarios {
    private BenefitScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        all.put(ErrorCode.STATUS_LABEL_INVALID, registering(",'statusLabel':'Gold'"));
        all.put(
                ErrorCode.SUBSCRIPTION_INVALID,
                registering(
                        ",'subscriptionInfo':{'subscriptions':[{'channel':'pigeon','priority':'BULK','type':'OPTIN'}]}"));
        enrolments(all);
        cards(all);
        return all;
    }

    private static void enrolments(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.TIER_UNKNOWN, enrollingIn71(",'tierNumber':234"));
        all.put(ErrorCode.POINTS_NOT_CREDITED, enrollingIn71(",'loyaltyPoints':-1"));
        all.put(ErrorCode.ALREADY_ENROLLED, enrollingIn71("},{'programId':71"));
        all.put(ErrorCode.CUSTOMER_NON_LOYALTY, org -> {
            org.apply(PROGRAM, "");
            return post(
                    org,
                    person(
                            301,
                            ",'loyaltyInfo':{'loyaltyType':'non_loyalty'},'loyaltyProgramEnrollments':[{'programId':71}]"));
        });
        all.put(ErrorCode.PROGRAM_UNKNOWN, enrolling("'tierNumber':1"));
        all.put(
                ErrorCode.ENROLMENT_DATE_PAST,
                enrolling("'programId':71,'tierExpiryDate':'2001-01-01T00:00:00+00:00'"));
        all.put(ErrorCode.ENROLMENT_DATE_FORMAT, enrolling("'programId':71,'pointsExpiryDate':'tomorrow'"));
        all.put(
                ErrorCode.ENROLMENT_DATE_TOO_FAR,
                enrolling("'programId':71,'pointsExpiryDate':'2999-01-01T00:00:00+00:00'"));
    }

    private static final String PROGRAM =
            "'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'}]}]";

    private static Scenario enrollingIn71(String more) {
        return org -> {
            org.apply(PROGRAM, "");
            return post(org, person(301, ",'loyaltyProgramEnrollments':[{'programId':71" + more + "}]"));
        };
    }

    private static void cards(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.SERIES_UNKNOWN, holding("'seriesCode':'NONE'"));
        all.put(ErrorCode.SERIES_CONTRADICTORY, holding("'seriesCode':'FUEL','seriesId':502"));
        all.put(ErrorCode.SERIES_CODE_EMPTY, holding("'statusLabel':'ACTIVE'"));
        all.put(ErrorCode.CARD_NUMBER_MISSING, holding("'seriesCode':'EXT'"));
        all.put(ErrorCode.CARD_NUMBER_UNKNOWN, holding("'seriesCode':'FUEL','value':'FUEL77'"));
        all.put(ErrorCode.CARD_LABEL_INVALID, holding("'seriesCode':'EXT','value':'E-1','statusLabel':'GOLD'"));
        all.put(ErrorCode.CARD_LABEL_UNFIT, holding("'seriesCode':'EXT','value':'E-1','statusLabel':'SUSPENDED'"));
        all.put(ErrorCode.GENERATION_MISSING, holding("'seriesCode':'NOGEN'"));
        all.put(ErrorCode.SECOND_CARD, holding("'seriesCode':'EXT','value':'E-1'", "'seriesCode':'EXT','value':'E-2'"));
        all.put(ErrorCode.NUMBERS_USED_UP, org -> {
            org.apply(SERIES, "");
            String next = ",{'type':'cardnumber','seriesCode':'SCARCE'}";
            return post(org, bearer(301, next), bearer(302, next));
        });
        all.put(ErrorCode.CARD_NUMBER_EXISTS, org -> {
            org.apply(SERIES, "");
            String same = card("'seriesCode':'EXT','value':'E-1'");
            return post(org, bearer(301, same), bearer(302, same));
        });
        all.put(ErrorCode.CARD_EXTERNAL_ID_EXISTS, org -> {
            org.apply(SERIES, "");
            post(org, bearer(301, card("'seriesCode':'EXT','value':'E-1','cardExternalId':'X'")));
            return post(org, bearer(302, card("'seriesCode':'EXT','value':'E-2','cardExternalId':'X'")));
        });
    }

    private static final String SERIES = """
            'cardSeries':[{'id':501,'code':'FUEL','type':'PHYSICAL','generation':{'prefix':'FUEL','length':12}},
                          {'id':502,'code':'EXT','type':'PHYSICAL','external':true},
                          {'id':503,'code':'NOGEN','type':'PHYSICAL'},
                          {'id':504,'code':'SCARCE','type':'DIGITAL','generation':{'prefix':'SCRC','length':5,'offset':9}}]
            """;

    private static Scenario holding(String... cards) {
        return org -> {
            org.apply(SERIES, "");
            StringBuilder identifiers = new StringBuilder();
            for (String card : cards) {
                identifiers.append(card(card));
            }
            return post(org, bearer(301, identifiers.toString()));
        };
    }

    private static String card(String members) {
        return ",{'type':'cardnumber'," + members + "}";
    }

    private static String bearer(int number, String cards) {
        return profiles("{'identifiers':[{'type':'mobile','value':'" + mobile(number) + "'}" + cards + "]}");
    }

    private static Scenario registering(String more) {
        return org -> post(org, person(301, more));
    }

    private static Scenario enrolling(String enrolment) {
        return registering(",'loyaltyProgramEnrollments':[{" + enrolment + "}]");
    }
}
