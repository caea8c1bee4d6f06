package io.guildhall.org.domain.document;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A member of an object of the document.
///
/// @param byDefault the value in normal form where none is given, made from the members before it
public record Member(
        String name,
        Shape shape,
        Presence presence,
        @Nullable Function<Part, Object> byDefault) {

    public enum Presence {
        /// A new object must have it.
        REQUIRED,
        OPTIONAL,
        /// Taken, kept as a salted hash elsewhere, and never shown.
        SECRET
    }

    static Member required(String name, Shape shape) {
        return new Member(name, shape, Presence.REQUIRED, null);
    }

    static Member optional(String name, Shape shape) {
        return new Member(name, shape, Presence.OPTIONAL, null);
    }

    static Member secret(String name, Shape shape) {
        return new Member(name, shape, Presence.SECRET, null);
    }

    static Member withDefault(String name, Shape shape, Object value) {
        return new Member(name, shape, Presence.OPTIONAL, _ -> value);
    }

    static Member sameAs(String other, String name, Shape shape) {
        return new Member(name, shape, Presence.OPTIONAL, part -> part.members().getOrDefault(other, ""));
    }
}
