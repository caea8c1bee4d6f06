package io.guildhall.cli.imports;

import io.guildhall.cli.command.ExitCode;
import java.lang.reflect.Proxy;

/// Ctrl-C as an interruption of the thread that works, so that it can still ask what is meant. The second one ends the
/// process at once.
///
/// Only `sun.misc.Signal` tells of a signal. It is kept for that (JEP 260), but may not be named in code that compiles
/// without warnings; where it is missing, Ctrl-C just ends the process.
final class Interrupts implements AutoCloseable {
    private final Thread worker;
    private final Object former;
    private volatile boolean seen;

    private Interrupts(Thread worker) {
        this.worker = worker;
        this.former = handle(handler());
    }

    static Interrupts of(Thread worker) {
        return new Interrupts(worker);
    }

    /// From now on a Ctrl-C counts as the first one.
    void forget() {
        seen = false;
    }

    @Override
    public void close() {
        if (former != this) {
            handle(former);
        }
    }

    private Object handler() {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "handle" -> received();
                    case "equals" -> {
                        return proxy == arguments[0];
                    }
                    case "hashCode" -> {
                        return System.identityHashCode(proxy);
                    }
                    default -> {
                        return "Interrupts";
                    }
                }
                return null;
            });
        } catch (ReflectiveOperationException _) {
            return this;
        }
    }

    private void received() {
        if (seen) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
        }
        seen = true;
        worker.interrupt();
    }

    /// The handler there was before; this object where nothing can be handled.
    private Object handle(Object handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            return signal.getMethod("handle", signal, type).invoke(null, interrupt, handler);
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            return this;
        }
    }
}
