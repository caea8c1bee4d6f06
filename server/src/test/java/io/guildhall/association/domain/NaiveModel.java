package io.guildhall.association.domain;

import io.guildhall.association.domain.NaiveState.Placed;
import io.guildhall.association.domain.NaiveState.Wanted;
import io.guildhall.association.domain.NaiveState.Who;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// What a batch must come to, worked out one mention after the other over plain maps; shares no rule with the planner.
///
/// Whoever is leaned on comes first: companies, then people by role from the top down, then in array order. As soon as
/// something fails everything starts over without it, until a walk fails nobody.
final class NaiveModel {
    private final Batch batch;
    private final World before;
    private final NaiveRules rules;
    private final List<NaiveMention> mentions;
    private List<NaiveMention> standing = List.of();
    private NaiveState state;
    final NaiveBenefits benefits;

    NaiveModel(World before, Batch batch) {
        this.before = before;
        this.batch = batch;
        this.mentions = NaiveMention.of(batch);
        this.rules = new NaiveRules(before, batch, mentions);
        this.benefits = new NaiveBenefits(before, batch, mentions, this::name);
        mentions.forEach(rules::judgeAlone);
        do {
            do {
                walkUntilNobodyFails();
            } while (undo());
        } while (benefits.refuse());
    }

    private void walkUntilNobodyFails() {
        do {
            state = new NaiveState(before);
        } while (walk());
    }

    private boolean undo() {
        List<NaiveMention> items =
                mentions.stream().filter(NaiveMention::isItem).toList();
        List<NaiveMention> undone = new ArrayList<>();
        if (batch.options().atomicity() != Atomicity.ITEM) {
            for (NaiveMention item : items) {
                if (item.stands()
                        && !mentions.stream().filter(m -> m.owner == item).allMatch(NaiveMention::stands)) {
                    undone.add(item);
                }
            }
        }
        boolean anyFault = !undone.isEmpty() || !items.stream().allMatch(NaiveMention::stands);
        if (batch.options().atomicity() == Atomicity.BATCH && anyFault) {
            undone.clear();
            items.stream().filter(NaiveMention::stands).forEach(undone::add);
        }
        undone.forEach(item -> item.code = 1685);
        return !undone.isEmpty();
    }

    /// True when somebody failed on the way, which ended the walk.
    private boolean walk() {
        return companiesMissing() | children() | leaning()
                || circles()
                || failEach(m -> m.linkWanted() && ownerStands(m), this::contradiction)
                || parents()
                || placesTaken()
                || defaultsBesideStored();
    }

    private static boolean ownerStands(NaiveMention m) {
        return m.isItem() || m.owner.stands();
    }

    /// All parents are judged by who stood before the first of them.
    private boolean parents() {
        standing = mentions.stream()
                .filter(m -> m.stands() && m.linkWanted() && ownerStands(m))
                .toList();
        return failEach(m -> m.isItem() && m.parent != null, this::parent);
    }

    private boolean leaning() {
        return failEach(m -> m.isItem() && m.parent != null, m -> isRefused(m.parent) ? 1625 : 0);
    }

    private boolean isRefused(Who who) {
        List<NaiveMention> asked = mentions.stream().filter(m -> m.who == who).toList();
        boolean inVain = !asked.isEmpty() && asked.stream().noneMatch(NaiveMention::stands);
        return ownItemsFailed(who) || inVain && !before.links.containsKey(who.id);
    }

    private boolean failEach(Predicate<NaiveMention> concerned, ToIntFunction<NaiveMention> rule) {
        boolean failed = false;
        for (NaiveMention m : mentions) {
            failed |= m.stands() && concerned.test(m) && m.fails(rule.applyAsInt(m));
        }
        return failed;
    }

    private boolean children() {
        return failEach(m -> !m.isItem(), m -> m.owner.stands() ? 0 : 1685)
                | failEach(m -> !m.isItem(), m -> ownItemsFailed(m.who) ? 1625 : 0);
    }

    private boolean companiesMissing() {
        Set<String> created = new HashSet<>();
        mentions.stream().filter(m -> m.stands() && m.creates).forEach(m -> created.add(m.company));
        state.created.addAll(created);
        return failEach(m -> m.namesOnly, m -> created.contains(m.company) ? 0 : 1704);
    }

    private boolean ownItemsFailed(Who who) {
        List<NaiveMention> own = mentions.stream()
                .filter(m -> m.isItem() && m.who == who && who != null)
                .toList();
        return !own.isEmpty() && own.stream().noneMatch(NaiveMention::stands);
    }

    private boolean circles() {
        List<NaiveMention> found = mentions.stream()
                .filter(m -> m.stands() && m.wantedParent() != null)
                .filter(m -> leadsTo(m.wantedParent(), m.who, new HashSet<>()))
                .toList();
        found.forEach(m -> m.code = 1608);
        return !found.isEmpty();
    }

