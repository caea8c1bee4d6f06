package io.guildhall.org;

import static io.guildhall.error.ErrorCode.CONFLICT;

import io.guildhall.access.Caller;
import io.guildhall.access.Login;
import io.guildhall.access.OperatorCredential;
import io.guildhall.access.SecretHash;
import io.guildhall.access.store.Logins;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.document.Change;
import io.guildhall.org.domain.document.DocumentPlan;
import io.guildhall.org.domain.document.Part;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns the document's tills and clients into logins. Secrets arrive in the sent document and leave it here, as salted
/// hashes.
@Component
class DocumentLogins {
    private final Logins logins;
    private final OperatorCredential operator;
    private final SecureRandom random = new SecureRandom();

    DocumentLogins(Logins logins, OperatorCredential operator) {
        this.logins = logins;
        this.operator = operator;
    }

    /// The secrets as they will be stored.
    ///
    /// @param secrets by name
    /// @param changed names whose stored secret is replaced by another one
    record Plan(Map<String, Secret> secrets, List<Change> changed) {
        Plan {
            secrets = Map.copyOf(secrets);
            changed = List.copyOf(changed);
        }
    }

    record Secret(SecretHash secret, @Nullable SecretHash md5) {}

    Plan plan(long orgId, DocumentPlan document) {
        Map<String, Login> stored = document.stored() == null ? Map.of() : logins.ofOrganisation(orgId);
        Map<String, Part> sent = byName(document.sent());
        Map<String, Secret> secrets = new HashMap<>();
        List<Change> changed = new ArrayList<>();
        for (Part till : document.merged().parts("tills")) {
            String code = till.text("code");
            Secret secret = secret(sent.get(code), stored.get(code), till.flag("legacyMd5Secret"));
            secrets.put(code, secret);
            if (isReplaced(stored.get(code), secret)) {
                changed.add(Change.of("tills", code, Change.Action.UPDATE));
            }
        }
        for (Part client : document.merged().parts("clients")) {
            String key = client.text("key");
            Secret secret = secret(sent.get(key), stored.get(key), false);
            secrets.put(key, secret);
            if (isReplaced(stored.get(key), secret)) {
                changed.add(Change.of("clients", key, Change.Action.UPDATE));
            }
        }
        return new Plan(secrets, changed);
    }

    private static Map<String, Part> byName(Part document) {
        Map<String, Part> byName = new HashMap<>();
        document.parts("tills").forEach(till -> byName.put(till.text("code"), till));
        document.parts("clients").forEach(client -> byName.put(client.text("key"), client));
        return byName;
    }

    /// The stored secret where none, or the same one, is sent; the rules have seen to it that there is one of the two.
    private Secret secret(@Nullable Part sent, @Nullable Login stored, boolean legacyMd5) {
        String secret = sent != null && sent.has("secret") ? sent.text("secret") : null;
        boolean hashesFit = stored != null && (!legacyMd5 || stored.md5() != null);
        if (stored != null && hashesFit && (secret == null || stored.secret().matches(secret))) {
            return new Secret(stored.secret(), legacyMd5 ? stored.md5() : null);
        }
        String fresh = Objects.requireNonNull(secret, "a secret");
        byte[] salt = new byte[SecretHash.SALT_BYTES];
        random.nextBytes(salt);
        return new Secret(SecretHash.of(fresh, salt), legacyMd5 ? SecretHash.of(SecretHash.md5Hex(fresh), salt) : null);
    }

    private static boolean isReplaced(@Nullable Login stored, Secret secret) {
        return stored != null && !stored.secret().equals(secret.secret());
    }

    /// Names of the document that belong to another organisation, or to the operator.
    List<Problem> taken(long orgId, DocumentPlan document) {
        Map<String, Part> named = byName(document.merged());
        Map<String, Long> owners = logins.organisationsOf(named.keySet());
        Set<String> taken = new HashSet<>();
        owners.forEach((name, owner) -> {
            if (owner != orgId) {
                taken.add(name);
            }
        });
        if (named.containsKey(operator.user())) {
            taken.add(operator.user());
        }
        return taken(document, taken);
    }

    /// Stores the logins; the table's primary key decides in a race between organisations.
    ///
    /// @return names that somebody else has been faster to take; with any, the transaction must not be committed
    List<Problem> save(long orgId, DocumentPlan document, Plan plan, Map<String, Long> tillIds) {
        List<Login> wanted = new ArrayList<>();
        Map<String, Boolean> tillActive = new HashMap<>();
        for (Part till : document.merged().parts("tills")) {
            tillActive.put(till.text("code"), till.flag("active"));
            wanted.add(login(Login.Kind.TILL, till, till.text("code"), till.text("code"), plan, tillIds));
        }
        for (Part client : document.merged().parts("clients")) {
            Login login = login(Login.Kind.CLIENT, client, client.text("key"), client.text("till"), plan, tillIds);
            wanted.add(tillActive.getOrDefault(client.text("till"), false) ? login : login.switchedOff());
        }
        return taken(document, logins.replace(orgId, wanted));
    }

    private static Login login(
            Login.Kind kind, Part part, String name, String till, Plan plan, Map<String, Long> tillIds) {
        Secret secret = Objects.requireNonNull(plan.secrets().get(name), "planned secret");
        return new Login(
                kind,
                name,
                Objects.requireNonNull(tillIds.get(till), "saved till"),
                Caller.Role.valueOf(part.text("role")),
                part.flag("active"),
                secret.secret(),
                secret.md5(),
                kind == Login.Kind.CLIENT ? Math.toIntExact(part.whole("ttlSeconds")) : null);
    }

    private static List<Problem> taken(DocumentPlan document, Collection<String> names) {
        List<Problem> problems = new ArrayList<>();
        places(document.sent().parts("tills"), "tills", "code", names, problems);
        places(document.sent().parts("clients"), "clients", "key", names, problems);
        return problems;
    }

    private static void places(
            List<Part> sent, String list, String key, Collection<String> names, List<Problem> problems) {
        for (int i = 0; i < sent.size(); i++) {
            String name = sent.get(i).text(key);
            if (names.contains(name)) {
                Pointer at = Pointer.ROOT.child(list).child(i).child(key);
                problems.add(Problem.of(CONFLICT, at, name + " is taken on this server"));
            }
        }
    }
}
