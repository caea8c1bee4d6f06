package io.guildhall.postgres;

/// Whoever waits for what a thread does. Nobody needs the rest of work that nobody waits for any more.
public interface Waiting {
    /// Who waits for the work of this thread; unbound where nobody does, such as in the background.
    ScopedValue<Waiting> CURRENT = ScopedValue.newInstance();

    /// Whether the time that the work may take is over, or whoever waited has gone. Called by another thread, again and
    /// again while the work goes on, and never afterwards.
    boolean isOver();
}
