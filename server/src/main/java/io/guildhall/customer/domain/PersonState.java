package io.guildhall.customer.domain;

import java.util.ArrayList;
import java.util.List;

/// What there is of somebody under an id that was given once; null stands for nobody, whose registration was taken
/// back.
public sealed interface PersonState {
    /// Somebody registered.
    record Registered(Customer customer) implements PersonState {}

    /// Somebody who became somebody else.
    record Merged(long survivorId) implements PersonState {}

    /// Whether both are the same but for who changed them when, and for the cards, which are records of their own.
    static boolean same(PersonState one, PersonState other) {
        return switch (one) {
            case Merged merged -> merged.equals(other);
            case Registered(var customer) ->
                other instanceof Registered(var that) && bare(customer).equals(bare(that));
        };
    }

    private static Customer bare(Customer customer) {
        List<Profile> profiles = new ArrayList<>(customer.profiles().size());
        for (Profile profile : customer.profiles()) {
            profiles.add(profile.attributed(Attribution.UNKNOWN));
        }
        return customer.withProfiles(profiles).withCards(List.of());
    }
}
