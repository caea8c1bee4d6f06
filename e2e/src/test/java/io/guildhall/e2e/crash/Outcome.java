package io.guildhall.e2e.crash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What must be so after all that was acknowledged.
///
/// @param ids of everybody, by identifier, as first answered
/// @param parents parent of everybody, by identifier; empty for nobody
/// @param companies all that there are
record Outcome(
        List<Acknowledged> acknowledged,
        Map<String, Long> ids,
        Map<String, String> parents,
        Map<String, Call.Newcomer> people,
        Set<String> companies,
        long moves) {

    /// @param acknowledged the calls of each client in their order
    static Outcome of(List<Acknowledged> acknowledged) {
        Map<String, Long> ids = new HashMap<>();
        Map<String, String> parents = new HashMap<>();
        Map<String, Call.Newcomer> people = new HashMap<>();
        Set<String> companies = new TreeSet<>();
        long moves = 0;
        for (Acknowledged one : acknowledged) {
            for (Call.Newcomer newcomer : one.call().newcomers()) {
                people.put(newcomer.person(), newcomer);
                parents.put(newcomer.person(), newcomer.parent());
                Long id = one.ids().get(newcomer.person());
                if (id == null) {
                    throw new AssertionError("%s was acknowledged without an id of %s"
                            .formatted(one.call().key(), newcomer.person()));
                }
                ids.put(newcomer.person(), id);
            }
            parents.putAll(one.call().moves());
            companies.addAll(one.call().companies());
            moves += one.call().moves().size();
        }
        return new Outcome(acknowledged, ids, parents, people, companies, moves);
    }
}
