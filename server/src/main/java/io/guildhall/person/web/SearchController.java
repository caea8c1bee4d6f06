package io.guildhall.person.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Profile;
import io.guildhall.error.ProblemBody;
import io.guildhall.person.PeopleSearch;
import io.guildhall.person.PeopleSearch.Found;
import io.guildhall.person.domain.SearchText;
import io.guildhall.wire.Page;
import io.guildhall.wire.Page.SortOrder;
import io.guildhall.wire.Pagination;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Finding people by how a name or identifier begins (`spec/domain.md` §5).
@RestController
class SearchController {
    private static final String CARD_EXTERNAL_ID = "cardExternalId";

    private final PeopleSearch search;

    SearchController(PeopleSearch search) {
        this.search = search;
    }

    record Answer(Pagination pagination, List<Hit> data, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    record Hit(long userId, List<MatchedIdentifier> matchedIdentifiers, List<Name> profiles) {
        static Hit of(Customer customer, SearchText text) {
            Stream<MatchedIdentifier> identifiers =
                    customer.profiles().stream().flatMap(profile -> matched(profile, text));
            Stream<MatchedIdentifier> cards = customer.cards().stream().flatMap(card -> matched(card, text));
            return new Hit(
                    customer.id(),
                    Stream.concat(identifiers, cards).toList(),
                    customer.profiles().stream().map(Name::of).toList());
        }

        private static Stream<MatchedIdentifier> matched(HeldCard card, SearchText text) {
            Stream.Builder<MatchedIdentifier> matched = Stream.builder();
            if (text.isMatchedBy(card.number())) {
                matched.add(new MatchedIdentifier(IdentifierType.CARD_NUMBER.wireName(), card.number(), null, null));
            }
            String externalId = card.externalId();
            if (externalId != null && text.isMatchedBy(externalId)) {
                matched.add(new MatchedIdentifier(CARD_EXTERNAL_ID, externalId, null, null));
            }
            return matched.build();
        }

        private static Stream<MatchedIdentifier> matched(Profile profile, SearchText text) {
            return profile.identifiers().stream()
                    .filter(text::isMatchedBy)
                    .map(identifier -> new MatchedIdentifier(
                            identifier.type().wireName(),
                            identifier.value(),
                            profile.key().source(),
                            profile.key().accountId()));
        }
    }

    /// @param source null for cards, which belong to no source
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MatchedIdentifier(
            String idType,
            String idValue,
            @Nullable String source,
            @Nullable String accountId) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Name(
            String source,
            @Nullable String firstName,
            @Nullable String lastName) {
        static Name of(Profile profile) {
            return new Name(profile.key().source(), profile.firstName(), profile.lastName());
        }
    }

    @Reads
    @GetMapping(PersonPaths.ALL + "/search")
    Answer search(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String cursor) {
        String typed = QueryParameters.text("q", q);
        SearchText text = SearchText.of(typed == null ? "" : typed).orElseThrow(() -> QueryParameters.refused("q"));
        Page page = Page.of(limit, offset, cursor);
        Found found = search.find(caller.orgId(), text, page);
        return new Answer(
                Pagination.of(page, "match", SortOrder.ASC, found.total(), found.cursor()),
                found.people().stream().map(person -> Hit.of(person, text)).toList(),
                List.of(),
                List.of());
    }
}
