package io.guildhall.error.web;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.in;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.put;
import static io.guildhall.Fleet.under;

import io.guildhall.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/// Links of bulk calls.
final class LinkScenarios {
    private LinkScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        places(all);
        changes(all);
        wholes(all);
        return all;
    }

    private static Scenario registering(String item) {
        return org -> post(org, item);
    }

    private static void places(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.HIERARCHY_INVALID, registering(person(301, in("NO", "DRIVER"))));
        all.put(ErrorCode.ROLE_INVALID, registering(person(301, at("PILOT"))));
        all.put(
                ErrorCode.ROLE_DOES_NOT_FIT,
                registering(person(301, in("QSC_ORG", "DIRECTOR", ",'childRoleCode':'DRIVER'", over(person(302))))));
        all.put(ErrorCode.PARENT_FULL, registering(person(301, in("TINY", "BOSS", over(person(302), person(303))))));
        all.put(ErrorCode.PARENT_NOT_MAPPED, registering(person(301, in("QSC_ORG", "DRIVER"))));
        all.put(ErrorCode.PARENT_ROLE_AMBIGUOUS, registering(person(301, in("TWINTOP", "RIDER", under(302)))));
        all.put(
                ErrorCode.SEVERAL_DEFAULT_CHILDREN,
                registering(person(
                        301,
                        at(
                                "DEPOT_MGR",
                                over(person(302, ",'defaultChild':true"), person(303, ",'defaultChild':true"))))));
        all.put(
                ErrorCode.COMPANY_NAME_DIFFERS,
                registering(
                        person(301, in("NORFLEET", "DRIVER", ",'fleetCompany':{'externalId':'HQ','name':'Another'}"))));
        all.put(ErrorCode.MEMBER_IGNORED, registering(person(301, at("DRIVER", ",'rolecode':'x'"))));
        all.put(ErrorCode.COMPANIES_DIFFER, org -> {
            post(org, person(301, at("DEPOT_MGR")));
            return post(
                    org, person(302, in("NORFLEET", "DRIVER", under(301), ",'fleetCompany':{'externalId':'DEPOT'}")));
        });
    }

    private static void changes(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.CUSTOMER_LINKED_AS_IS, org -> {
            post(org, person(301));
            return post(org, person(301, at("DRIVER")));
        });
        all.put(ErrorCode.OTHER_HIERARCHY, org -> {
            post(org, person(301, at("DRIVER")));
            return put(org, person(301, in("QSC_ORG", "DRIVER")));
        });
        all.put(ErrorCode.ROLE_CHANGED, org -> {
            post(org, person(301, at("DRIVER")));
            return put(org, person(301, at("DEPOT_MGR")));
        });
        all.put(ErrorCode.COMPANY_CHANGED, org -> {
            post(org, person(301, at("DRIVER")));
            return put(org, person(301, in("NORFLEET", "DRIVER", ",'fleetCompany':{'externalId':'DEPOT'}")));
        });
        all.put(ErrorCode.LINKED_ELSEWHERE, org -> {
            post(org, person(301, at("DRIVER", under(302))), person(303, at("DEPOT_MGR")));
            return post(org, person(301, at("DRIVER", under(303))));
        });
    }

    private static void wholes(Map<ErrorCode, Scenario> all) {
        all.put(
                ErrorCode.CONTRADICTS_EARLIER,
                org -> post(org, person(301, at("DRIVER")), person(301, at("DEPOT_MGR"))));
        all.put(
                ErrorCode.UNDONE_WITH_OTHERS,
                org -> org.post(BULK + "?atomicity=batch", "[" + person(301) + "," + person(302, at("PILOT")) + "]"));
    }
}