    private boolean leadsTo(Who from, Who to, Set<Who> seen) {
        return from == to
                || seen.add(from)
                        && mentions.stream()
                                .filter(m -> m.stands() && m.who == from && m.wantedParent() != null)
                                .anyMatch(m -> leadsTo(m.wantedParent(), to, seen));
    }

    private List<NaiveMention> earlier(NaiveMention mention) {
        return mentions.subList(0, mentions.indexOf(mention)).stream()
                .filter(m -> m.stands() && m.linkWanted() && m.who == mention.who)
                .filter(NaiveModel::ownerStands)
                .toList();
    }

    private int contradiction(NaiveMention mention) {
        for (NaiveMention other : earlier(mention)) {
            boolean parents = other.wantedParent() != null
                    && mention.wantedParent() != null
                    && other.wantedParent() != mention.wantedParent();
            boolean companies = other.isItem()
                    && mention.isItem()
                    && other.company != null
                    && mention.company != null
                    && !other.company.equals(mention.company);
            if (other.hierarchy != mention.hierarchy || !other.role.equals(mention.role) || parents || companies) {
                return 1687;
            }
        }
        return 0;
    }

    /// Whether the item's parent may be leaned on, or comes along.
    private int parent(NaiveMention item) {
        boolean isLinked = before.links.containsKey(item.parent.id);
        List<NaiveMention> placing =
                standing.stream().filter(m -> m.who == item.parent).toList();
        if (isLinked) {
            String role = before.links.get(item.parent.id).role();
            return item.parentRole == null || item.parentRole.equals(role) ? 0 : 1627;
        }
        if (!placing.isEmpty()) {
            NaiveMention first = placing.getFirst();
            return first.hierarchy != item.hierarchy
                    ? 1626
                    : item.parentRole == null || item.parentRole.equals(first.role) ? 0 : 1687;
        }
        return item.parent.id != null ? 1625 : comesAlong(item);
    }

    private int comesAlong(NaiveMention item) {
        List<String> above = NaiveRules.directlyAbove(item.hierarchy, item.role);
        if (item.parentRole != null) {
            if (item.hierarchy.role(item.parentRole) == null) {
                return 1615;
            }
            if (!NaiveRules.mayLead(item.hierarchy, item.parentRole, item.role)) {
                return 1617;
            }
        } else if (above.size() != 1) {
            return above.isEmpty() ? 1617 : 1683;
        }
        String role = item.parentRole == null ? above.getFirst() : item.parentRole;
        Wanted known = state.alongTheWay.get(item.parent);
        if (known == null) {
            state.alongTheWay.put(item.parent, new Wanted(item.parent, item.hierarchy, role, item.company, item));
            return 0;
        }
        if (known.hierarchy != item.hierarchy || !known.role.equals(role)) {
            return 1687;
        }
        known.company = state.upper(known.company, item.company);
        return 0;
    }

    private boolean placesTaken() {
        Map<Who, List<NaiveMention>> byPerson = new LinkedHashMap<>();
        for (NaiveMention m : mentions) {
            if (m.stands() && m.linkWanted()) {
                byPerson.computeIfAbsent(m.who, _ -> new ArrayList<>()).add(m);
            }
        }
        record Step(int depth, NaiveMention first, Who who) {}
        List<Step> steps = new ArrayList<>();
        byPerson.forEach((who, asking) -> {
            NaiveMention first = asking.getFirst();
            steps.add(new Step(NaiveRules.depth(first.hierarchy, first.role), first, who));
        });
        state.alongTheWay.forEach((who, wanted) ->
                steps.add(new Step(NaiveRules.depth(wanted.hierarchy, wanted.role), wanted.first, who)));
        steps.sort(Comparator.comparingInt(Step::depth).thenComparingInt(step -> mentions.indexOf(step.first)));
        for (Step step : steps) {
            boolean failed = byPerson.containsKey(step.who)
                    ? place(step.who, byPerson.get(step.who))
                    : placeAlong(state.alongTheWay.get(step.who));
            if (failed) {
                return true;
            }
        }
        return false;
    }

    private boolean placeAlong(Wanted wanted) {
        if (!state.satisfiesOrder(wanted.hierarchy, wanted.role, wanted.company)) {
            return failAll(
                    mentions.stream()
                            .filter(m -> m.stands() && m.isItem() && m.parent == wanted.who)
                            .toList(),
                    1625);
        }
        state.put(wanted.who, new Placed(wanted.hierarchy, wanted.role, null, wanted.company, false));
        return false;
    }

    private static boolean failAll(List<NaiveMention> failing, int code) {
        failing.forEach(m -> m.code = code);
        return true;
    }

