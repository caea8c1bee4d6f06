package io.guildhall.benchmarks.data;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The bodies of bulk calls. People are numbers; equal numbers are the same person.
///
/// They come in families that one call each registers: 20 children under each of 50 parents, a parent in each
/// company. A family has a second parent in each company, whom the children can move to. Family 0 starts at
/// person [#FIRST_OF_FAMILIES]; numbers below are free for other uses.
public final class People {
    /// Parents in one family that children are registered under.
    public static final int PARENTS = Organisation.COMPANIES;

    public static final int CHILDREN = 20 * PARENTS;
    public static final long FIRST_OF_FAMILIES = 1_000_000;
    private static final int FAMILY = CHILDREN + 2 * PARENTS;

    private static final String[] FIRST_NAMES = {"Alma", "Bram", "Cleo", "Dario", "Esme", "Faro", "Greta", "Hugo"};
    private static final String[] LAST_NAMES = {"Ash", "Birchwood", "Cedar", "Dogrose", "Elder", "Furze", "Gorse"};
    private static final String[] SHIFTS = {"early", "late", "night"};
    private static final String[] VEHICLES = {"van", "tanker", "bicycle", "lorry"};
    private static final String[] LANGUAGES = {"English", "Welsh", "Gaelic"};

    private People() {}

    public static String mobile(long person) {
        return "4471" + Digits.of(person);
    }

    public static String company(int number) {
        return "COMPANY-" + number;
    }

    public static long child(int family, int index) {
        return FIRST_OF_FAMILIES + (long) family * FAMILY + index;
    }

    /// @param index below [#PARENTS] the first ones, from there to twice that those to move to
    public static long parent(int family, int index) {
        return FIRST_OF_FAMILIES + (long) family * FAMILY + CHILDREN + index;
    }

    /// Founders of all companies: registers them, as the owners that their people stand below.
    public static byte[] founders(long firstPerson) {
        return items(
                PARENTS, i -> """
                {"profiles":[%s],%s,"associationDetails":{"hierarchyCode":"FLEET","roleCode":"OWNER",\
                "fleetCompany":{"externalId":"%s","name":"Company %d","hierarchyDefinitionCode":"FLEET"}}}""".formatted(profile(firstPerson + i), extendedFields(firstPerson + i), company(i), i));
    }

    /// Owners of the companies in turn, numbered on from the first.
    public static byte[] owners(long firstPerson, int count) {
        return items(count, i -> person(firstPerson + i, "OWNER", null, i % PARENTS));
    }

    /// The parents of some families, both sets of each.
    public static byte[] parents(int firstFamily, int families) {
        return items(families * 2 * PARENTS, i -> {
            int family = firstFamily + i / (2 * PARENTS);
            int index = i % (2 * PARENTS);
            return person(parent(family, index), "OWNER", null, index % PARENTS);
        });
    }

    /// Workload W: the children of one family, new people with everything.
    public static byte[] children(int family) {
        return items(CHILDREN, i -> childItem(family, i));
    }

    static String childItem(int family, int index) {
        return person(child(family, index), "DRIVER", parent(family, index / 20), index / 20);
    }

    /// The same as a row of a table.
    static String[] childCells(int family, int index) {
        long person = child(family, index);
        String mobile = mobile(person);
        String digits = mobile.substring(4);
        String first = of(FIRST_NAMES, person);
        String last = of(LAST_NAMES, person);
        String email = "%s.%s.%s@people.example"
                .formatted(first.toLowerCase(java.util.Locale.ROOT), last.toLowerCase(java.util.Locale.ROOT), digits);
        return new String[] {
            first,
            last,
            mobile,
            "CU-" + digits,
            "GH" + digits,
            "EXTERNAL",
            mobile,
            email,
            of(SHIFTS, person),
            of(VEHICLES, person),
            "INSTORE",
            "loyalty",
            of(LANGUAGES, person),
            "Depot " + person % 40,
            "FLEET",
            "DRIVER",
            company(index / 20),
            mobile(parent(family, index / 20))
        };
    }

    /// Their move to the other parents.
    public static byte[] move(int family) {
        return items(CHILDREN, i ->
                """
                {"profiles":[{"identifiers":[{"type":"mobile","value":"%s"}],"source":"INSTORE"}],%s}""".formatted(mobile(child(family, i)), link("DRIVER", parent(family, PARENTS + i / 20), i / 20)));
    }

    /// New children of one parent.
    public static byte[] childrenOf(long parent, int company, long firstPerson, int count) {
        return items(count, i -> person(firstPerson + i, "DRIVER", parent, company));
    }

    /// Owners that come with children, all in one company each.
    public static byte[] ownersWithChildren(long firstPerson, int owners, int children) {
        return items(owners, i -> {
            long owner = firstPerson + (long) i * (children + 1);
            String below = IntStream.rangeClosed(1, children)
                    .mapToObj(child ->
                            "{\"profiles\":[" + profile(owner + child) + "]," + extendedFields(owner + child) + "}")
                    .collect(Collectors.joining(","));
            return """
                    {"profiles":[%s],%s,"associationDetails":{"hierarchyCode":"FLEET","roleCode":"OWNER",\
                    "childRoleCode":"DRIVER","childCustomers":[%s],"fleetCompany":{"externalId":"%s"}}}""".formatted(profile(owner), extendedFields(owner), below, company(i % PARENTS));
        });
    }

    private static String person(long person, String role, @Nullable Long parent, int company) {
        return "{\"profiles\":[%s],%s,%s}"
                .formatted(profile(person), extendedFields(person), link(role, parent, company));
    }

    private static String link(String role, @Nullable Long parent, int company) {
        String above = parent == null ? "" : """
                "parentCustomer":{"profiles":[{"identifiers":[{"type":"mobile","value":"%s"}],"source":"INSTORE"}]},""".formatted(mobile(parent));
        return """
                "associationDetails":{"hierarchyCode":"FLEET","roleCode":"%s",%s"fleetCompany":{"externalId":"%s"}}""".formatted(role, above, company(company));
    }

    private static String profile(long person) {
        String mobile = mobile(person);
        String digits = mobile.substring(4);
        String first = of(FIRST_NAMES, person);
        String last = of(LAST_NAMES, person);
        return """
                {"firstName":"%s","lastName":"%s","identifiers":[{"type":"mobile","value":"%s"},\
                {"type":"cuid","value":"CU-%s"},{"type":"cardnumber","value":"GH%4$s","seriesCode":"EXTERNAL"}],\
                "commChannels":[{"type":"mobile","value":"%3$s","primary":true,"verified":true},\
                {"type":"email","value":"%s.%s.%4$s@people.example","primary":true,"verified":false}],\
                "fields":{"shift":"%s","vehicle":"%s"},"source":"INSTORE"}""".formatted(
                        first,
                        last,
                        mobile,
                        digits,
                        first.toLowerCase(java.util.Locale.ROOT),
                        last.toLowerCase(java.util.Locale.ROOT),
                        of(SHIFTS, person),
                        of(VEHICLES, person));
    }

    private static String extendedFields(long person) {
        return """
                "loyaltyInfo":{"loyaltyType":"loyalty"},\
                "extendedFields":{"preferred_language":"%s","home_depot":"Depot %d"}""".formatted(of(LANGUAGES, person), person % 40);
    }

    private static String of(String[] values, long person) {
        return values[(int) (person % values.length)];
    }

    private static byte[] items(int count, IntFunction<String> item) {
        return IntStream.range(0, count)
                .mapToObj(item)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
