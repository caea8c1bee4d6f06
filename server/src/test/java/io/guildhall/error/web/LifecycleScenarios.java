package io.guildhall.error.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;

import io.guildhall.TestOrganisation;
import io.guildhall.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/// People who leave.
final class LifecycleScenarios {
    private LifecycleScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        all.put(ErrorCode.PEOPLE_BELOW, org -> org.delete(place(org, person(301, at("DEPOT_MGR", over(person(302)))))));
        all.put(ErrorCode.NOT_LINKED, org -> org.delete(place(org, person(301))));
        return all;
    }

    private static String place(TestOrganisation org, String item) {
        return "/v2/customers/" + post(org, item).at("/0/entity/id").asLong() + "/association";
    }
}
