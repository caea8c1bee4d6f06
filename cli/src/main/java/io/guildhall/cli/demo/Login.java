package io.guildhall.cli.demo;

/// Who sends a request of the demonstration; the tills are those of `organisation.json`.
enum Login {
    OPERATOR("operator", "sets organisations up (/admin)"),
    DESK("brk.desk1", "till that reads and writes (/v2)"),
    READER("brk.reader", "till that reads (/v2)");

    private final String user;
    private final String purpose;

    Login(String user, String purpose) {
        this.user = user;
        this.purpose = purpose;
    }

    String user() {
        return user;
    }

    String purpose() {
        return purpose;
    }
}
