package io.guildhall.card;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.Method;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import io.guildhall.org.domain.CardSeries.Trigger;
import io.guildhall.org.domain.CardSeries.Type;
import org.jspecify.annotations.Nullable;

/// A card series as answers and change sets show it (`spec/domain.md` §6).
///
/// @param expiryDays left out where none are set
/// @param generation left out where no numbers are made
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "id",
    "code",
    "name",
    "type",
    "external",
    "trigger",
    "maxActiveCardsPerCustomer",
    "expiryDays",
    "cardExpiryEnabled",
    "cardGenerationEnabled",
    "generation",
    "isActive"
})
public record SeriesForm(
        long id,
        String code,
        String name,
        Type type,
        boolean external,
        Trigger trigger,
        int maxActiveCardsPerCustomer,
        @Nullable Integer expiryDays,
        boolean cardExpiryEnabled,
        boolean cardGenerationEnabled,
        @Nullable GenerationForm generation,
        @JsonProperty("isActive") boolean active) {

    @JsonPropertyOrder({"method", "prefix", "suffix", "length", "offset"})
    public record GenerationForm(Method method, String prefix, String suffix, int length, long offset) {
        static @Nullable GenerationForm of(@Nullable NumberFormat format) {
            return format == null
                    ? null
                    : new GenerationForm(
                            format.method(), format.prefix(), format.suffix(), format.length(), format.offset());
        }
    }

    public static SeriesForm of(CardSeries series) {
        return new SeriesForm(
                series.id(),
                series.code(),
                series.name(),
                series.type(),
                series.external(),
                series.trigger(),
                series.maxActiveCardsPerCustomer(),
                series.expiry().days(),
                series.expiry().enabled(),
                series.generation() != null,
                GenerationForm.of(series.generation()),
                series.active());
    }
}