    private boolean place(Who who, List<NaiveMention> asking) {
        NaiveMention first = asking.getFirst();
        List<NaiveMention> wanting =
                asking.stream().filter(m -> m.wantedParent() != null).toList();
        Who parent = wanting.isEmpty() ? null : wanting.getFirst().wantedParent();
        Boolean mark = asking.stream()
                .map(m -> m.mark)
                .filter(m -> m != null)
                .findFirst()
                .orElse(null);
        Placed old = state.stored(who);
        if (old != null && (parent == null || state.identity(parent).equals(old.parent()))) {
            boolean marked = mark == null ? old.isDefault() : mark;
            if (marked && !old.isDefault() && state.isMarkedAnew(parent)) {
                return failMarking(asking);
            }
            state.mark(who, old, marked, parent);
            return false;
        }
        String company = old != null ? old.company() : companyAsked(asking);
        if (state.isClosed(company)) {
            return failAll(parent == null ? asking : wanting, 1705);
        }
        int wrong = parent == null ? 0 : state.unfit(first.hierarchy, first.role, company, parent);
        if (company == null && old == null && parent != null && wrong == 0) {
            company = state.of(parent).company();
        }
        if (wrong == 0 && parent == null && !state.satisfiesOrder(first.hierarchy, first.role, company)) {
            return failAll(asking, 1625);
        }
        wrong = wrong == 0 && state.isClosed(company) ? 1705 : wrong;
        wrong = wrong == 0 && parent != null && !state.hasRoom(first.hierarchy, parent) ? 1618 : wrong;
        if (wrong != 0) {
            return failAll(wanting, wrong);
        }
        boolean marked = Boolean.TRUE.equals(mark);
        if (marked && state.isMarkedAnew(parent)) {
            return failMarking(asking);
        }
        state.move(
                who,
                new Placed(
                        first.hierarchy, first.role, parent == null ? null : state.identity(parent), company, marked));
        return false;
    }

    private static String companyAsked(List<NaiveMention> asking) {
        return asking.stream()
                .filter(m -> m.isItem() && m.company != null)
                .findFirst()
                .or(() -> asking.stream().filter(m -> m.company != null).findFirst())
                .map(m -> m.company)
                .orElse(null);
    }

    private boolean failMarking(List<NaiveMention> asking) {
        asking.stream().filter(m -> Boolean.TRUE.equals(m.mark)).forEach(m -> m.owner.code = 1648);
        return true;
    }

    /// A stored default child that is still one, beside one that has become one.
    private boolean defaultsBesideStored() {
        for (Object parent : Set.copyOf(state.markedAnew)) {
            if (state.defaultsUnder(parent) > 1) {
                List<NaiveMention> marking = mentions.stream()
                        .filter(m -> m.stands() && Boolean.TRUE.equals(m.mark) && !m.isItem())
                        .filter(m -> state.identity(m.owner.who).equals(parent) && !state.wasDefault(m.who, parent))
                        .toList();
                return failMarking(marking);
            }
        }
        return false;
    }

    /// The first error code of each mention, 0 for success: per item its own and then its children's.
    List<List<Integer>> firstCodes() {
        List<List<Integer>> codes = new ArrayList<>();
        for (NaiveMention m : mentions) {
            if (m.isItem()) {
                codes.add(new ArrayList<>());
            }
            codes.getLast().add(m.code);
        }
        return codes;
    }

    Set<String> places() {
        return state.described(this::name);
    }

    /// Everybody registered afterwards, by name.
    Set<String> registered() {
        Set<String> names = new TreeSet<>(before.registered());
        for (Who who : everybody()) {
            if (who.id == null && !identifiers(who).isEmpty()) {
                names.add(name(who));
            }
        }
        return names;
    }

    Set<String> companies() {
        Set<String> all = new LinkedHashSet<>(before.companies.keySet());
        all.addAll(state.created);
        return all;
    }

    private Set<Who> everybody() {
        Set<Who> all = new LinkedHashSet<>();
        for (NaiveMention m : mentions) {
            if (m.stands() && m.who != null) {
                all.add(m.who);
            }
            if (m.stands() && m.parent != null) {
                all.add(m.parent);
            }
        }
        return all;
    }

    private String name(Who who) {
        return who.id != null
                ? before.name(who.id)
                : identifiers(who).iterator().next();
    }

    private Set<String> identifiers(Who who) {
        Set<String> all = new TreeSet<>();
        for (NaiveMention m : mentions) {
            if (m.stands() && m.who == who) {
                all.addAll(m.identifiers);
            }
            if (m.stands() && m.parent == who) {
                all.addAll(m.parentIdentifiers);
            }
        }
        return all;
    }
}
