package io.guildhall.console.web.people;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return Stream.of(profile.firstName(), profile.lastName())
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .collect(Collectors.joining(" "));
    }
}
