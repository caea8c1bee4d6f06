package io.guildhall.error.web;

import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;

import io.guildhall.Fleet;
import io.guildhall.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/// Card series, cards and their labels.
final class CardScenarios {
    private static final String SERIES = "/v2/card/series";
    private static final String CARD = "/v2/card";
    private static final String GENERATE = "/v2/card/generate";
    private static final String MAPPING = "/v2/genericStatus/card/labelMapping";

    private CardScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        series(all);
        formats(all);
        generation(all);
        cards(all);
        changes(all);
        labels(all);
        people(all);
        return all;
    }

    /// An organisation with an external series (id 1), one that makes nothing (2) and one with nine numbers
    /// (3).
    private static Scenario with(Scenario scenario) {
        return org -> {
            org.apply("""
                    'cardSeries':[{'id':1,'code':'EXT','type':'PHYSICAL','external':true},
                                  {'id':2,'code':'SILENT','type':'PHYSICAL'},
                                  {'id':3,'code':'TINY','type':'DIGITAL','trigger':'SERIES_ID',
                                   'generation':{'prefix':'TINY','length':5}}]
                    """, "");
            return scenario.play(org);
        };
    }

    private static Scenario creating(String series) {
        return with(org -> org.post(SERIES, "{" + series + "}"));
    }

    private static Scenario making(String generation) {
        return creating("'code':'NEW','type':'DIGITAL','generation':{" + generation + "}");
    }

    private static void series(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.SERIES_CODE_EMPTY, creating("'type':'DIGITAL'"));
        all.put(ErrorCode.SERIES_CODE_INVALID, creating("'code':'A B','type':'DIGITAL'"));
        all.put(ErrorCode.SERIES_CODE_EXISTS, creating("'code':'EXT','type':'DIGITAL'"));
        all.put(ErrorCode.SERIES_TYPE_EMPTY, creating("'code':'NEW'"));
        all.put(ErrorCode.SERIES_TYPE_INVALID, creating("'code':'NEW','type':'WOOD'"));
        all.put(ErrorCode.CARD_CAP_NEGATIVE, creating("'code':'NEW','type':'DIGITAL','maxActiveCardsPerCustomer':-1"));
        all.put(ErrorCode.EXPIRY_DAYS_INVALID, creating("'code':'NEW','type':'DIGITAL','expiryDays':-1"));
        all.put(ErrorCode.EXPIRY_DAYS_MISSING, creating("'code':'NEW','type':'DIGITAL','cardExpiryEnabled':true"));
        all.put(ErrorCode.REGISTRATION_TRIGGER_TAKEN, with(org -> {
            String registering = "'type':'DIGITAL','trigger':'REGISTRATION','generation':{'length':9,'prefix':";
            org.post(SERIES, "{'code':'ONE'," + registering + "'A'}}");
            return org.post(SERIES, "{'code':'TWO'," + registering + "'B'}}");
        }));
        all.put(ErrorCode.SERIES_UNKNOWN, with(org -> org.get(SERIES + "/99")));
        all.put(ErrorCode.SERIES_INACTIVE, with(org -> {
            org.put(SERIES + "/3", "{'isActive':false}");
            return org.post(GENERATE, "{'seriesId':3,'count':1}");
        }));
        all.put(ErrorCode.GENERATION_FIXED, with(org -> {
            org.post(GENERATE, "{'seriesId':3,'count':1}");
            return org.put(SERIES + "/3", "{'generation':{'prefix':'T'}}");
        }));
    }

    private static void formats(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.NUMBER_LENGTH_INVALID, making("'prefix':'P'"));
        all.put(ErrorCode.NUMBER_LENGTH_TOO_LARGE, making("'length':151"));
        all.put(ErrorCode.NUMBER_LENGTH_TOO_SMALL, making("'length':4"));
        all.put(ErrorCode.PREFIX_INVALID, making("'length':9,'prefix':'-'"));
        all.put(ErrorCode.SUFFIX_INVALID, making("'length':9,'suffix':'-'"));
        all.put(ErrorCode.OFFSET_INVALID, making("'length':5,'offset':100000"));
        all.put(ErrorCode.NUMBER_SPACE_EXISTS, making("'length':5,'prefix':'TINY'"));
    }

    private static void generation(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.NUMBERS_USED_UP, with(org -> org.post(GENERATE, "{'seriesId':3,'count':10}")));
        all.put(ErrorCode.GENERATION_DISABLED, with(org -> org.post(GENERATE, "{'seriesId':1,'count':1}")));
        all.put(ErrorCode.GENERATION_MISSING, with(org -> org.post(GENERATE, "{'seriesId':2,'count':1}")));
        all.put(ErrorCode.CARD_COUNT_INVALID, with(org -> org.post(GENERATE, "{'seriesId':3,'count':0}")));
        all.put(ErrorCode.CARD_COUNT_TOO_LARGE, with(org -> org.post(GENERATE, "{'seriesId':3,'count':100001}")));
    }

    private static Scenario adding(String card) {
        return with(org -> {
            org.post(CARD, "{'seriesId':1,'cardNumber':'N1','cardExternalId':'X1','statusLabel':'NOT_ISSUED'}");
            return org.post(CARD, "{" + card + "}");
        });
    }

    private static void cards(Map<ErrorCode, Scenario> all) {
        String free = ",'statusLabel':'NOT_ISSUED'";
        all.put(ErrorCode.SERIES_CONTRADICTORY, adding("'seriesId':1,'seriesCode':'TINY','cardNumber':'N2'" + free));
        all.put(ErrorCode.CARD_NUMBER_EXISTS, adding("'seriesId':1,'cardNumber':'N1'" + free));
        all.put(ErrorCode.CARD_NUMBER_MISSING, adding("'seriesId':1" + free));
        all.put(ErrorCode.CARD_NUMBER_TOO_LONG, adding("'seriesId':1,'cardNumber':'" + "9".repeat(256) + "'" + free));
        all.put(
                ErrorCode.CARD_EXTERNAL_ID_EXISTS,
                adding("'seriesId':1,'cardNumber':'N2','cardExternalId':'X1'" + free));
        all.put(ErrorCode.CARD_STATUS_MISSING, adding("'seriesId':1,'cardNumber':'N2'"));
        all.put(ErrorCode.CARD_LABEL_INVALID, adding("'seriesId':1,'cardNumber':'N2','statusLabel':'Gold'"));
        all.put(ErrorCode.CARD_LABEL_UNFIT, adding("'seriesId':1,'cardNumber':'N2','statusLabel':'ACTIVE'"));
        all.put(ErrorCode.CARD_NUMBER_UNKNOWN, org -> org.get(CARD + "?number=NO"));
    }

    private static Scenario changing(String members) {
        return with(org -> {
            org.post(CARD, "{'seriesId':1,'cardNumber':'N1','cardExternalId':'X1','statusLabel':'NOT_ISSUED'}");
            org.post(CARD, "{'seriesId':1,'cardNumber':'N2','statusLabel':'NOT_ISSUED'}");
            return org.put(CARD, "{'cardNumber':'N2'," + members + "}");
        });
    }

    private static void changes(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.CARD_STATUS_UNCHANGED, changing("'statusLabel':'NOT_ISSUED'"));
        all.put(ErrorCode.CARD_LABEL_UNCHANGED, changing("'statusLabel':'NOT_ISSUED','cardExternalId':'X2'"));
        all.put(ErrorCode.CARD_STATUS_NOT_SETTABLE, changing("'statusLabel':'ACTIVE'"));
        all.put(ErrorCode.CARD_TRANSITION_FORBIDDEN, changing("'statusLabel':'DELETED'"));
        all.put(ErrorCode.CARD_EXTERNAL_ID_MISMATCH, changing("'cardExternalId':'X1'"));
        all.put(ErrorCode.MAPPED_ENTITY_INVALID, changing("'mappedEntity':{'type':'TILL','value':'NO'}"));
        all.put(ErrorCode.MAPPED_ENTITY_TYPE_INVALID, changing("'mappedEntity':{'type':'STORE','value':'S'}"));
    }

    private static Scenario mapping(String mapping) {
        return org -> org.post(MAPPING, "{'mapping':{" + mapping + "}}");
    }

    private static void labels(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.LABELS_EMPTY, mapping(""));
        all.put(ErrorCode.LABELS_DUPLICATE, mapping("'ACTIVE':[{'label':'A','default':true},{'label':'A'}]"));
        all.put(ErrorCode.CARD_STATUS_INVALID, mapping("'MELTED':[{'label':'A','default':true}]"));
        all.put(ErrorCode.DEFAULT_LABEL_MISSING, mapping("'ACTIVE':[{'label':'A'}]"));
        all.put(
                ErrorCode.SEVERAL_DEFAULT_LABELS,
                mapping("'ACTIVE':[{'label':'A','default':true},{'label':'B','default':true}]"));
        all.put(ErrorCode.LABEL_OF_ANOTHER_STATUS, mapping("'ACTIVE':[{'label':'EXPIRED','default':true}]"));
    }

    private static String registering(String... cards) {
        return Fleet.profiles("{'identifiers':[{'type':'mobile','value':'" + Fleet.mobile(301) + "'},"
                + String.join(",", cards) + "]}");
    }

    private static void people(Map<ErrorCode, Scenario> all) {
        String first = "{'type':'cardnumber','seriesCode':'EXT','value':'N1'}";
        String second = "{'type':'cardnumber','seriesCode':'EXT','value':'N2'}";
        all.put(ErrorCode.SECOND_CARD, with(org -> post(org, registering(first, second))));
        all.put(ErrorCode.CARD_NOT_LINKABLE, with(org -> {
            org.post(CARD, "{'seriesId':1,'cardNumber':'N1','statusLabel':'NOT_ISSUED'}");
            org.put(CARD, "{'cardNumber':'N1','statusLabel':'SUSPENDED'}");
            return post(org, registering(first), person(302));
        }));
    }
}
