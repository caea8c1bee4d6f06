package io.guildhall.org.domain.document;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a value of the document may be.
public sealed interface Shape {

    /// A text.
    ///
    /// @param normal what is stored for what is sent
    /// @param allowed tells of the stored form whether it is one
    /// @param expected what is allowed, for the error's text
    record Text(UnaryOperator<String> normal, Predicate<String> allowed, String expected) implements Shape {}

    /// A whole number within limits, both included.
    record Whole(long least, long most) implements Shape {}

    record Flag() implements Shape {}

    /// Distinct texts, at least one.
    record Texts(Text each) implements Shape {}

    /// An object with these members and no others.
    record Members(List<Member> members) implements Shape {
        public Members {
            members = List.copyOf(members);
        }

        static Members of(Member... members) {
            return new Members(List.of(members));
        }
    }

    /// Objects told apart by a key. Those that a document leaves out stay.
    ///
    /// @param key the members that make up the key
    record Keyed(Members each, List<String> key) implements Shape {
        public Keyed {
            key = List.copyOf(key);
        }

        static Keyed by(String key, Member... members) {
            return new Keyed(Members.of(members), List.of(key));
        }

        List<Object> keyOf(Part part) {
            return key.stream().filter(part::has).map(part.members()::get).toList();
        }
    }

    /// A list that is always given as a whole.
    ///
    /// @param orderedBy the number that orders the stored list, or null to keep the order sent
    record Objects(Members each, @Nullable String orderedBy) implements Shape {}
}
