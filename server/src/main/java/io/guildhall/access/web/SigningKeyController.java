package io.guildhall.access.web;

import static io.guildhall.error.ErrorCode.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Operates;
import io.guildhall.access.SigningKeyRing;
import io.guildhall.error.RequestRefused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The keys that access tokens are signed with, for the operator: which there are, a new one, one less. Each call
/// answers with those that there are then.
@RestController
@RequestMapping(path = "/admin/v1/signingKeys", produces = MediaType.APPLICATION_JSON_VALUE)
class SigningKeyController {
    private final SigningKeyRing keys;

    SigningKeyController(SigningKeyRing keys) {
        this.keys = keys;
    }

    /// @param verifiesUntil until when tokens of this key are taken, in UTC; absent for the key that signs
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"id", "createdAt", "signs", "verifiesUntil"})
    record KeyBody(
            String id,
            String createdAt,
            boolean signs,
            @Nullable String verifiesUntil) {
        static KeyBody of(SigningKeyRing.Listed key) {
            boolean signs = key.verifiesUntil() == null;
            return new KeyBody(
                    key.id().toString(),
                    key.createdAt().toString(),
                    signs,
                    signs ? null : String.valueOf(key.verifiesUntil()));
        }
    }

    record ListBody(List<KeyBody> data) {}

    @Operates
    @GetMapping
    ListBody list() {
        return new ListBody(keys.list().stream().map(KeyBody::of).toList());
    }

    @Operates
    @PostMapping
    ListBody rotate() {
        keys.rotate();
        return list();
    }

    @Operates
    @DeleteMapping("/{id}")
    ListBody withdraw(@PathVariable UUID id) {
        if (!keys.withdraw(id)) {
            throw RequestRefused.because(NOT_FOUND);
        }
        return list();
    }
}
