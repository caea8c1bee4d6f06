package io.guildhall.access;

import io.guildhall.access.store.SigningKeys;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/// Rings of signing keys as several instances of the service have them.
final class Rings {
    private Rings() {}

    static SigningKeyRing instance(DataSource dataSource, Clock clock) {
        return new SigningKeyRing(store(dataSource), clock);
    }

    static SigningKeys store(DataSource dataSource) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
        context.register(SigningKeys.class);
        context.refresh();
        return context.getBean(SigningKeys.class);
    }
}
