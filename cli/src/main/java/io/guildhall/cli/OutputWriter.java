package io.guildhall.cli;

import io.guildhall.cli.terminal.Output;
import java.io.Writer;

/// Lets picocli print help and version as results.
final class OutputWriter extends Writer {
    private final Output output;

    OutputWriter(Output output) {
        this.output = output;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        output.ready(new String(characters, offset, length));
    }

    @Override
    public void flush() {
        // each text is written through
    }

    @Override
    public void close() {
        // the stream belongs to the process
    }
}
