package io.guildhall.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A process of its own that keeps an embedded server, for tests that kill it.
final class ServingProcess {
    static final String READY = "serving";

    private ServingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var _ = EmbeddedPostgres.start(Path.of(arguments[0]), 0, Durability.DURABLE)) {
            System.out.println(READY);
            new CountDownLatch(1).await();
        }
    }

    static Process start(Path directory) throws java.io.IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServingProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = process.inputReader();
        String line;
        while ((line = output.readLine()) != null && !line.equals(READY)) {
            // log lines come first
        }
        return process;
    }
}
