package io.guildhall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Shell;
import io.guildhall.cli.Shell.Run;
import io.guildhall.cli.StubService;
import io.guildhall.cli.StubService.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path home;

    private StubService service;

    @BeforeEach
    void start() throws IOException {
        service = new StubService()
                .on("GET", "/v2/fleetHierarchy/all", Reply.json(200, "{\"entity\": [], \"warnings\": []}"))
                .on("GET", "/admin/v1/orgs", Reply.json(200, "{\"data\": []}"))
                .on(
                        "POST",
                        "/v3/oauth/token/generate",
                        Reply.json(
                                200, "{\"data\": {\"accessToken\": \"a.b.c\", \"ttlSeconds\": 60}, \"errors\": null}"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void takesAddressAndLoginFromTheOnlyProfile() throws IOException {
        secretFile("600");
        config("""
                [profiles.test]
                url = "%s/"
                till = "arden.desk1"
                secret-file = "~/secret"
                """.formatted(service.address()));

        assertThat(list().status()).isZero();
        assertThat(login()).isEqualTo("arden.desk1:secret-of-the-file");
    }

    @Test
    void letsTheEnvironmentWinOverTheProfileAndOptionsOverBoth() throws IOException {
        config("""
                profile = "wrong"
                [profiles.wrong]
                url = "http://127.0.0.1:1"
                [profiles.right]
                url = "http://127.0.0.1:2"
                till = "of.the.file"
                """);

        Run run = new Shell(home)
                .with("GUILDHALL_URL", "http://127.0.0.1:3")
                .with("GUILDHALL_TILL", "of.the.environment")
                .with("GUILDHALL_SECRET", "s")
                .run(
                        "hierarchy",
                        "list",
                        "--profile",
                        "right",
                        "--url",
                        service.address().toString());

        assertThat(run.status()).isZero();
        assertThat(login()).isEqualTo("of.the.environment:s");
    }

    @Test
    void refusesSecretsThatOthersMayRead() throws IOException {
        secretFile("644");
        config("""
                [profiles.test]
                url = "%s"
                till = "arden.desk1"
                secret-file = "~/secret"
                """.formatted(service.address()));

        Run run = list();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.talk()).isEqualTo("""
                        guildhall: %1$s holds a secret and is open to others (rw-r--r--).
                          try: chmod 600 %1$s
                        """.formatted(home.resolve("secret")));
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void refusesASecretInAConfigurationThatOthersMayRead() throws IOException {
        Path file = config("""
                [profiles.test]
                url = "%s"
                till = "arden.desk1"
                secret = "in-the-file"
                """.formatted(service.address()));
        permit(file, "rw-r-----");

        assertThat(list().talk())
                .contains("config.toml holds a secret and is open to others")
                .contains("chmod 600");

        permit(file, "rw-------");
        assertThat(list().status()).isZero();
        assertThat(login()).isEqualTo("arden.desk1:in-the-file");
    }

    @Test
    void looksWhereXdgSays() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere/guildhall"));
        Files.writeString(
                elsewhere.resolve("config.toml"),
                "[profiles.a]\nurl = \"%s\"\ntill = \"t\"\n".formatted(service.address()));

        Run run = new Shell(home)
                .with("XDG_CONFIG_HOME", home.resolve("elsewhere").toString())
                .with("GUILDHALL_SECRET", "s")
                .run("hierarchy", "list");

        assertThat(run.status()).isZero();
    }

    @Test
    void saysWhatIsWrongWithTheConfiguration() throws IOException {
        config("[profiles.a]\ntil = \"x\"\n");
        assertThat(list().talk()).contains("has the unknown key profiles.a.til; known are: url, till, client");

        config("[profiles.a]\ntill = 7\n");
        assertThat(list().talk()).contains("needs a text for till");

        config("[profiles.a]\nsecret = \"very secret\n");
        assertThat(list().talk()).contains("cannot be read as TOML in line 2").doesNotContain("very secret");

        config("[profiles.a]\n[profiles.b]\n");
        assertThat(list().talk()).contains("has several profiles (a, b); name one with --profile");

        Run absent = new Shell(home).run("hierarchy", "list", "--profile", "c");
        assertThat(absent.talk()).contains("has no profile c; it has: a, b");
        assertThat(absent.status()).isEqualTo(2);
    }

    @Test
    void saysWhoIsMissing() {
        Run nobody = new Shell(home).run("hierarchy", "list");
        Run noSecret = new Shell(home).with("GUILDHALL_TILL", "t").run("hierarchy", "list");
        Run noOperator = new Shell(home).run("org", "list");
        Run noAddress = new Shell(home).run("org", "list", "--url", "ftp://x");

        assertThat(nobody.talk()).contains("No till is named to log in with.").contains("GUILDHALL_TILL");
        assertThat(noSecret.talk()).contains("The secret of till t is missing.").contains("GUILDHALL_SECRET");
        assertThat(noOperator.talk()).contains("No credential of the operator is known.");
        assertThat(noAddress.talk()).contains("The address of the service has to be like http://host:8080");
        assertThat(nobody.status()).isEqualTo(2);
    }

    @Test
    void findsTheOperatorBesideTheDataOfAServiceOnThisMachine() throws IOException {
        Path data = Files.createDirectories(home.resolve(".guildhall"));
        permit(Files.writeString(data.resolve("operator"), "operator:generated:with:colons\n"), "rw-------");

        Run run = new Shell(home).run("org", "list", "--url", service.address().toString());

        assertThat(run.status()).isZero();
        assertThat(login()).isEqualTo("operator:generated:with:colons");
    }

    @Test
    void fetchesATokenForAClientAndAnotherWhenItHasExpired() {
        service.on(
                "GET",
                "/v2/fleetHierarchy/all",
                Reply.refusal(401, 401, "Login failed"),
                Reply.json(200, "{\"entity\": [], \"warnings\": []}"));

        Run run = new Shell(home)
                .with("GUILDHALL_URL", service.address().toString())
                .with("GUILDHALL_CLIENT", "arden-pos")
                .with("GUILDHALL_SECRET", "secret-of-the-client")
                .run("hierarchy", "list");

        assertThat(run.status()).isZero();
        assertThat(service.requests())
                .extracting(StubService.Request::path)
                .containsExactly(
                        "/v3/oauth/token/generate",
                        "/v2/fleetHierarchy/all",
                        "/v3/oauth/token/generate",
                        "/v2/fleetHierarchy/all");
        assertThat(service.request().header("Authorization")).isEqualTo("Bearer a.b.c");
    }

    private Run list() {
        return new Shell(home).run("hierarchy", "list");
    }

    private String login() {
        String basic = service.request().header("Authorization").substring("Basic ".length());
        return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    }

    private Path config(String content) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/guildhall"));
        return Files.writeString(folder.resolve("config.toml"), content);
    }

    private void secretFile(String mode) throws IOException {
        permit(
                Files.writeString(home.resolve("secret"), "secret-of-the-file\n"),
                mode.equals("600") ? "rw-------" : "rw-r--r--");
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
