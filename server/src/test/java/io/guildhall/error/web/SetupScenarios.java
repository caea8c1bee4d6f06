package io.guildhall.error.web;

import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/// Hierarchies and companies.
final class SetupScenarios {
    private static final String HIERARCHIES = "/v2/fleetHierarchy";
    private static final String COMPANIES = "/v2/companies";
    private static final String LEAF = "{'code':'B'}";

    private SetupScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        roles(all);
        permissions(all);
        hierarchies(all);
        companies(all);
        return all;
    }

    /// A hierarchy of these roles, sent to be created.
    private static Scenario hierarchy(String... roles) {
        return org -> org.post(HIERARCHIES, "{'code':'H','roles':[" + String.join(",", roles) + "]}");
    }

    /// A role over B.
    private static String over(String more) {
        return "{'code':'A','childRoleCode':'B'" + more + "}";
    }

    private static void roles(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.TOO_FEW_ROLES, hierarchy(LEAF));
        all.put(ErrorCode.TOO_MANY_ROLES, hierarchy((LEAF + ",").repeat(8) + LEAF));
        all.put(ErrorCode.ROLE_CODE_EMPTY, hierarchy("{}", LEAF));
        all.put(ErrorCode.MAX_CHILD_NEGATIVE, hierarchy(over(",'maxChild':-1"), LEAF));
        all.put(ErrorCode.MAX_CHILD_TOO_LARGE, hierarchy(over(",'maxChild':30001"), LEAF));
        all.put(ErrorCode.DUPLICATE_ROLE_CODE, hierarchy(LEAF, LEAF));
        all.put(ErrorCode.CHILD_ROLE_UNKNOWN, hierarchy(over(",'maxChild':1"), "{'code':'C'}"));
        all.put(
                ErrorCode.CYCLE,
                hierarchy(over(",'maxChild':1"), "{'code':'B','childRoleCode':'A','maxChild':1}", "{'code':'C'}"));
        all.put(ErrorCode.MAX_CHILD_MISSING, hierarchy(over(""), LEAF));
        all.put(ErrorCode.CHILD_ROLE_MISSING, hierarchy("{'code':'A'}", LEAF));
        all.put(
                ErrorCode.SEVERAL_AGGREGATION_ROLES,
                hierarchy(
                        over(",'maxChild':1,'pointsAggregationRole':true"),
                        "{'code':'B','pointsAggregationRole':true}"));
        all.put(
                ErrorCode.AGGREGATION_ROLE_CONTRADICTORY,
                hierarchy(
                        over(",'maxChild':1,'pointsAggregationRole':true,'nonAutomatedPointsAggregationRole':true"),
                        LEAF));
    }

    private static void permissions(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.PERMISSION_CODE_EMPTY, hierarchy(over(",'maxChild':1,'permissions':[{}]"), LEAF));
        all.put(
                ErrorCode.PERMISSION_CODE_UNKNOWN,
                hierarchy(over(",'maxChild':1,'permissions':[{'permissionCode':'fly'}]"), LEAF));
        all.put(
                ErrorCode.PERMISSION_CODE_DUPLICATE,
                hierarchy(
                        over(",'maxChild':1,'permissions':[{'permissionCode':'earn_points'},"
                                + "{'permissionCode':'earn_points'}]"),
                        LEAF));
    }

    private static void hierarchies(Map<ErrorCode, Scenario> all) {
        String roles = "'roles':[" + over(",'maxChild':1") + "," + LEAF + "]";
        all.put(ErrorCode.HIERARCHY_CODE_EXISTS, org -> org.post(HIERARCHIES, "{'code':'TINY'," + roles + "}"));
        all.put(ErrorCode.HIERARCHY_CODE_EMPTY, org -> org.post(HIERARCHIES, "{" + roles + "}"));
        all.put(
                ErrorCode.AGGREGATION_ROLE_MISSING,
                org -> org.post(HIERARCHIES, "{'code':'H','autoGroupCreationEnabled':true," + roles + "}"));
        all.put(ErrorCode.HIERARCHY_NOT_FOUND, org -> org.get(HIERARCHIES + "?code=NO"));
        all.put(ErrorCode.HIERARCHY_INACTIVE, org -> {
            org.delete(HIERARCHIES + "/" + hierarchyId(org, "TINY"));
            return org.get(HIERARCHIES + "?code=TINY");
        });
        all.put(ErrorCode.HIERARCHY_IN_USE, org -> org.delete(HIERARCHIES + "/" + hierarchyId(org, "NORFLEET")));
    }

    private static long hierarchyId(TestOrganisation org, String code) {
        return org.get(HIERARCHIES + "?code=" + code).at("/id").asLong();
    }

    private static Answer company(TestOrganisation org, String members) {
        return org.post(COMPANIES, "{'name':'Name','hierarchyDefinitionCode':'NORFLEET'," + members + "}");
    }

    private static void companies(Map<ErrorCode, Scenario> all) {
        all.put(
                ErrorCode.MANDATORY_FIELD_MISSING,
                org -> org.post(COMPANIES, "{'externalId':'C','hierarchyDefinitionCode':'NORFLEET'}"));
        all.put(
                ErrorCode.HIERARCHY_UNKNOWN,
                org -> org.post(COMPANIES, "{'externalId':'C','name':'C','hierarchyDefinitionCode':'NO'}"));
        all.put(ErrorCode.COMPANY_EXISTS, org -> company(org, "'externalId':'HQ'"));
        all.put(
                ErrorCode.PARENT_COMPANY_UNKNOWN,
                org -> company(org, "'externalId':'C','parentCompany':{'externalId':'NO'}"));
        all.put(ErrorCode.COMPANY_UNKNOWN, org -> org.get(COMPANIES + "?externalId=NO"));
        all.put(ErrorCode.COMPANY_INACTIVE, org -> {
            org.delete(COMPANIES + "?externalId=HQ");
            return org.put(COMPANIES + "?externalId=HQ", "{'name':'Other'}");
        });
        all.put(ErrorCode.COMPANY_CANNOT_BE_ACTIVATED, org -> {
            org.delete(COMPANIES + "?externalId=HQ");
            return org.put(COMPANIES + "?externalId=HQ", "{'isActive':true}");
        });
        all.put(ErrorCode.COMPANY_KEY_EMPTY, org -> company(org, "'externalId':' '"));
        all.put(ErrorCode.COMPANY_KEY_MISSING, org -> org.get(COMPANIES));
        all.put(
                ErrorCode.COMPANY_OWN_PARENT,
                org -> org.put(COMPANIES + "?externalId=HQ", "{'parentCompany':{'externalId':'HQ'}}"));
        all.put(ErrorCode.COMPANY_CYCLE, org -> {
            org.put(COMPANIES + "?externalId=DEPOT", "{'parentCompany':{'externalId':'HQ'}}");
            return org.put(COMPANIES + "?externalId=HQ", "{'parentCompany':{'externalId':'DEPOT'}}");
        });
    }
}
