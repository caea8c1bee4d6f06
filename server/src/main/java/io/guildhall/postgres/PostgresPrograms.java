package io.guildhall.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs `initdb` and `pg_ctl`, which refuse to be root, with the rights of an ordinary user.
final class PostgresPrograms {
    private static final Logger log = LoggerFactory.getLogger(PostgresPrograms.class);
    private static final Duration NOTICE_INTERVAL = Duration.ofSeconds(5);

    private final Path bin;
    private final List<String> prefix;

    private PostgresPrograms(Path bin, List<String> prefix) {
        this.bin = bin;
        this.prefix = prefix;
    }

    record Finished(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /// `installation` holds `bin/`.
    static PostgresPrograms in(Path installation) throws IOException {
        Duration quick = Duration.ofSeconds(30);
        if (!run(List.of("id", "-u"), "id", quick).output().equals("0")) {
            return new PostgresPrograms(installation.resolve("bin"), List.of());
        }
        // In a user namespace without a mapping root is nobody there, loses its capabilities with the next exec,
        // and still owns its files. No other account and no change of owner is needed.
        List<String> dropRights = List.of("unshare", "--user", "--");
        String reason;
        try {
            List<String> trial = new ArrayList<>(dropRights);
            trial.add("true");
            Finished finished = run(trial, "unshare", quick);
            if (finished.succeeded()) {
                return new PostgresPrograms(installation.resolve("bin"), dropRights);
            }
            reason = finished.output();
        } catch (IOException e) {
            reason = StartupFailure.oneLine(e.getMessage());
        }
        throw new StartupFailure(
                "PostgreSQL refuses to run as root and root's rights cannot be dropped here (%s); start Guildhall as an ordinary user or set GUILDHALL_DB_URL."
                        .formatted(reason));
    }

    /// Waits for the end, saying every few seconds what for.
    Finished run(String waitingFor, Duration limit, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return run(command, waitingFor, limit);
    }

    private static Finished run(List<String> command, String waitingFor, Duration limit) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Nothing of ours may reach the server: PG* variables would change it, GUILDHALL_* hold secrets.
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            while (!process.waitFor(NOTICE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > deadline) {
                    return new Finished(-1, "still not finished after " + limit.toSeconds() + " seconds");
                }
                log.info("Still waiting for {}", waitingFor);
            }
            // The programs print a few lines, far less than a pipe holds, so reading at the end cannot block them.
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Finished(process.exitValue(), StartupFailure.oneLine(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupFailure("The start was interrupted while waiting for " + waitingFor + ".", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
