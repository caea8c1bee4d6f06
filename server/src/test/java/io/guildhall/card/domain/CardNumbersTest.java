package io.guildhall.card.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.org.domain.CardSeries.Method;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    private static final byte[] KEY = "a key of the tests".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_KEY = "another key".getBytes(StandardCharsets.UTF_8);

    private static NumberFormat format(Method method, String prefix, String suffix, int length) {
        return new NumberFormat(method, prefix, suffix, length, 1);
    }

    private static List<String> all(NumberFormat format, byte[] key) {
        CardNumbers numbers = new CardNumbers(format, key);
        return LongStream.range(0, CardNumbers.capacity(format))
                .mapToObj(numbers::number)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "DEFAULT, FP, '', 13, 4182, FP00000004182",
        "DEFAULT, '', XY, 7, 12, 00012XY",
        "LUHNALGO, '', '', 16, 1, 0000000000000018",
        "LUHNALGO, '', '', 11, 7992739871, 79927398713", // the example of ISO/IEC 7812
        "LUHNALGO, AB, Z, 8, 1789, AB17897Z",
        "MOD7_ALGO, '', '', 6, 10, 000103",
        "MOD7_ALGO, '', S, 7, 14, 000140S",
    })
    void aNumberIsPrefixCounterCheckDigitAndSuffix(
            Method method, String prefix, String suffix, int length, long counter, String number) {
        String made = new CardNumbers(format(method, prefix, suffix, length), KEY).number(counter);

        assertThat(made).isEqualTo(number).hasSize(length);
    }

    /// From the right, every second digit doubled and its digits added: the sum of all ends in 0.
    @ParameterizedTest
    @EnumSource(names = {"LUHNALGO", "RANDOM_LUHN"})
    void everyNumberPassesTheCheckOfCreditCards(Method method) {
        assertThat(all(format(method, "", "", 5), KEY)).allMatch(number -> {
            int sum = 0;
            for (int i = 0; i < number.length(); i++) {
                int digit = number.charAt(number.length() - 1 - i) - '0';
                sum += i % 2 == 0 ? digit : 2 * digit / 10 + 2 * digit % 10;
            }
            return sum % 10 == 0;
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyCounterGivesAnotherNumberOfTheRightLength(Method method) {
        NumberFormat format = format(method, "A", "", method == Method.DEFAULT || method == Method.RANDOM ? 5 : 6);

        List<String> numbers = all(format, KEY);

        assertThat(numbers)
                .hasSize(10_000)
                .doesNotHaveDuplicates()
                .allMatch(number -> number.length() == format.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theRandomMethodsUseTheWholeSpaceEvenForAnOddNumberOfDigits(int digits) {
        NumberFormat format = format(Method.RANDOM, "PREFIX", "", 6 + digits);
        List<String> inOrder = all(format(Method.DEFAULT, "PREFIX", "", 6 + digits), KEY);

        List<String> sorted = all(format, KEY).stream().sorted().toList(); // AssertJ's any order is quadratic
        assertThat(sorted).isEqualTo(inOrder);
    }

    @Test
    void theKeyOrdersRandomNumbers() {
        NumberFormat format = format(Method.RANDOM, "", "", 6);

        assertThat(all(format, KEY)).isEqualTo(all(format, KEY)).isNotEqualTo(all(format, OTHER_KEY));
    }

    @Test
    void neighboursOfARandomSeriesHaveNothingInCommon() {
        CardNumbers numbers = new CardNumbers(format(Method.RANDOM, "", "", 12), KEY);

        List<Long> made = LongStream.range(0, 1_000)
                .mapToObj(counter -> Long.valueOf(numbers.number(counter)))
                .toList();

        // half of the first thousand lie in each half of the space, give or take five standard deviations
        assertThat(made.stream().filter(number -> number < 500_000_000_000L).count())
                .isBetween(420L, 580L);
        assertThat(LongStream.range(1, 1_000).filter(i -> made.get((int) i) > made.get((int) i - 1)))
                .hasSizeBetween(400, 600);
    }

    @ParameterizedTest
    @EnumSource
    void aNumberOfAHundredAndFiftyDigitsIsNoTrouble(Method method) {
        NumberFormat format = format(method, "", "", 150);
        CardNumbers numbers = new CardNumbers(format, KEY);

        assertThat(CardNumbers.capacity(format)).isEqualTo(Long.MAX_VALUE);
        assertThat(List.of(numbers.number(0), numbers.number(1), numbers.number(Long.MAX_VALUE - 1)))
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("\\d{150}"));
    }

    @Test
    void theFirstCounterIsTheOffsetSaveForRandomNumbers() {
        assertThat(CardNumbers.firstCounter(new NumberFormat(Method.LUHNALGO, "", "", 8, 500)))
                .isEqualTo(500);
        assertThat(CardNumbers.firstCounter(new NumberFormat(Method.RANDOM_MOD7, "", "", 8, 500)))
                .isZero();
        assertThat(CardNumbers.capacity(new NumberFormat(Method.LUHNALGO, "AB", "", 8, 500)))
                .isEqualTo(100_000);
    }
}
