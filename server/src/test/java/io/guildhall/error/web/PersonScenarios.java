package io.guildhall.error.web;

import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.profiles;
import static io.guildhall.Fleet.put;

import io.guildhall.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// People of bulk calls: identifiers, channels, fields, who is who.
final class PersonScenarios {
    private PersonScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        members(all);
        fields(all);
        identifiersAndChannels(all);
        whoIsWho(all);
        severalSources(all);
        return all;
    }

    private static Scenario registering(String item) {
        return org -> post(org, item);
    }

    private static String profile(int number, String more) {
        return profiles("{" + identifiers("mobile", mobile(number)) + more + "}");
    }

    private static void members(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.INVALID_LOYALTY_TYPE, registering(person(301, ",'loyaltyInfo':{'loyaltyType':'gold'}")));
        all.put(ErrorCode.DATE_INVALID, registering(person(301, ",'createDate':'yesterday'")));
        all.put(ErrorCode.TILL_INVALID, registering(person(301, ",'associatedWith':'no.such.till'")));
        all.put(ErrorCode.TEXT_CUT, registering(profile(301, ",'firstName':'" + "n".repeat(101) + "'")));
        all.put(ErrorCode.ACCOUNT_MISSING, registering(profile(301, ",'source':'WECHAT'")));
        all.put(
                ErrorCode.DUPLICATE_PROFILE,
                registering(profiles("{" + identifiers("mobile", mobile(301)) + "},{"
                        + identifiers("email", "oriel@brackwater.example") + "}")));
        all.put(
                ErrorCode.LIST_TOO_LONG,
                registering(profiles("{'identifiers':[" + "{'type':'externalId','value':'E-1'},".repeat(50)
                        + "{'type':'externalId','value':'E-2'}]}")));
        all.put(ErrorCode.LOYALTY_CANNOT_END, org -> {
            post(org, person(301));
            return put(org, person(301, ",'loyaltyInfo':{'loyaltyType':'non_loyalty'}"));
        });
    }

    private static void fields(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.UNKNOWN_CUSTOM_FIELD, registering(profile(301, ",'fields':{'shoe':'x'}")));
        all.put(ErrorCode.UNKNOWN_EXTENDED_FIELD, registering(person(301, ",'extendedFields':{'shoe':'x'}")));
        all.put(ErrorCode.FIELD_TYPE_WRONG, registering(profile(301, ",'fields':{'locker':'x'}")));
        all.put(ErrorCode.FIELD_VALUE_EMPTY, registering(profile(301, ",'fields':{'shift':''}")));
        all.put(ErrorCode.FIELD_MISSING, org -> {
            org.apply("'customFields':[{'name':'badge','dataType':'STRING','mandatory':true}]", "");
            return post(org, person(301));
        });
    }

    private static void identifiersAndChannels(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.NO_VALID_IDENTIFIER, registering("{'profiles':[]}"));
        all.put(
                ErrorCode.PRIMARY_IDENTIFIER_INVALID,
                registering(profiles("{" + identifiers("mobile", "4477", "externalId", "E-1") + "}")));
        all.put(ErrorCode.MOBILE_INVALID, org -> {
            org.apply("'settings':{'primaryIdentifier':'email'}", "");
            return post(org, profiles("{" + identifiers("mobile", "4477", "externalId", "E-1") + "}"));
        });
        all.put(
                ErrorCode.EMAIL_INVALID,
                registering(profiles("{" + identifiers("mobile", mobile(301), "email", "oriel") + "}")));
        all.put(
                ErrorCode.IDENTIFIER_INVALID,
                registering(profiles("{" + identifiers("mobile", mobile(301), "externalId", " ") + "}")));
        all.put(
                ErrorCode.IDENTIFIER_NOT_UPDATABLE,
                registering(profiles("{" + identifiers("mobile", mobile(301), "shoe", "44") + "}")));
        all.put(ErrorCode.CHANNEL_INVALID, registering(profile(301, channel("'type':'pigeon','value':'x'"))));
        all.put(ErrorCode.CHANNEL_TYPE_MISSING, registering(profile(301, channel("'value':'x'"))));
        all.put(ErrorCode.CHANNEL_EMAIL_INVALID, registering(profile(301, channel("'type':'email','value':'x'"))));
        all.put(ErrorCode.CHANNEL_MOBILE_INVALID, registering(profile(301, channel("'type':'mobile','value':'x'"))));
    }

    private static String channel(String members) {
        return ",'commChannels':[{" + members + "}]";
    }

    private static void whoIsWho(Map<ErrorCode, Scenario> all) {
        String both = profiles("{" + identifiers("mobile", mobile(301), "mobile", mobile(302)) + "}");
        all.put(ErrorCode.CUSTOMER_EXISTS, org -> {
            post(org, person(301));
            return post(org, person(301));
        });
        all.put(ErrorCode.CUSTOMER_NOT_FOUND, org -> put(org, person(301)));
        all.put(ErrorCode.CONFLICTING_CUSTOMERS, org -> {
            post(org, person(301), person(302));
            return post(org, both);
        });
        all.put(ErrorCode.IDENTIFIERS_OF_ANOTHER, org -> {
            post(org, person(301), person(302));
            return put(org, both);
        });
        all.put(ErrorCode.IDENTIFIER_ALREADY_OWN, org -> {
            String oriel = profiles("{" + identifiers("mobile", mobile(301), "externalId", "E-1") + "}");
            post(org, oriel);
            return put(org, oriel);
        });
    }

    /// Somebody of the website who has these mobiles.
    private static String online(int... numbers) {
        String[] mobiles = IntStream.of(numbers)
                .mapToObj(number -> Stream.of("mobile", mobile(number)))
                .flatMap(pair -> pair)
                .toArray(String[]::new);
        return profiles("{" + identifiers(mobiles) + ",'source':'WEBSITE'}");
    }

    private static String messaging(int first, int second) {
        return profiles("{" + identifiers("mobile", mobile(first), "mobile", mobile(second))
                + ",'source':'WECHAT','accountId':'WECHAT-A'}");
    }

    private static void severalSources(Map<ErrorCode, Scenario> all) {
        String joining = "'settings':{'autoMerge':true}";
        all.put(ErrorCode.PROFILE_JOINS, org -> {
            org.apply(joining, "");
            post(org, person(301));
            return post(org, online(301));
        });
        all.put(ErrorCode.PEOPLE_JOINED, org -> {
            org.apply(joining, "");
            post(org, person(301), online(302));
            return post(org, messaging(301, 302));
        });
        all.put(ErrorCode.PROFILE_TAKEN, org -> {
            org.apply(joining, "");
            post(org, person(301));
            post(org, online(301, 302));
            return post(org, person(302));
        });
        all.put(ErrorCode.MERGE_ALREADY_DONE, org -> {
            org.apply(joining, "");
            post(org, person(301), online(302));
            post(org, messaging(301, 302));
            return post(org, online(301));
        });
        all.put(ErrorCode.CUSTOMER_MERGED, org -> {
            org.apply(joining, "");
            post(org, person(301), online(302));
            post(org, messaging(301, 302));
            return put(org, online(302));
        });
        String labels = "'statusLabels':{'customer':{'DELETED':[{'label':'Gone','default':true}]}}";
        all.put(ErrorCode.DELETED_CANNOT_RETURN, org -> {
            org.apply(labels, "");
            post(org, person(301, ",'statusLabel':'Gone'"));
            return post(org, person(301));
        });
        all.put(ErrorCode.CUSTOMER_DELETED, org -> {
            org.apply(labels, "");
            post(org, person(301, ",'statusLabel':'Gone'"));
            return put(org, person(301));
        });
    }
}
