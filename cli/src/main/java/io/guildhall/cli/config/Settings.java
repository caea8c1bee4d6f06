package io.guildhall.cli.config;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which service is meant and who one is there. Logins are looked up when they are needed and not before: whoever only
/// reads people needs no operator.
public final class Settings {
    private static final String USUAL_URL = "http://127.0.0.1:8080";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final Environment environment;
    private final Profile profile;
    private final URI url;

    private Settings(Environment environment, Profile profile, URI url) {
        this.environment = environment;
        this.profile = profile;
        this.url = url;
    }

    /// @param profile named by an option
    /// @param url given by an option
    public static Settings resolve(Environment environment, @Nullable String profile, @Nullable String url) {
        Path file = ConfigFile.path(environment);
        Profile chosen = ConfigFile.profile(file, first(profile, environment.variable("GUILDHALL_PROFILE")));
        String address = first(url, environment.variable("GUILDHALL_URL"), chosen.url(), USUAL_URL);
        return new Settings(environment, chosen, address(String.valueOf(address)));
    }

    public URI url() {
        return url;
    }

    public boolean isLoopback() {
        return LOOPBACK.contains(url.getHost());
    }

    public @Nullable String source() {
        return profile.source();
    }

    /// Where the settings stand, for people.
    public String origin() {
        if (!Files.exists(profile.file())) {
            return "no %s, environment and defaults alone".formatted(profile.file());
        }
        return profile.name().isEmpty()
                ? "%s, which has no profile".formatted(profile.file())
                : "profile %s of %s".formatted(profile.name(), profile.file());
    }

    /// Who calls `/v2`.
    ///
    /// @throws CommandFailure where nobody is named, or the secret is missing
    public Login till() {
        String token = environment.variable("GUILDHALL_TOKEN");
        if (token != null) {
            return new Login.Token(token);
        }
        String till = environment.variable("GUILDHALL_TILL");
        String client = environment.variable("GUILDHALL_CLIENT");
        if (till == null && client == null) {
            till = profile.till();
            client = profile.client();
        }
        if (till != null && client != null) {
            throw new CommandFailure(ExitCode.USAGE, "Both a till and a client are named; name one of them.");
        }
        if (till != null) {
            return new Login.Basic(till, secret("till " + till));
        }
        if (client != null) {
            return new Login.Client(client, secret("client " + client));
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "No till is named to log in with.",
                "set GUILDHALL_TILL and GUILDHALL_SECRET, or write till and secret-file into %s (guildhall help configuration)"
                        .formatted(profile.file()));
    }

    /// Who calls `/admin`.
    ///
    /// @throws CommandFailure where there is no credential
    public Login operator() {
        String pair = environment.variable("GUILDHALL_OPERATOR");
        if (pair == null) {
            Path file = operatorFile();
            if (file == null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "No credential of the operator is known.",
                        "set GUILDHALL_OPERATOR to user:secret, or name a file that holds it in GUILDHALL_OPERATOR_FILE or"
                                + " operator-file of %s".formatted(profile.file()));
            }
            pair = SecretFile.read(file);
        }
        int colon = pair.indexOf(':');
        if (colon < 1 || colon == pair.length() - 1) {
            throw new CommandFailure(ExitCode.USAGE, "The operator's credential has to be user:secret.");
        }
        return new Login.Basic(pair.substring(0, colon), pair.substring(colon + 1));
    }

    /// Whether there is a credential of the operator at all, good or not.
    public boolean knowsOperator() {
        return environment.variable("GUILDHALL_OPERATOR") != null || operatorFile() != null;
    }

    /// Beside the data of a service on this machine lies what its first start has generated.
    private @Nullable Path operatorFile() {
        String named = first(environment.variable("GUILDHALL_OPERATOR_FILE"), profile.operatorFile());
        if (named != null) {
            return environment.path(named);
        }
        String data = environment.variable("GUILDHALL_DATA");
        Path generated =
                (data == null ? environment.home().resolve(".guildhall") : environment.path(data)).resolve("operator");
        return isLoopback() && Files.isReadable(generated) ? generated : null;
    }

    private String secret(String whose) {
        String secret = environment.variable("GUILDHALL_SECRET");
        if (secret != null) {
            return secret;
        }
        String file = first(environment.variable("GUILDHALL_SECRET_FILE"), profile.secretFile());
        if (file != null) {
            return SecretFile.read(environment.path(file));
        }
        if (profile.secret() != null) {
            return profile.secret();
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "The secret of %s is missing.".formatted(whose),
                "set GUILDHALL_SECRET, or name a file of mode 0600 in GUILDHALL_SECRET_FILE or secret-file of %s"
                        .formatted(profile.file()));
    }

    private static URI address(String text) {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean usable = ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null;
            if (usable) {
                return url;
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "The address of the service has to be like http://host:8080, without user, query or fragment.");
    }

    private static @Nullable String first(@Nullable String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
