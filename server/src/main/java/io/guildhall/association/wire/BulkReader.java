package io.guildhall.association.wire;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.BATCH_TOO_LARGE;
import static io.guildhall.error.ErrorCode.MEMBER_IGNORED;

import io.guildhall.association.wire.WireItem.WireChild;
import io.guildhall.association.wire.WireItem.WireCompany;
import io.guildhall.association.wire.WireItem.WireLink;
import io.guildhall.association.wire.WireItem.WireParent;
import io.guildhall.customer.wire.PersonReader;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.wire.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Reads the body of a bulk call in one pass: an array of items, or one bare object (`spec/associate.md` §1).
///
/// Each person's problems stay with that person: what is wrong in a child is the child's, what is wrong in the parent
/// or the link is the item's.
public final class BulkReader {
    /// Members that only answers carry; sent back they say nothing (`spec/associate.md` §2).
    private static final Set<String> RESPONSE_ONLY =
            Set.of("skipLevelAllowed", "new", "childCustomer", "parentRoleId", "hierarchyId");

    private static final Set<String> COMPANY_RESPONSE_ONLY = Set.of("created");

    private final JsonParser json;
    private final JsonCursor cursor;
    private final int maxItems;
    private final int maxPeople;
    private int people;

    private BulkReader(JsonParser json, int maxItems, int maxPeople) {
        this.json = json;
        this.cursor = new JsonCursor(json);
        this.maxItems = maxItems;
        this.maxPeople = maxPeople;
    }

    /// @param maxItems and
    /// @param maxPeople the server's own limits, which keep the pass short; the organisation's may be lower
    /// @throws RequestRefused with 400 for what is neither array nor object or an empty array, with 1060
    ///     beyond a limit
    public static List<WireItem> read(JsonMapper mapper, byte[] body, int maxItems, int maxPeople) {
        try (JsonParser json = mapper.createParser(body)) {
            json.nextToken();
            List<WireItem> items = new BulkReader(json, maxItems, maxPeople).items();
            if (json.nextToken() != null) {
                throw RequestRefused.because(BAD_REQUEST, "something follows the array");
            }
            return items;
        }
    }

    /// Reads the body of a call about one person: one item, its places counted from the body's root.
    ///
    /// @throws RequestRefused with 400 for what is no object, with 1060 beyond the limit
    public static WireItem readOne(JsonMapper mapper, byte[] body, int maxPeople) {
        return readOne(mapper, body, maxPeople, Pointer.ROOT);
    }

