package io.guildhall.association.wire;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.BATCH_TOO_LARGE;

import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Item;
import io.guildhall.association.domain.LinkWish;
import io.guildhall.association.domain.LinkWish.ChildWish;
import io.guildhall.association.domain.LinkWish.CompanyWish;
import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.association.domain.Operation;
import io.guildhall.association.wire.WireItem.WireCompany;
import io.guildhall.association.wire.WireItem.WireLink;
import io.guildhall.association.wire.WireItem.WireParent;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.wire.PersonParser;
import io.guildhall.customer.wire.ProfileSources;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns wire records into a batch, by the set-up of the organisation.
public final class BatchParser {
    /// Longest company key and name, in characters.
    private static final int MAX_COMPANY_TEXT = 255;

    private final PersonParser people;

    private BatchParser(PersonParser people) {
        this.people = people;
    }

    /// @param source the call's `source`, or null
    /// @param account the call's `accountId`, or null
    public static Batch parse(
            List<WireItem> items,
            Operation operation,
            Batch.Options options,
            @Nullable String source,
            @Nullable String account,
            OrganisationSetup setup,
            Instant now) {
        refuseBeyond(setup.settings().maxBatchItems(), items.size(), "items");
        refuseBeyond(setup.settings().maxBatchPeople(), people(items), "people");
        return part(items, operation, options, source, account, setup, now);
    }

    /// Like [#parse], for a part of something that may be of any length: whoever cuts the parts keeps them short.
    public static Batch part(
            List<WireItem> items,
            Operation operation,
            Batch.Options options,
            @Nullable String source,
            @Nullable String account,
            OrganisationSetup setup,
            Instant now) {
        boolean update = operation == Operation.UPDATE;
        boolean everySource = update && ProfileKey.ANY.source().equalsIgnoreCase(source);
        ProfileSources sources = new ProfileSources(setup, source, account, update);
        BatchParser parser = new BatchParser(new PersonParser(setup, sources, now));
        return new Batch(
                operation,
                everySource ? options.acrossAllSources() : options,
                items.stream().map(item -> parser.item(item, null)).toList());
    }

    /// A batch of one, which stands or falls as a whole.
    ///
    /// @param item the whole body
    /// @param addressed id of the person whom the call's path names; null where the identifiers say who
    public static Batch one(
            WireItem item,
            Operation operation,
            Defaults defaults,
            @Nullable Long addressed,
            OrganisationSetup setup,
            Instant now) {
        refuseBeyond(setup.settings().maxBatchPeople(), people(List.of(item)), "people");
        boolean update = operation == Operation.UPDATE;
        ProfileSources sources = new ProfileSources(setup, defaults.source(), defaults.account(), update);
        BatchParser parser = new BatchParser(new PersonParser(setup, sources, now));
        return new Batch(
                operation,
                new Batch.Options(Atomicity.TREE, false, false, false, defaults.everyProgram(), false),
                List.of(parser.item(item, addressed)));
    }

    /// What a call says beside its body.
    ///
    /// @param source and
    /// @param account of profiles that name none, or null
    /// @param everyProgram whether enrolment goes through every programme
    public record Defaults(
            @Nullable String source, @Nullable String account, boolean everyProgram) {}

    private static void refuseBeyond(int limit, int number, String what) {
        if (number > limit) {
            throw RequestRefused.because(BATCH_TOO_LARGE, Integer.toString(limit), what);
        }
    }

    private static int people(List<WireItem> items) {
        int people = 0;
        for (WireItem item : items) {
            WireLink link = item.link();
            people += 1;
            if (link != null) {
                people += link.children().size() + (link.parent() == null ? 0 : 1);
            }
        }
        return people;
    }

    private Item item(WireItem wire, @Nullable Long addressed) {
        PersonDraft person = people.parse(wire.person(), addressed);
        WireLink link = wire.link();
        if (link == null) {
            return new Item(person, null);
        }
        List<Problem> tooLong = new ArrayList<>(0);
        LinkWish wish = new LinkWish(
                link.at(),
                stripped(link.hierarchyCode()),
                stripped(link.roleCode()),
                stripped(link.childRoleCode()),
                parent(link.parent()),
                link.children().stream()
                        .map(child -> new ChildWish(people.parse(child.person()), child.defaultChild()))
                        .toList(),
                company(link.company(), tooLong),
                link.ignored());
        return new Item(tooLong.isEmpty() ? person : person.refused(tooLong), wish);
    }

    private static @Nullable String stripped(@Nullable String code) {
        return code == null ? null : code.strip();
    }

    private @Nullable ParentWish parent(@Nullable WireParent parent) {
        return parent == null ? null : new ParentWish(people.parse(parent.person()), parent.roleCode());
    }

    private static @Nullable CompanyWish company(@Nullable WireCompany company, List<Problem> tooLong) {
        if (company == null) {
            return null;
        }
        refuseLong(company.externalId(), "externalId", company, tooLong);
        refuseLong(company.name(), "name", company, tooLong);
        return new CompanyWish(
                company.at(),
                company.externalId(),
                company.companyId(),
                company.name(),
                company.hierarchyDefinitionCode());
    }

    private static void refuseLong(@Nullable String text, String member, WireCompany company, List<Problem> tooLong) {
        if (text != null && text.strip().length() > MAX_COMPANY_TEXT) {
            tooLong.add(Problem.of(
                    BAD_REQUEST, company.at().child(member), "at most " + MAX_COMPANY_TEXT + " characters are kept"));
        }
    }
}
