package io.guildhall.cli.demo;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Twenty made-up companies with 20,000 people: owners, depot managers under them, drivers under those. The same ones
/// each
/// time. Pure.
final class Fleet {
    static final int COMPANIES = 20;
    static final int PEOPLE = 20_000;

    private static final int MANAGERS = COMPANIES * 20;
    private static final int DRIVERS = PEOPLE - MANAGERS - COMPANIES;
    private static final long SEED = 20_000;
    /// Drama numbers (Ofcom), which nobody has; one for each owner; those of the other cases are lower.
    private static final long FIRST_MOBILE = 447_700_900_800L;

    private static final List<String> FIRST_NAMES = List.of(
            "Alder", "Betony", "Cai", "Delyth", "Edda", "Fenn", "Gwilym", "Hester", "Idris", "Juniper", "Kester",
            "Lowri", "Merrin", "Nye", "Orla", "Piran", "Quill", "Rhosyn", "Senara", "Tamsin", "Una", "Verity", "Wilf",
            "Yestin");

    private static final List<String> LAST_NAMES = List.of(
            "Ashcombe",
            "Birkett",
            "Carrow",
            "Dunmore",
            "Elverson",
            "Farrant",
            "Garth",
            "Hollin",
            "Inskip",
            "Jarrold",
            "Kelham",
            "Langthorne",
            "Marlow",
            "Netherby",
            "Oakeshott",
            "Penhale",
            "Quayle",
            "Rushford",
            "Selwood",
            "Thwaite",
            "Ullock",
            "Varley",
            "Wetherell",
            "Yarrow");

    private static final List<String> PLACES = List.of(
            "Amberley",
            "Blackmere",
            "Coldharbour",
            "Dunwick",
            "Eskdale",
            "Fellgate",
            "Greywell",
            "Hartsmoor",
            "Inglewood",
            "Kingsmere",
            "Larkhill",
            "Moorgate",
            "Northwold",
            "Otterburn",
            "Pinefield",
            "Quarrydale",
            "Ravenscar",
            "Saltmarsh",
            "Thornbury",
            "Underhill");

    private final int[] drivers = new int[DRIVERS];

    Fleet() {
        Random random = new Random(SEED);
        for (int place = 0; place < DRIVERS; place++) {
            int other = random.nextInt(place + 1);
            drivers[place] = drivers[other];
            drivers[other] = place;
        }
    }

    /// One line of the file.
    record Person(
            String externalId,
            String firstName,
            String lastName,
            String email,
            String mobile,
            String role,
            String company,
            String companyName,
            String parent) {}

    /// Drivers in any order, then managers, then owners: everybody stands before whom they depend on, and companies
    /// come
    /// into being in the last lines.
    ///
    /// @param place from 0
    Person at(int place) {
        if (place < DRIVERS) {
            return driver(drivers[place]);
        }
        return place < DRIVERS + MANAGERS ? manager(place - DRIVERS) : owner(place - DRIVERS - MANAGERS);
    }

    private static Person driver(int number) {
        int manager = number % MANAGERS;
        return person(number, "NF-D%05d".formatted(number), "DRIVER", manager % COMPANIES, managerId(manager));
    }

    private static Person manager(int number) {
        int company = number % COMPANIES;
        return person(DRIVERS + number, managerId(number), "DEPOT_MGR", company, ownerId(company));
    }

    private static Person owner(int number) {
        Person person = person(DRIVERS + MANAGERS + number, ownerId(number), "FLEET_OWNER", number, "");
        return new Person(
                person.externalId,
                person.firstName,
                person.lastName,
                person.email,
                Long.toString(FIRST_MOBILE + number),
                person.role,
                person.company,
                PLACES.get(number) + " Haulage",
                "");
    }

    private static Person person(int number, String id, String role, int company, String parent) {
        String first = FIRST_NAMES.get(number % FIRST_NAMES.size());
        String last = LAST_NAMES.get(number / FIRST_NAMES.size() % LAST_NAMES.size());
        String email = (first + "." + last + "." + number + "@fleet.example").toLowerCase(Locale.ROOT);
        return new Person(id, first, last, email, "", role, "FLEET-%02d".formatted(company + 1), "", parent);
    }

    private static String managerId(int number) {
        return "NF-M%03d".formatted(number);
    }

    private static String ownerId(int number) {
        return "NF-O%02d".formatted(number);
    }
}
