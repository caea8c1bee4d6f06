package io.guildhall.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The demo in TypeScript, beside the client that the build has generated.
record TypescriptDemo(Path directory) {
    private static final List<String> SOURCES =
            List.of("package.json", "package-lock.json", "tsconfig.json", "demo.ts", "outcome.ts");
    private static final long MINUTES = 5;

    /// Compiles client and demo.
    static TypescriptDemo build() throws IOException, InterruptedException {
        Path module = Path.of(System.getProperty("guildhall.root"), "e2e")
                .toAbsolutePath()
                .normalize();
        Path directory = module.resolve("target/typescript");
        assertThat(directory.resolve("client/index.ts"))
                .as("the generated client")
                .exists();
        for (String source : SOURCES) {
            Files.copy(
                    module.resolve("src/test/typescript").resolve(source),
                    directory.resolve(source),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        TypescriptDemo demo = new TypescriptDemo(directory);
        demo.execute("", "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts");
        demo.execute("", "node", "node_modules/typescript/bin/tsc", "--project", "tsconfig.json");
        return demo;
    }

    JsonNode run(URI address) throws IOException, InterruptedException {
        ObjectNode input = Demo.JSON
                .createObjectNode()
                .put("address", address.toString())
                .put("demo", Demo.directory().toString());
        input.set("organisation", Demo.organisation());
        Demo.logins()
                .forEach((name, login) -> input.withObject("/logins")
                        .putObject(name)
                        .put("user", login.user())
                        .put("secret", login.secret()));
        input.putObject("client").put("key", Demo.CLIENT.user()).put("secret", Demo.CLIENT.secret());
        return Demo.JSON.readTree(execute(input.toString(), "node", "out/demo.js"));
    }

    private String execute(String input, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "%s cannot be run (%s): the generated TypeScript client is tested with Node.js 18 or newer and npm; install both."
                            .formatted(command[0], e.getMessage()),
                    e);
        }
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(output);
        String complained = Files.readString(errors);
        Files.delete(output);
        Files.delete(errors);
        assertThat(ended && process.exitValue() == 0)
                .as("%s succeeds; it said:%n%s%n%s", String.join(" ", command), said, complained)
                .isTrue();
        return said;
    }
}
