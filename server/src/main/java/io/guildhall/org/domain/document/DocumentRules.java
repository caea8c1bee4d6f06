package io.guildhall.org.domain.document;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.MANDATORY_FIELD_MISSING;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.document.Member.Presence;
import io.guildhall.org.domain.document.Shape.Keyed;
import io.guildhall.org.domain.document.Shape.Members;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What must hold between the members of a document once it is merged with the stored one (`spec/org.md`).
final class DocumentRules {
    private final Part merged;
    private final Places places;
    private final List<Problem> problems = new ArrayList<>();

    private DocumentRules(Part merged, Places places) {
        this.merged = merged;
        this.places = places;
    }

    /// Every fault, with its place in the sent document.
    ///
    /// @param stored as it was, empty for a new organisation
    static List<Problem> check(Members shape, Part stored, Part sent, Part merged) {
        Places places = new Places(shape, sent);
        DocumentRules rules = new DocumentRules(merged, places);
        rules.mandatory(shape, merged, sent, Pointer.ROOT);
        if (rules.problems.isEmpty()) {
            rules.tills(stored, sent);
            rules.clients(stored, sent);
            rules.choices("customFields");
            rules.choices("extendedFields");
            rules.programs();
            rules.problems.addAll(CardSeriesRules.check(merged, stored, places));
            rules.labels("card");
            rules.labels("customer");
        }
        return List.copyOf(rules.problems);
    }

    /// What was never sent is stored and therefore complete, so only sent objects can lack something.
    private void mandatory(Members shape, Part whole, Part sent, Pointer at) {
        for (Member member : shape.members()) {
            String name = member.name();
            if (member.presence() == Presence.REQUIRED && !whole.has(name)) {
                missing(at.child(name), name);
            } else if (member.shape() instanceof Members members && whole.has(name)) {
                mandatory(members, whole.part(name), sent.part(name), at.child(name));
            } else if (member.shape() instanceof Keyed keyed) {
                Map<List<Object>, Part> byKey = whole.parts(name).stream()
                        .collect(Collectors.toMap(keyed::keyOf, part -> part, (left, _) -> left));
                List<Part> sentParts = sent.parts(name);
                for (int i = 0; i < sentParts.size(); i++) {
                    Part part = sentParts.get(i);
                    Part complete = byKey.getOrDefault(keyed.keyOf(part), part);
                    mandatory(keyed.each(), complete, part, at.child(name).child(i));
                }
            }
        }
    }

    private void tills(Part stored, Part sent) {
        Map<String, Part> before = by("code", stored.parts("tills"));
        Map<String, Part> now = by("code", sent.parts("tills"));
        for (Part till : merged.parts("tills")) {
            Part known = before.get(till.text("code"));
            boolean secretSent = now.getOrDefault(till.text("code"), Part.EMPTY).has("secret");
            // the MD5 of a secret cannot be had from its salted hash
            boolean md5Needed = till.flag("legacyMd5Secret") && (known == null || !known.flag("legacyMd5Secret"));
            if (!secretSent && (known == null || md5Needed)) {
                missing(places.of("tills", till).child("secret"), "secret");
            }
        }
    }

    private void clients(Part stored, Part sent) {
        Set<String> tills = by("code", merged.parts("tills")).keySet();
        Map<String, Part> before = by("key", stored.parts("clients"));
        Map<String, Part> now = by("key", sent.parts("clients"));
        for (Part client : merged.parts("clients")) {
            String key = client.text("key");
            Pointer at = places.of("clients", client);
            if (!before.containsKey(key) && !now.getOrDefault(key, Part.EMPTY).has("secret")) {
                missing(at.child("secret"), "secret");
            }
            if (tills.contains(key)) {
                refuse(at.child("key"), "a till has this code, and tills and clients share their names");
            }
            if (!tills.contains(client.text("till"))) {
                refuse(at.child("till"), "there is no till of this code");
            }
        }
    }

    private void choices(String list) {
        for (Part field : merged.parts(list)) {
            boolean choice = field.text("dataType").equals("CUSTOM_ENUM");
            if (choice && !field.has("values")) {
                missing(places.of(list, field).child("values"), "values");
            } else if (!choice && field.has("values")) {
                refuse(places.of(list, field).child("values"), "only a CUSTOM_ENUM has values");
            }
        }
    }

    private void programs() {
        Set<String> names = new HashSet<>();
        boolean defaultSeen = false;
        for (Part program : merged.parts("programs")) {
            Pointer at = places.of("programs", program);
            if (!names.add(program.text("name"))) {
                refuse(at.child("name"), "another programme has this name");
            }
            if (program.flag("default") && defaultSeen) {
                refuse(at.child("default"), "another programme is the default");
            }
            defaultSeen |= program.flag("default");
            List<Part> tiers = program.parts("tiers");
            for (int i = 0; i < tiers.size(); i++) {
                if (tiers.get(i).whole("number") != i + 1) {
                    refuse(at.child("tiers"), "tiers are numbered 1, 2, 3 and so on");
                    break;
                }
            }
        }
    }

    private void labels(String entity) {
        Set<String> seen = new HashSet<>();
        Part statuses = merged.part("statusLabels").part(entity);
        for (String status : statuses.members().keySet()) {
            Pointer at = Pointer.ROOT.child("statusLabels").child(entity).child(status);
            List<Part> labels = statuses.parts(status);
            if (labels.stream().filter(label -> label.flag("default")).count() != 1) {
                refuse(at, "exactly one label is the default of its status");
            }
            for (int i = 0; i < labels.size(); i++) {
                if (!seen.add(labels.get(i).text("label"))) {
                    refuse(at.child(i).child("label"), "another label has this text");
                }
            }
        }
    }

    private static Map<String, Part> by(String key, List<Part> parts) {
        Map<String, Part> byKey = new LinkedHashMap<>();
        parts.forEach(part -> byKey.put(part.text(key), part));
        return byKey;
    }

    private void missing(Pointer at, String name) {
        problems.add(Problem.of(MANDATORY_FIELD_MISSING, at, name));
    }

    private void refuse(Pointer at, String why) {
        problems.add(Problem.of(BAD_REQUEST, at, why));
    }
}
