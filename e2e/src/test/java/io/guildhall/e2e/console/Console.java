package io.guildhall.e2e.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import io.guildhall.e2e.PackagedService;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One service with a programme of many people and one browser, for all tests of pages; each test gets a [Visit].
final class Console implements ParameterResolver, AfterEachCallback {
    private static final Namespace OURS = Namespace.create(Console.class);
    private static final int DRIVERS = Integer.getInteger("guildhall.console.people", 100_000);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Visit.class;
    }

    @Override
    public Visit resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Running running =
                test.getRoot().getStore(OURS).computeIfAbsent(Running.class, key -> Running.start(), Running.class);
        return test.getStore(OURS)
                .computeIfAbsent(Visit.class, key -> new Visit(running.service(), running.browser()), Visit.class);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Visit visit = test.getStore(OURS).remove(Visit.class, Visit.class);
        if (visit != null) {
            visit.end();
        }
    }

    /// What is there for all tests, and ends after the last one.
    private record Running(Path directory, PackagedService service, Playwright playwright, Browser browser)
            implements AutoCloseable {

        private static Running start() {
            try {
                Path directory = Files.createTempDirectory("guildhall-console");
                PackagedService service = PackagedService.start(directory);
                FuelBrand.moveIn(service, DRIVERS);
                Playwright playwright =
                        Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                return new Running(directory, service, playwright, chromium(playwright));
            } catch (Exception failure) {
                throw new IllegalStateException("There is no console to look at", failure);
            }
        }

        private static Browser chromium(Playwright playwright) {
            return playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(chromium())
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
        }

        private static Path chromium() {
            return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                            .map(name -> Path.of(folder, name)))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("These tests need Chromium: apt-get install chromium"));
        }

        @Override
        public void close() throws Exception {
            playwright.close();
            service.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
