package io.guildhall.cli.demo;

/// Why the demonstration cannot go on, as a sentence for the person at the terminal.
class DemoFailure extends RuntimeException {
    DemoFailure(String sentence) {
        super(sentence);
    }

    DemoFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
