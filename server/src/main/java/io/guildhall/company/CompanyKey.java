package io.guildhall.company;

import static io.guildhall.error.ErrorCode.COMPANY_KEY_MISSING;
import static io.guildhall.error.ErrorCode.COMPANY_UNKNOWN;

import io.guildhall.error.RequestRefused;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The query parameters that name a company: its externalId, its id, or both, which then have to mean the same company.
public record CompanyKey(
        @Nullable String externalId, @Nullable Long id) {
    public CompanyKey {
        if (externalId == null && id == null) {
            throw new IllegalArgumentException("A key names something");
        }
    }

    /// @throws RequestRefused with 1708 when neither is given, with 1704 when the id is no number
    public static CompanyKey of(@Nullable String externalId, @Nullable String id) {
        String key = QueryParameters.text("externalId", externalId);
        String number = QueryParameters.text("id", id);
        if (key == null && number == null) {
            throw RequestRefused.because(COMPANY_KEY_MISSING);
        }
        Long parsed = number == null ? null : QueryParameters.id(number);
        if (number != null && parsed == null) {
            throw RequestRefused.because(COMPANY_UNKNOWN, number);
        }
        return new CompanyKey(key, parsed);
    }

    public List<String> externalIds() {
        return externalId == null ? List.of() : List.of(externalId);
    }

    public List<Long> ids() {
        return id == null ? List.of() : List.of(id);
    }

    /// Whether everything that is given means this company.
    public boolean names(String otherExternalId, long otherId) {
        return (externalId == null || externalId.equals(otherExternalId)) && (id == null || id == otherId);
    }

    public RequestRefused unknown() {
        return RequestRefused.because(COMPANY_UNKNOWN, externalId != null ? externalId : Objects.toString(id));
    }
}
