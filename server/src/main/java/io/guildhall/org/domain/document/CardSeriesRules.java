package io.guildhall.org.domain.document;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.MANDATORY_FIELD_MISSING;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rules between card series and within one (`spec/domain.md` §6).
final class CardSeriesRules {
    private static final Set<String> WITH_CHECK_DIGIT = Set.of("LUHNALGO", "MOD7_ALGO", "RANDOM_LUHN", "RANDOM_MOD7");

    private final Places places;
    private final Map<String, Long> storedIds = new HashMap<>();
    private final Set<Long> ids = new HashSet<>();
    private final Set<List<Object>> numberSpaces = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private boolean registrationSeen;

    private CardSeriesRules(Places places) {
        this.places = places;
    }

    static List<Problem> check(Part merged, Part stored, Places places) {
        CardSeriesRules rules = new CardSeriesRules(places);
        stored.parts("cardSeries").forEach(series -> rules.storedIds.put(series.text("code"), series.whole("id")));
        merged.parts("cardSeries").forEach(rules::series);
        return rules.problems;
    }

    private void series(Part series) {
        Pointer at = places.of("cardSeries", series);
        long id = series.whole("id");
        if (storedIds.getOrDefault(series.text("code"), id) != id) {
            refuse(at.child("id"), "the id of a series stays");
        } else if (!ids.add(id)) {
            refuse(at.child("id"), "another series has this id");
        }
        boolean atRegistration = series.text("trigger").equals("REGISTRATION");
        if (atRegistration && registrationSeen) {
            refuse(at.child("trigger"), "another series is triggered by registration");
        }
        registrationSeen |= atRegistration;
        if (series.flag("cardExpiryEnabled") && !series.has("expiryDays")) {
            refuse(at.child("expiryDays"), "cards that expire need it");
        }
        if (series.has("generation")) {
            generation(series, at.child("generation"));
        } else if (atRegistration) {
            problems.add(Problem.of(MANDATORY_FIELD_MISSING, at.child("generation"), "generation"));
        }
    }

    private void generation(Part series, Pointer at) {
        if (series.flag("external")) {
            refuse(at, "the numbers of an external series are made elsewhere");
            return;
        }
        Part generation = series.part("generation");
        String prefix = generation.text("prefix");
        String suffix = generation.text("suffix");
        long length = generation.whole("length");
        long digits = length
                - prefix.length()
                - suffix.length()
                - (WITH_CHECK_DIGIT.contains(generation.text("method")) ? 1 : 0);
        if (digits < 1) {
            refuse(at.child("length"), "prefix, suffix and check digit leave no room for a number");
        } else if (Long.toString(generation.whole("offset")).length() > digits) {
            refuse(at.child("offset"), "the offset is longer than the number");
        }
        if (!numberSpaces.add(List.of(prefix, suffix, length))) {
            refuse(at, "another series has this prefix, suffix and length");
        }
    }

    private void refuse(Pointer at, String why) {
        problems.add(Problem.of(BAD_REQUEST, at, why));
    }
}
