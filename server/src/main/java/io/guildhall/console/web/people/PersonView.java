package io.guildhall.console.web.people;

import io.guildhall.association.store.LinkReads.PlacedPerson;
import io.guildhall.console.web.Dates;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.domain.Profile;
import io.guildhall.group.store.Groups.GroupOfCustomer;
import io.guildhall.loyalty.domain.ProgramStanding;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Program;
import io.guildhall.person.PersonDirectory.Details;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One person as the page shows them.
///
/// @param name empty for somebody without one
/// @param mergedId the id asked for, where that person was merged into this one
/// @param place null for somebody outside every hierarchy
record PersonView(
        long id,
        String name,
        @Nullable Long mergedId,
        String status,
        @Nullable Place place,
        List<ProfileView> profiles,
        Map<String, Object> extendedFields,
        List<HeldCard> cards,
        List<Standing> standings,
        List<GroupView> groups) {

    record Place(
            String hierarchy,
            String role,
            @Nullable String company,
            @Nullable Long companyId,
            @Nullable Long parentId,
            String parentName) {}

    record ProfileView(
            String source,
            String accountId,
            String name,
            List<Contact> identifiers,
            List<Contact> channels,
            Map<String, Object> fields) {}

    record Contact(String type, String value) {}

    record Standing(String programme, String tier, BigDecimal points) {}

    record GroupView(
            String name, String externalId, String status, boolean isPrimary, boolean isDefault, String since) {}

    /// Ids stand in addresses and headings without marks of thousands.
    public String idText() {
        return Long.toString(id);
    }

    @Override
    public String toString() {
        return "PersonView[" + id + "]"; // personal data stays out of logs
    }

    static PersonView of(Details details) {
        Customer customer = details.customer();
        ZoneId zone = details.setup().timeZone();
        return new PersonView(
                customer.id(),
                Names.of(customer),
                details.mergedId(),
                shown(customer.status()),
                place(details),
                customer.profiles().stream().map(PersonView::profile).toList(),
                new TreeMap<>(customer.extendedFields().values()),
                customer.cards(),
                details.standings().stream()
                        .map(standing -> standing(details.setup(), standing))
                        .toList(),
                details.groups().stream().map(group -> group(group, zone)).toList());
    }

    private static @Nullable Place place(Details details) {
        PlacedPerson place = details.place();
        if (place == null) {
            return null;
        }
        Customer parent = details.parent();
        return new Place(
                place.hierarchyCode(),
                place.roleCode(),
                place.companyKey(),
                place.companyId(),
                place.parentCustomerId(),
                parent == null ? "" : Names.of(parent));
    }

    private static ProfileView profile(Profile profile) {
        return new ProfileView(
                profile.key().source(),
                profile.key().accountId(),
                Names.of(profile),
                profile.identifiers().stream()
                        .map(one -> new Contact(one.type().wireName(), one.value()))
                        .toList(),
                profile.channels().stream()
                        .map(channel -> new Contact(channel.type(), channel.value()))
                        .toList(),
                new TreeMap<>(profile.fields().values()));
    }

    private static Standing standing(OrganisationSetup setup, ProgramStanding standing) {
        Program program = setup.program(standing.programId());
        String tier = program == null ? "" : tier(program.tier(standing.tierNumber(program)));
        return new Standing(
                program == null ? Long.toString(standing.programId()) : program.name(), tier, standing.balance());
    }

    private static String tier(Program.@Nullable Tier tier) {
        return tier == null ? "" : tier.name();
    }

    private static String shown(CustomerStatus status) {
        String label = status.label();
        return label == null ? status.status().name() : label;
    }

    private static GroupView group(GroupOfCustomer group, ZoneId zone) {
        return new GroupView(
                group.name(),
                group.externalId(),
                group.status().name(),
                group.primaryMember(),
                group.defaultGroup(),
                Dates.shown(group.joinedOn(), zone));
    }
}
