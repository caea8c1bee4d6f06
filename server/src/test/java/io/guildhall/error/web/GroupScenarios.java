package io.guildhall.error.web;

import io.guildhall.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/// Groups and their members.
final class GroupScenarios {
    private static final String GROUPS = "/v2/userGroup2";

    private GroupScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        all.put(ErrorCode.GROUP_ID_INVALID, org -> org.get(GROUPS + "?id=77"));
        all.put(ErrorCode.GROUP_KEY_INVALID, org -> org.get(GROUPS + "?externalId=auto-0-77"));
        all.put(ErrorCode.GROUP_KEY_MISSING, org -> org.get(GROUPS));
        return all;
    }
}
