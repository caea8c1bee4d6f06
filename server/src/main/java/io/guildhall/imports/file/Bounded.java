package io.guildhall.imports.file;

import static io.guildhall.error.ErrorCode.BODY_TOO_LARGE;

import io.guildhall.error.RequestRefused;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A file on its way in: counted, and refused with 413 beyond a limit.
public final class Bounded extends FilterInputStream {
    private final long most;
    private long bytes;

    /// @param most bytes
    public Bounded(InputStream file, long most) {
        super(file);
        this.most = most;
    }

    /// Bytes that have been read so far.
    public long bytesRead() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int read) {
        bytes += read;
        if (bytes > most) {
            throw RequestRefused.because(BODY_TOO_LARGE, Long.toString(most));
        }
    }
}