    /// Reads one item that stands by itself.
    ///
    /// @param at where errors place it
    /// @throws RequestRefused with 400 for what is no object, with 1060 beyond the limit
    public static WireItem readOne(JsonMapper mapper, byte[] body, int maxPeople, Pointer at) {
        try (JsonParser json = mapper.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw RequestRefused.because(BAD_REQUEST, "an object is expected");
            }
            WireItem item = new BulkReader(json, 1, maxPeople).item(at);
            if (json.nextToken() != null) {
                throw RequestRefused.because(BAD_REQUEST, "something follows the object");
            }
            return item;
        }
    }

    private List<WireItem> items() {
        JsonToken first = json.currentToken();
        if (first == JsonToken.START_OBJECT) {
            return List.of(item(Pointer.ROOT));
        }
        if (first != JsonToken.START_ARRAY) {
            throw RequestRefused.because(BAD_REQUEST, "an array of customers is expected");
        }
        List<WireItem> items = new ArrayList<>();
        while (cursor.nextElement()) {
            if (items.size() == maxItems) {
                throw RequestRefused.because(BATCH_TOO_LARGE, Integer.toString(maxItems), "items");
            }
            items.add(item(Pointer.ROOT.child(items.size())));
        }
        if (items.isEmpty()) {
            throw RequestRefused.because(BAD_REQUEST, "the array is empty");
        }
        return items;
    }

    private void countPerson() {
        if (++people > maxPeople) {
            throw RequestRefused.because(BATCH_TOO_LARGE, Integer.toString(maxPeople), "people");
        }
    }

    private WireItem item(Pointer at) {
        countPerson();
        PersonReader person = new PersonReader(cursor, at);
        WireLink link = null;
        if (cursor.enterElement(at)) {
            for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
                if (name.equals("associationDetails")) {
                    link = link(at.child(name));
                } else if (!person.member(name)) {
                    cursor.skip();
                }
            }
        }
        return new WireItem(person.person(cursor.takeProblems()), link);
    }

    private @Nullable WireLink link(Pointer at) {
        if (!cursor.enterObject(at)) {
            return null;
        }
        String hierarchyCode = null;
        String roleCode = null;
        String childRoleCode = null;
        WireParent parent = null;
        List<WireChild> children = List.of();
        WireCompany company = null;
        List<Problem> ignored = new ArrayList<>(0);
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            Pointer member = at.child(name);
            switch (name) {
                case "hierarchyCode" -> hierarchyCode = cursor.text(member);
                case "roleCode" -> roleCode = cursor.text(member);
                case "childRoleCode" -> childRoleCode = cursor.text(member);
                case "parentCustomer" -> parent = parent(member);
                case "childCustomers" -> children = children(member);
                case "fleetCompany" -> company = company(member, ignored);
                default -> ignore(name, member, RESPONSE_ONLY, ignored);
            }
        }
        return new WireLink(at, hierarchyCode, roleCode, childRoleCode, parent, children, company, ignored);
    }

    /// A typo here would silently lose a link, so unknown members are told (`spec/associate.md` §2).
    private void ignore(String name, Pointer at, Set<String> silently, List<Problem> ignored) {
        if (!silently.contains(name)) {
            ignored.add(Problem.of(MEMBER_IGNORED, at, name));
        }
        cursor.skip();
    }

    private @Nullable WireParent parent(Pointer at) {
        if (!cursor.enterObject(at)) {
            return null;
        }
        countPerson();
        List<Problem> earlier = cursor.takeProblems();
        PersonReader person = new PersonReader(cursor, at);
        String roleCode = null;
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            if (name.equals("roleCode")) {
                roleCode = cursor.text(at.child(name));
            } else if (!person.member(name)) {
                cursor.skip();
            }
        }
        WireParent parent = new WireParent(person.person(cursor.takeProblems()), roleCode);
        cursor.restore(earlier);
        return parent;
    }

    private List<WireChild> children(Pointer at) {
        List<WireChild> children = new ArrayList<>();
        if (cursor.enterArray(at)) {
            List<Problem> earlier = cursor.takeProblems();
            while (cursor.nextElement()) {
                countPerson();
                children.add(child(at.child(children.size())));
            }
            cursor.restore(earlier);
        }
        return children;
    }

    private WireChild child(Pointer at) {
        PersonReader person = new PersonReader(cursor, at);
        Boolean defaultChild = null;
        if (cursor.enterElement(at)) {
            for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
                if (name.equals("defaultChild")) {
                    defaultChild = cursor.flag(at.child(name));
                } else if (!person.member(name)) {
                    cursor.skip();
                }
            }
        }
        return new WireChild(person.person(cursor.takeProblems()), defaultChild);
    }

    private @Nullable WireCompany company(Pointer at, List<Problem> ignored) {
        if (!cursor.enterObject(at)) {
            return null;
        }
        String externalId = null;
        Long companyId = null;
        String companyName = null;
        String hierarchy = null;
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            Pointer member = at.child(name);
            switch (name) {
                case "externalId" -> externalId = cursor.text(member);
                case "companyId" -> companyId = cursor.wholeNumber(member);
                case "name" -> companyName = cursor.text(member);
                case "hierarchyDefinitionCode" -> hierarchy = cursor.text(member);
                default -> ignore(name, member, COMPANY_RESPONSE_ONLY, ignored);
            }
        }
        return new WireCompany(at, externalId, companyId, companyName, hierarchy);
    }
}
