package io.guildhall.docs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a value of the contract looks like, as far as it is shown in one place: named schemas are referred to.
///
/// @param type in words: `string`, `array of Profile`, `string or null`
/// @param notes limits and choices in words
/// @param description in Markdown
/// @param reference the named schema that this is, or whose items these are
/// @param members of an object, or of the objects of a list
/// @param variants one of which the value is
public record Shape(
        String type,
        List<String> notes,
        String description,
        @Nullable String reference,
        List<Member> members,
        List<Shape> variants) {
    public Shape {
        notes = List.copyOf(notes);
        members = List.copyOf(members);
        variants = List.copyOf(variants);
    }

    /// @param required whether it has to be there
    public record Member(String name, boolean required, Shape shape) {}
}
