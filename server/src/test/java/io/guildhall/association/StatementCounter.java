package io.guildhall.association;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Notes every statement that goes to the database, but for those that no call waits for: of threads that fetch ids
/// ahead, look after rates or work on imports, and of what runs by the clock.
public final class StatementCounter implements BeanPostProcessor {
    private static final List<String> BESIDE_CALLS = List.of("import-", "ids-", "rates-", "scheduling-", "audit-");
    private static final List<String> STATEMENTS = Collections.synchronizedList(new ArrayList<>());

    public static void reset() {
        STATEMENTS.clear();
    }

    public static List<String> statements() {
        return List.copyOf(STATEMENTS);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Counting(source) : bean;
    }

    private static final class Counting extends DelegatingDataSource {
        Counting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return counted(super.getConnection(), Connection.class, "");
        }
    }

    private static <T> T counted(T target, Class<T> type, String sql) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call(target, method, arguments, sql)));
    }

    private static Object call(Object target, Method method, Object[] arguments, String sql) throws Throwable {
        String given = arguments != null && arguments[0] instanceof String text ? text : sql;
        if (target instanceof Statement && method.getName().startsWith("execute")) {
            note(given);
        }
        try {
            Object result = method.invoke(target, arguments);
            if (target instanceof Connection && result instanceof Statement) {
                @SuppressWarnings("unchecked")
                Class<Object> type = (Class<Object>) method.getReturnType();
                return counted(result, type, given);
            }
            return result;
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static void note(String sql) {
        if (BESIDE_CALLS.stream().noneMatch(Thread.currentThread().getName()::startsWith)) {
            STATEMENTS.add(sql.strip().lines().findFirst().orElse(""));
        }
    }
}
