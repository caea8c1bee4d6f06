package io.guildhall.customer.wire;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Mobile numbers as they are stored: digits with country code (`spec/domain.md` §5).
///
/// A number may come with `+` or `00`, with its country code alone, or in the base country's national form with or
/// without its trunk 0 (`decisions.md` 3). Checked is the length that mobiles of that country have, not whether the
/// range is handed out: ranges change faster than any release, and numbers kept for examples are never handed out.
final class MobileNumbers {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final Pattern DECORATION = Pattern.compile("[\\s().\\-/\\u00A0]");
    private static final Pattern SHAPE = Pattern.compile("\\+?\\p{Nd}{4,20}");

    private final String baseCountry;
    private final Map<String, Optional<String>> known = new HashMap<>();

    /// For one thread and one call: a number stands in it several times, as identifier, as channel, and of a parent for
    /// each child, and reading one is dear.
    ///
    /// @param baseCountry ISO 3166 code of the country whose national form is understood
    MobileNumbers(String baseCountry) {
        this.baseCountry = baseCountry;
    }

    /// @return the digits with country code, or nothing when this is no mobile number
    Optional<String> normalise(String sent) {
        return known.computeIfAbsent(sent, number -> normalise(number, baseCountry));
    }

    private static Optional<String> normalise(String sent, String baseCountry) {
        String number = DECORATION.matcher(sent).replaceAll("");
        if (!SHAPE.matcher(number).matches()) {
            return Optional.empty();
        }
        String digits = PhoneNumberUtil.normalizeDigitsOnly(number);
        if (number.startsWith("+") || digits.startsWith("00")) {
            return mobile("+" + (number.startsWith("+") ? digits : digits.substring(2)), baseCountry);
        }
        String code = Integer.toString(PHONES.getCountryCodeForRegion(baseCountry));
        if (digits.startsWith(code)) {
            Optional<String> withCode = mobile("+" + digits, baseCountry);
            if (withCode.isPresent()) {
                return withCode;
            }
        }
        return mobile(digits, baseCountry).or(() -> mobile("+" + digits, baseCountry));
    }

    private static Optional<String> mobile(String number, String baseCountry) {
        try {
            PhoneNumber parsed = PHONES.parse(number, baseCountry);
            ValidationResult result = PHONES.isPossibleNumberForTypeWithReason(parsed, PhoneNumberType.MOBILE);
            return result == ValidationResult.IS_POSSIBLE
                    ? Optional.of(PHONES.format(parsed, PhoneNumberFormat.E164).substring(1))
                    : Optional.empty();
        } catch (NumberParseException unreadable) {
            return Optional.empty();
        }
    }
}
