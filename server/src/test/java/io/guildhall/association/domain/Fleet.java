package io.guildhall.association.domain;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The hierarchies of the contract's fixture `fleet.json`, and one that is switched off.
///
/// A role is written `CODE>CHILD:CAP`, the last one of a line of roles just `CODE`.
final class Fleet {
    static final Hierarchy NORFLEET = hierarchy(
            1,
            "NORFLEET",
            "skip",
            "GROUP_OWNER>FLEET_OWNER:10",
            "FLEET_OWNER>DEPOT_MGR:20",
            "DEPOT_MGR>DRIVER:50",
            "DRIVER");
    static final Hierarchy QSC_ORG = hierarchy(
            2,
            "QSC_ORG",
            "strict",
            "DIRECTOR>AREA_LEAD:5",
            "AREA_LEAD>SITE_LEAD:5",
            "SITE_LEAD>DISPATCHER:5",
            "DISPATCHER>DRIVER:5",
            "DRIVER");
    static final Hierarchy TINY = hierarchy(3, "TINY", "", "BOSS>CREW:2", "CREW>HAND:3", "HAND");
    static final Hierarchy TWINTOP = hierarchy(4, "TWINTOP", "", "OWNER>RIDER:5", "PARTNER>RIDER:5", "RIDER");
    static final Hierarchy SHUT = hierarchy(5, "SHUT", "", "A>B:2", "B").inactive();

    static final List<Hierarchy> ALL = List.of(NORFLEET, QSC_ORG, TINY, TWINTOP, SHUT);

    private Fleet() {}

    /// @param rules any of `strict`, `skip` and `default`
    static Hierarchy hierarchy(long id, String code, String rules, String... roles) {
        return new Hierarchy(
                id,
                code,
                code,
                "",
                true,
                rules.contains("default"),
                rules.contains("strict"),
                rules.contains("skip"),
                false,
                Arrays.stream(roles).map(Fleet::role).toList(),
                null,
                Instant.EPOCH);
    }

    private static Role role(String text) {
        String[] parts = text.split("[>:]");
        return parts.length == 1
                ? new Role(text, null, null, List.of(), false, false)
                : new Role(parts[0], parts[1], Integer.valueOf(parts[2]), List.of(), false, false);
    }
}
