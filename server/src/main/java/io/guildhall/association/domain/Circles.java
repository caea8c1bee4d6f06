package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.CYCLE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Circles of parents within a batch (`spec/associate.md` §5 Order): every mention that wants somebody's parent on a
/// circle with that somebody is refused, with the circle spelled out. References alone count, whatever the roles.
///
/// People who can reach each other through parents are found by walking twice (Kosaraju): once along the parents to
/// learn who is left last, once against them from those backwards. Without recursion, as chains may be long.
final class Circles {
    private final Map<Person, List<Unit>> wanting = new HashMap<>();
    private final Map<Person, List<Person>> wantedBy = new HashMap<>();
    private final Map<Person, Integer> circleOf = new HashMap<>();

    private Circles(List<Person> people) {
        for (Person person : people) {
            for (Unit unit : person.units) {
                Person parent = Wish.parentOf(unit);
                if (parent != null && unit.isAlive()) {
                    wanting.computeIfAbsent(person, _ -> new ArrayList<>(1)).add(unit);
                    wantedBy.computeIfAbsent(parent, _ -> new ArrayList<>(1)).add(person);
                }
            }
        }
    }

    static void refuse(List<Person> people) {
        Circles circles = new Circles(people);
        int number = 0;
        for (Person person : circles.lastLeftFirst(people)) {
            circles.gather(person, number++);
        }
        Map<Integer, List<Unit>> refused = new LinkedHashMap<>();
        for (Person person : people) {
            for (Unit unit : circles.onCircle(person)) {
                refused.computeIfAbsent(circles.circleOf.get(person), _ -> new ArrayList<>())
                        .add(unit);
            }
        }
        for (List<Unit> units : refused.values()) {
            String spelled = circles.spelled(units.getFirst());
            units.forEach(unit -> unit.fail(CYCLE, unit.parentAt(), spelled));
        }
    }

    private List<Person> lastLeftFirst(List<Person> people) {
        Deque<Person> left = new ArrayDeque<>();
        Set<Person> seen = new HashSet<>();
        for (Person start : people) {
            Deque<Person> path = new ArrayDeque<>();
            Map<Person, Integer> next = new HashMap<>();
            if (seen.add(start)) {
                path.push(start);
            }
            while (!path.isEmpty()) {
                Person person = path.getFirst();
                List<Unit> units = wanting.getOrDefault(person, List.of());
                int position = next.merge(person, 1, Integer::sum) - 1;
                if (position == units.size()) {
                    left.push(path.pop());
                } else {
                    Person parent = Wish.parentOf(units.get(position));
                    if (parent != null && seen.add(parent)) {
                        path.push(parent);
                    }
                }
            }
        }
        return List.copyOf(left);
    }

    private void gather(Person start, int number) {
        Deque<Person> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Person person = open.pop();
            if (circleOf.putIfAbsent(person, number) == null) {
                open.addAll(wantedBy.getOrDefault(person, List.of()));
            }
        }
    }

    /// What the person asks for that leads back to the person.
    private List<Unit> onCircle(Person person) {
        return wanting.getOrDefault(person, List.of()).stream()
                .filter(unit -> Objects.equals(circleOf.get(person), circleOf.get(Wish.parentOf(unit))))
                .toList();
    }

    /// One circle, as the places that ask for it, the first one again at the end.
    private String spelled(Unit first) {
        List<Unit> path = new ArrayList<>();
        Set<Unit> seen = new HashSet<>();
        Unit unit = first;
        while (seen.add(unit)) {
            path.add(unit);
            Person parent = Objects.requireNonNull(Wish.parentOf(unit));
            unit = onCircle(parent).getFirst();
        }
        List<Unit> circle = new ArrayList<>(path.subList(path.indexOf(unit), path.size()));
        circle.add(unit);
        return circle.stream().map(stop -> stop.at().toString()).collect(Collectors.joining(" -> "));
    }
}
