package io.guildhall.console.web.people;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How people are called on pages.
public final class Names {
    private Names() {}

    /// The name of the first profile that has one, else an empty text.
    public static String of(Customer person) {
        return person.profiles().stream()
                .map(Names::of)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    static String of(Profile profile) {
        return joined(profile.firstName(), profile.lastName());
    }

    /// The parts that are there, with a space between them.
    public static String joined(@Nullable String first, @Nullable String last) {
        return Stream.of(first, last)
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .collect(Collectors.joining(" "));
    }
}
