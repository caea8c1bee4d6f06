package io.guildhall.org.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.error.ProblemBody;
import io.guildhall.org.domain.FieldDefinition;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.SourceType;
import io.guildhall.org.store.Setups;
import io.guildhall.org.web.FieldAnswers.CustomField;
import io.guildhall.org.web.FieldAnswers.ExtendedField;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.QueryParameters;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What an organisation takes: its sources and fields (`spec/domain.md` §8, §9), as its document sets them up.
@RestController
@RequestMapping(path = "/v2", produces = MediaType.APPLICATION_JSON_VALUE)
class MetaController {
    /// The organisation's custom fields are those of people and cards, without a distinction.
    private static final List<CustomFieldScope> SCOPES_WITH_FIELDS =
            List.of(CustomFieldScope.LOYALTY_REGISTRATION, CustomFieldScope.CUSTOMER_CARD);

    private final TenantTransactions transactions;
    private final Setups setups;

    MetaController(TenantTransactions transactions, Setups setups) {
        this.transactions = transactions;
        this.setups = setups;
    }

    /// What custom fields may be asked for by; only people and cards have any here.
    enum CustomFieldScope {
        LOYALTY_REGISTRATION,
        LOYALTY_TRANSACTION,
        CUSTOMER_FEEDBACK,
        CUSTOMER_PREFERENCES,
        STORE_CUSTOM_FIELDS,
        POINTS_REDEMPTION,
        VOUCHER_REDEMPTION,
        CHECK_IN_FEEDBACK,
        CUSTOMER_CARD
    }

    record DataAnswer<T>(List<T> data, List<ProblemBody> warnings, List<ProblemBody> errors) {
        static <T> DataAnswer<T> of(Stream<T> data) {
            return new DataAnswer<>(data.toList(), List.of(), List.of());
        }
    }

    /// @param id left out of a source of the organisation's own
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"id", "name", "channels"})
    record SourceAnswer(@Nullable Integer id, String name, List<String> channels) {
        static SourceAnswer of(String name) {
            SourceType type = SourceType.named(name);
            return type == null
                    ? new SourceAnswer(null, name, List.of())
                    : new SourceAnswer(type.id(), name, type.channels());
        }
    }

    private static final Comparator<SourceAnswer> KNOWN_ONES_FIRST = Comparator.comparing(
                    SourceAnswer::id, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(SourceAnswer::name);

    @Reads
    @GetMapping("/meta/sources")
    DataAnswer<SourceAnswer> sources(@AuthenticationPrincipal Caller caller) {
        return DataAnswer.of(
                setup(caller).sources().keySet().stream().map(SourceAnswer::of).sorted(KNOWN_ONES_FIRST));
    }

    /// No field is ever disabled, so the flags change nothing; a mistyped one is told of all the same.
    @Reads
    @GetMapping("/organization/customFields")
    DataAnswer<CustomField> customFields(
            @AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> query) {
        QueryParameters.flag("includeDisabled", query.get("includeDisabled"), false);
        QueryParameters.flag("includeDisabledAtServer", query.get("includeDisabledAtServer"), false);
        List<CustomFieldScope> scopes = scopes(query.get("scope"));
        List<FieldDefinition> fields = byName(setup(caller).customFields().values());
        return DataAnswer.of(scopes.stream()
                .flatMap(scope -> numbered(fields).mapToObj(i -> customField(fields.get(i), scope, i + 1))));
    }

    private static CustomField customField(FieldDefinition field, CustomFieldScope scope, int position) {
        boolean compulsory = field.mandatory() && scope == CustomFieldScope.LOYALTY_REGISTRATION; // of people alone
        return CustomField.of(field, scope.name().toLowerCase(Locale.ROOT), position, compulsory);
    }

    private static List<CustomFieldScope> scopes(@Nullable String sent) {
        if (QueryParameters.text("scope", sent) == null) {
            return SCOPES_WITH_FIELDS;
        }
        CustomFieldScope asked = QueryParameters.oneOf("scope", sent, CustomFieldScope.LOYALTY_REGISTRATION);
        return SCOPES_WITH_FIELDS.contains(asked) ? List.of(asked) : List.of();
    }

    @Reads
    @GetMapping("/extendedFields")
    DataAnswer<ExtendedField> extendedFields(@AuthenticationPrincipal Caller caller) {
        OrganisationSetup setup = setup(caller);
        return DataAnswer.of(Arrays.stream(Entity.values()).flatMap(entity -> {
            List<FieldDefinition> fields = byName(setup.extendedFields(entity).values());
            return numbered(fields).mapToObj(i -> ExtendedField.of(entity, fields.get(i), i + 1));
        }));
    }

    private static List<FieldDefinition> byName(Collection<FieldDefinition> fields) {
        return fields.stream()
                .sorted(Comparator.comparing(FieldDefinition::name))
                .toList();
    }

    private static IntStream numbered(List<FieldDefinition> fields) {
        return IntStream.range(0, fields.size());
    }

    private OrganisationSetup setup(Caller caller) {
        return transactions.read(caller.orgId(), () -> setups.current(caller.orgId()));
    }
}
