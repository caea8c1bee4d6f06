package io.guildhall.cli.customer;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;

/// How a person is named on the command line.
sealed interface Reference {
    record Id(long value) implements Reference {}

    record Identifier(String type, String value) implements Reference {
        @Override
        public String toString() {
            return "Identifier[" + type + "]";
        }
    }

    static Reference parse(String text) {
        if (text.matches("[1-9]\\d{0,17}")) {
            return new Id(Long.parseLong(text));
        }
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "A person is named by id, or as type:value.",
                    "guildhall customer show 50021, or mobile:447700900311, email:…, externalId:…, cardnumber:…");
        }
        String type = text.substring(0, colon);
        return type.equals("id") ? parse(text.substring(colon + 1)) : new Identifier(type, text.substring(colon + 1));
    }
}
