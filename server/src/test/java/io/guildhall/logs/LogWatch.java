package io.guildhall.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Reads every line that is logged in this JVM and looks in it for what tests have sent about people. The client of the
/// application tests tells it what that is; [NothingPersonalLogged] fails the test during which something is found.
public final class LogWatch extends AppenderBase<ILoggingEvent> {
    /// One for all, however often the log is set up anew.
    private static final PersonalData SENT = new PersonalData();

    private static final Collection<String> FOUND = new ConcurrentLinkedQueue<>();
    private static final AtomicLong READ = new AtomicLong();

    /// @param query may be null, as the body
    public static void sending(String query, String body) {
        if (query != null) {
            SENT.rememberQuery(query);
        }
        if (body != null) {
            SENT.rememberBody(body);
        }
    }

    public static void assertNothingPersonalWasLogged() {
        if (!FOUND.isEmpty()) {
            List<String> lines = List.copyOf(FOUND);
            FOUND.clear();
            assertThat(lines).as("lines of the log with personal data").isEmpty();
        }
    }

    /// Lines read so far.
    static long read() {
        return READ.get();
    }

    @Override
    protected void append(ILoggingEvent event) {
        READ.incrementAndGet();
        String line = line(event);
        List<String> personal = SENT.in(line);
        if (!personal.isEmpty()) {
            FOUND.add(personal + " in: " + line);
        }
    }

    private static String line(ILoggingEvent event) {
        IThrowableProxy failure = event.getThrowableProxy();
        return event.getLevel() + " " + event.getThreadName() + " " + event.getMDCPropertyMap() + " "
                + event.getLoggerName() + " " + event.getFormattedMessage()
                + (failure == null ? "" : "\n" + ThrowableProxyUtil.asString(failure));
    }
}
