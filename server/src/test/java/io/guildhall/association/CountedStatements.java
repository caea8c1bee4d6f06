package io.guildhall.association;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Notes every statement that goes to the database, and which thread sent it.
@TestConfiguration(proxyBeanMethods = false)
class CountedStatements {
    record Sent(Thread thread, String sql) {}

    private static final List<Sent> ALL = new CopyOnWriteArrayList<>();

    static void forget() {
        ALL.clear();
    }

    /// The statements of the request: those of the thread that looked up the credential. Ids that are fetched ahead on
    /// other threads are none of them.
    static List<String> ofRequest() {
        Thread request = ALL.stream()
                .filter(sent -> sent.sql.contains("FROM login"))
                .map(Sent::thread)
                .findFirst()
                .orElseThrow();
        return ALL.stream()
                .filter(sent -> sent.thread == request)
                .map(Sent::sql)
                .toList();
    }

    @Bean
    static BeanPostProcessor countingDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? new Counting(source) : bean;
            }
        };
    }

    private static final class Counting extends DelegatingDataSource {
        Counting(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return proxy(Connection.class, super.getConnection(), "");
        }
    }

    private static <T> T proxy(Class<T> type, T real, String sql) {
        InvocationHandler handler = (_, method, arguments) -> answer(real, method, arguments, sql);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object answer(Object real, Method method, Object[] arguments, String sql) throws Throwable {
        boolean saysSql = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
        if (method.getName().startsWith("execute")) {
            ALL.add(new Sent(Thread.currentThread(), saysSql ? (String) arguments[0] : sql));
        }
        try {
            Object result = method.invoke(real, arguments);
            return switch (result) {
                case PreparedStatement prepared
                when real instanceof Connection ->
                    proxy(PreparedStatement.class, prepared, saysSql ? (String) arguments[0] : "");
                case Statement statement when real instanceof Connection -> proxy(Statement.class, statement, "");
                case null, default -> result;
            };
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
