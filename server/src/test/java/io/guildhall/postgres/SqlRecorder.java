package io.guildhall.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Tells every statement that goes to the database, with its parameters, so that it can be sent again.
public final class SqlRecorder implements BeanPostProcessor {
    private volatile Consumer<Sent> listener = _ -> {};
    /// Made by a connection for the statement that comes next; the driver does not give back what is in them.
    private final Map<Array, Elements> arrays = Collections.synchronizedMap(new WeakHashMap<>());

    /// One parameter, as a setter of the driver was called.
    private record Binding(Method setter, Object[] arguments) {
        void bind(PreparedStatement statement) throws ReflectiveOperationException, SQLException {
            Object[] again = arguments.clone();
            for (int i = 0; i < again.length; i++) {
                if (again[i] instanceof Elements elements) {
                    again[i] = statement.getConnection().createArrayOf(elements.type(), elements.values());
                }
            }
            setter.invoke(statement, again);
        }
    }

    /// An array that does not belong to a connection.
    private record Elements(String type, Object[] values) {}

    /// A statement that was sent.
    public static final class Sent {
        private final String sql;
        private final List<Binding> parameters;

        private Sent(String sql, List<Binding> parameters) {
            this.sql = sql;
            this.parameters = parameters;
        }

        public String sql() {
            return sql;
        }

        /// Prepares another text with the same parameters.
        public PreparedStatement prepare(Connection connection, String text) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(text);
            try {
                for (Binding parameter : parameters) {
                    parameter.bind(statement);
                }
            } catch (ReflectiveOperationException failure) {
                throw new SQLException(failure);
            }
            return statement;
        }
    }

    /// From now on this one hears of statements, on the thread that sends them.
    public void tell(Consumer<Sent> listener) {
        this.listener = listener;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Recording(source) : bean;
    }

    private final class Recording extends DelegatingDataSource {
        Recording(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> onConnection((Connection) proxy, connection, method, arguments));
        }
    }

    private Object onConnection(Connection proxy, Connection connection, Method method, Object[] arguments)
            throws Throwable {
        Object result = invoke(connection, method, arguments);
        if (result instanceof Array array) {
            arrays.put(array, new Elements((String) arguments[0], (Object[]) arguments[1]));
        }
        if (!(result instanceof Statement statement)) {
            return result;
        }
        String sql = arguments != null && arguments[0] instanceof String text ? text : null;
        TreeMap<Integer, Binding> parameters = new TreeMap<>();
        return Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {method.getReturnType()},
                (_, called, given) -> called.getName().equals("getConnection")
                        ? proxy
                        : onStatement(statement, called, given, sql, parameters));
    }

    private Object onStatement(
            Statement statement, Method method, Object[] given, @Nullable String sql, TreeMap<Integer, Binding> set)
            throws Throwable {
        if (method.getName().startsWith("execute")) {
            String text = given != null && given[0] instanceof String sent ? sent : sql;
            listener.accept(new Sent(String.valueOf(text), new ArrayList<>(set.values())));
        } else if (method.getName().startsWith("set")
                && given != null
                && given.length > 1
                && given[0] instanceof Integer at) {
            set.put(at, new Binding(method, lasting(given)));
        }
        return invoke(statement, method, given);
    }

    private Object[] lasting(Object[] given) {
        Object[] lasting = given.clone();
        for (int i = 0; i < lasting.length; i++) {
            if (lasting[i] instanceof Array array) {
                lasting[i] = arrays.get(array);
            }
        }
        return lasting;
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
