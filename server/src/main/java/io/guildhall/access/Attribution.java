package io.guildhall.access;

import io.guildhall.access.store.Logins;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Another till on whose behalf a call is made (`spec/domain.md` §1, Attribution). It stands wherever it is kept who
/// made the call; the rights remain those of the login.
@Component
public class Attribution {
    /// The older name of the reference is the same. Its other types name stores, which there are none of here.
    private static final Set<String> TILL_TYPES = Set.of("TILL", "TILL_CODE");

    private final Logins logins;

    Attribution(Logins logins) {
        this.logins = logins;
    }

    /// One of the two pairs of headers.
    ///
    /// @param type kind of what is named
    /// @param code its code, in the letters of the organisation's document
    /// @param typeIsNeeded whether a code without type is refused, or means a till
    public record Wish(@Nullable String type, @Nullable String code, boolean typeIsNeeded) {
        boolean isThere() {
            return type != null || code != null;
        }
    }

    public sealed interface Answer {
        record Attributed(Caller caller) implements Answer {}

        record TypeMissing() implements Answer {}

        /// @param reason completes "The call cannot be attributed: …"
        record Refused(String reason) implements Answer {}
    }

    /// @param first and
    /// @param second at most one of them may be there
    public Answer attribute(Caller caller, Wish first, Wish second) {
        if (first.isThere() && second.isThere()) {
            return new Answer.Refused("two pairs of headers name somebody");
        }
        Wish wish = first.isThere() ? first : second;
        if (!wish.isThere()) {
            return new Answer.Attributed(caller);
        }
        if (wish.type() == null && wish.typeIsNeeded()) {
            return new Answer.TypeMissing();
        }
        if (wish.type() != null && !TILL_TYPES.contains(wish.type())) {
            return new Answer.Refused("only tills are known here, type TILL");
        }
        return wish.code() == null ? new Answer.Refused("the till's code is missing") : till(caller, wish.code());
    }

    private Answer till(Caller caller, String code) {
        Optional<Long> till =
                code.equals(caller.tillCode()) ? Optional.of(caller.tillId()) : logins.activeTill(caller.orgId(), code);
        return till.<Answer>map(id -> new Answer.Attributed(caller.onBehalfOf(id, code)))
                .orElseGet(() -> new Answer.Refused("the organisation has no active till of this code"));
    }
}
