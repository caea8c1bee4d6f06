package io.guildhall.org;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.guildhall.org.domain.document.DocumentShape;
import io.guildhall.org.domain.document.Shape;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the organisation's document may say on this server.
@Configuration
class DocumentConfiguration {
    /// A base country tells how national mobile numbers are read, so it must be one whose numbers are known.
    @Bean
    Shape.Members organisationDocument() {
        Set<String> readable = PhoneNumberUtil.getInstance().getSupportedRegions();
        return DocumentShape.of(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                .filter(readable::contains)
                .collect(Collectors.toUnmodifiableSet()));
    }
}
