package io.guildhall.postgres;

import io.guildhall.postgres.DatabaseConfiguration.DatabaseServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/// The database, started and migrated beside the context of beans rather than in the middle of it: both take about as
/// long, and most of what a database server does at its start is another process's work.
///
/// Stops what it has started when the context ends, also where that happens before any bean has asked for it.
public final class EarlyDatabase implements DisposableBean {
    private static final String BEAN = "earlyDatabase";

    private final CompletableFuture<DatabaseServer> server = new CompletableFuture<>();

    private EarlyDatabase() {}

    /// For the application, not for tests: those choose their database while the context is made.
    public static ApplicationContextInitializer<GenericApplicationContext> initializer() {
        return context -> {
            EarlyDatabase early = new EarlyDatabase();
            var beans = context.getDefaultListableBeanFactory();
            beans.registerSingleton(BEAN, early);
            beans.registerDisposableBean(BEAN, early); // the first one, and so the last to be destroyed
            early.start(context.getEnvironment());
        };
    }

    private void start(Environment environment) {
        // not a daemon and not virtual: it starts processes and does as much as the main thread
        Thread.ofPlatform().name("database-start").start(() -> {
            try {
                DatabaseSettings settings =
                        Binder.get(environment).bindOrCreate("guildhall.db", DatabaseSettings.class);
                server.complete(DatabaseConfiguration.start(settings));
            } catch (Throwable failure) {
                server.completeExceptionally(failure); // told by whoever asks for the server
            }
        });
    }

    /// Waits for it.
    ///
    /// @throws StartupFailure where it did not start
    DatabaseServer server() {
        try {
            return server.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    @Override
    public void destroy() {
        server.handle((started, _) -> {
                    if (started != null) {
                        started.close();
                    }
                    return started;
                })
                .join();
    }
}
