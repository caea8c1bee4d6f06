package io.guildhall.person.domain;

import static io.guildhall.customer.domain.IdentifierType.EMAIL;
import static io.guildhall.customer.domain.IdentifierType.EXTERNAL_ID;
import static io.guildhall.customer.domain.IdentifierType.LINE;
import static io.guildhall.customer.domain.IdentifierType.MOBILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileDraft.DraftIdentifier;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.Fields;
import io.guildhall.person.domain.IdentifierExchange.Joined;
import io.guildhall.person.domain.IdentifierExchange.Known;
import io.guildhall.person.domain.IdentifierExchange.Plan;
import io.guildhall.person.domain.IdentifierExchange.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentifierExchangeTest {
    private static final ProfileKey STORE = new ProfileKey("INSTORE", "");
    private static final ProfileKey WEB = new ProfileKey("WEBSITE", "");
    private static final Identifier OLD = new Identifier(MOBILE, "447700900301");
    private static final Identifier NEW = new Identifier(MOBILE, "447700900302");
    private static final Identifier MAIL = new Identifier(EMAIL, "oriel@x.example");

    private static final Identifier SECOND_MAIL = new Identifier(EMAIL, "second@x.example");

    private final Map<MatchKey, List<Match>> owners = new HashMap<>();
    private boolean joins;
    private int cards;

    private static Profile profile(ProfileKey key, Identifier... identifiers) {
        Attribution attribution = new Attribution(Instant.EPOCH, 1, 1, Instant.EPOCH);
        return new Profile(key, null, null, List.of(identifiers), List.of(), Fields.NONE, attribution, null);
    }

    private static Customer person(Identifier... inStore) {
        return new Customer(
                7,
                true,
                CustomerStatus.ACTIVE,
                null,
                Fields.NONE,
                List.of(profile(STORE, inStore), profile(WEB, OLD)),
                List.of());
    }

    private void owns(long customer, ProfileKey profile, Identifier identifier) {
        owners.computeIfAbsent(MatchKey.of(identifier), _ -> new ArrayList<>())
                .add(new Match(customer, profile, identifier));
    }

    private static List<DraftIdentifier> drafts(String list, Identifier... identifiers) {
        List<DraftIdentifier> drafts = new ArrayList<>();
        for (Identifier identifier : identifiers) {
            drafts.add(new DraftIdentifier(identifier, Pointer.ROOT.child(list).child(drafts.size())));
        }
        return drafts;
    }

    private Plan plan(Customer person, List<DraftIdentifier> add, List<DraftIdentifier> remove) {
        return IdentifierExchange.plan(new Wish(add, remove), new Known(person, STORE, owners, MOBILE, joins, cards));
    }

    private Plan add(Customer person, Identifier... identifiers) {
        return plan(person, drafts("add", identifiers), List.of());
    }

    private Plan remove(Customer person, Identifier... identifiers) {
        return plan(person, List.of(), drafts("remove", identifiers));
    }

    private static List<Integer> codes(List<Problem> problems) {
        return problems.stream().map(problem -> problem.code().number()).toList();
    }

    private static List<Integer> errors(Plan plan) {
        return plan instanceof Plan.Refused refused ? codes(refused.errors()) : List.of();
    }

    private static List<Identifier> after(Plan plan) {
        assertThat(plan).isInstanceOf(Plan.Exchanged.class);
        Profile profile = ((Plan.Exchanged) plan).after().profile(STORE);
        assertThat(profile).isNotNull();
        return profile.identifiers();
    }

    @Test
    void addsBehindWhatIsThereInTheProfileOfTheSourceAlone() {
        Plan plan = add(person(OLD), MAIL);

        assertThat(after(plan)).containsExactly(OLD, MAIL);
        assertThat(((Plan.Exchanged) plan).after().profile(WEB)).isEqualTo(profile(WEB, OLD));
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void exchangingOnePrimaryIdentifierForAnotherDoublesNothing() {
        Plan plan = plan(person(OLD), drafts("add", NEW), drafts("remove", OLD));

        assertThat(after(plan)).containsExactly(NEW);
        assertThat(plan.warnings()).isEmpty();
        assertThat(codes(add(person(OLD), NEW).warnings())).containsExactly(8075);
    }

    @Test
    void theLastIdentifierStaysUnlessACardRemains() {
        assertThat(errors(remove(person(OLD), OLD))).containsExactly(8005);
        cards = 1;
        assertThat(after(remove(person(OLD), OLD))).isEmpty();
    }

    @Test
    void whatIsAddedAndRemovedStaysAsItIs() {
        Plan plan = plan(person(OLD, MAIL), drafts("add", MAIL), drafts("remove", MAIL));

        assertThat(after(plan)).containsExactly(OLD, MAIL);
        assertThat(codes(plan.warnings())).containsExactly(8070);
        assertThat(after(plan(person(OLD), drafts("add", MAIL), drafts("remove", MAIL))))
                .containsExactly(OLD);
    }

    @Test
    void ownIdentifiersAreToldByTheirType() {
        for (Map.Entry<IdentifierType, Integer> expected :
                Map.of(MOBILE, 8071, EMAIL, 8072, EXTERNAL_ID, 8073, LINE, 8070).entrySet()) {
            Identifier own = new Identifier(expected.getKey(), "x@y.example");

            assertThat(codes(add(person(OLD, own), own).warnings())).containsExactly(expected.getValue());
        }
    }

    @Test
    void anEmailIsTheSameInAnyCase() {
        Identifier shouted = new Identifier(EMAIL, "ORIEL@x.example");

        assertThat(after(add(person(OLD, MAIL), shouted))).containsExactly(OLD, MAIL);
        assertThat(after(remove(person(OLD, MAIL), shouted))).containsExactly(OLD);
    }

    @Test
    void anIdentifierOfSomebodyElseInTheSourceIsRefused() {
        owns(8, STORE, MAIL);
        owns(9, STORE, NEW);

        assertThat(errors(add(person(OLD), MAIL))).containsExactly(8007);
        assertThat(errors(add(person(OLD), MAIL, NEW))).containsExactly(8007, 8008);
    }

    @Test
    void theOwnIdentifierOfAnotherSourceMayBeAddedHere() {
        owns(7, WEB, MAIL);
        joins = true;

        assertThat(after(add(person(OLD), MAIL))).containsExactly(OLD, MAIL);
    }

    @Test
    void ownersInOtherSourcesMatterWherePeopleAreJoined() {
        owns(8, WEB, MAIL);

        assertThat(codes(add(person(OLD), MAIL).warnings())).containsExactly(8053);
        joins = true;
        assertThat(joined(add(person(OLD), MAIL)))
                .isEqualTo(new Joined(8, Pointer.ROOT.child("add").child(0)));
        assertThat(after(add(person(OLD), MAIL))).containsExactly(OLD, MAIL);
        owns(9, new ProfileKey("WECHAT", "A"), MAIL);
        assertThat(errors(add(person(OLD), MAIL))).containsExactly(8074);
    }

    @Test
    void nobodyBecomesOneWithTwoPeopleAtOnce() {
        owns(8, WEB, MAIL);
        owns(9, WEB, NEW);
        joins = true;

        assertThat(errors(add(person(OLD), MAIL, NEW))).containsExactly(8074);
        owns(8, new ProfileKey("WECHAT", "A"), SECOND_MAIL);
        assertThat(joined(add(person(OLD), MAIL, SECOND_MAIL)))
                .isEqualTo(new Joined(8, Pointer.ROOT.child("add").child(0)));
    }

    private static Joined joined(Plan plan) {
        return ((Plan.Exchanged) plan).joined();
    }

    @Test
    void nothingAskedForChangesNothing() {
        Plan plan = plan(person(OLD), List.of(), List.of());

        assertThat(plan).isEqualTo(new Plan.Exchanged(person(OLD), List.of(), null));
    }
}
