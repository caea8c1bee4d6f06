package io.guildhall.error.web;

import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;

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
        return all;
    }

    private static void enrolments(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.PROGRAM_UNKNOWN, enrolling("'tierNumber':1"));
        all.put(
                ErrorCode.ENROLMENT_DATE_PAST,
                enrolling("'programId':71,'tierExpiryDate':'2001-01-01T00:00:00+00:00'"));
        all.put(ErrorCode.ENROLMENT_DATE_FORMAT, enrolling("'programId':71,'pointsExpiryDate':'tomorrow'"));
        all.put(
                ErrorCode.ENROLMENT_DATE_TOO_FAR,
                enrolling("'programId':71,'pointsExpiryDate':'2999-01-01T00:00:00+00:00'"));
    }

    private static Scenario registering(String more) {
        return org -> post(org, person(301, more));
    }

    private static Scenario enrolling(String enrolment) {
        return registering(",'loyaltyProgramEnrollments':[{" + enrolment + "}]");
    }
}
