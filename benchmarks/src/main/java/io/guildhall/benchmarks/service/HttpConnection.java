package io.guildhall.benchmarks.service;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One kept-alive HTTP/1.1 connection over a plain socket: the client shares the processors with what it measures, and
/// should take as little of them as it can.
public final class HttpConnection implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int ANSWER_LIMIT_MILLIS = 120_000;

    private final URI base;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    public HttpConnection(URI base) {
        this.base = base;
    }

    /// Sends a call and reads its whole answer. Opens the connection where the service has closed it.
    public Reply send(Request request) throws IOException {
        Socket open = open();
        open.getOutputStream().write(request.message());
        String statusLine = line();
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        Map<String, String> headers = headers();
        byte[] body = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
                ? chunks()
                : exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return new Reply(status, headers, body);
    }

    private Socket open() throws IOException {
        if (socket == null) {
            Socket fresh = new Socket(base.getHost(), base.getPort());
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(ANSWER_LIMIT_MILLIS);
            in = new BufferedInputStream(fresh.getInputStream(), BUFFER);
            socket = fresh;
        }
        return socket;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] chunks() throws IOException {
        byte[] all = new byte[BUFFER];
        int filled = 0;
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            if (filled + size > all.length) {
                all = Arrays.copyOf(all, Math.max(2 * all.length, filled + size));
            }
            read(all, filled, size);
            filled += size;
            line();
        }
        line();
        return Arrays.copyOf(all, filled);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        read(bytes, 0, length);
        return bytes;
    }

    private void read(byte[] into, int from, int length) throws IOException {
        if (in.readNBytes(into, from, length) < length) {
            throw new EOFException("The answer ends early");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The service closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    public static String basic(String user, String secret) {
        byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + java.util.Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
