package io.guildhall.postgres;

/// A unique key or a cap, judged by the database, went to a concurrent call after this one had read. Whoever throws it
/// inside a transaction has it undone and run again, this time seeing what the other call wrote.
public final class LostRace extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LostRace(String what) {
        super(what, null, false, false);
    }
}
