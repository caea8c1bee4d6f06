package io.guildhall.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One connection to the service, over which any bytes may be sent: what a well-behaved client would not let through.
public final class RawHttp implements AutoCloseable {
    private static final int MOST_HEADERS = 64 << 10;

    private final Socket socket;
    private final InputStream in;

    /// Head of the answer that was read last, for whoever finds its body broken.
    private String last = "";

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// @param patience for each read
    public static RawHttp open(int port, Duration patience) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) patience.toMillis());
        return new RawHttp(socket);
    }

    /// @param headers lower-case name and value, by turns
    public record Response(int status, List<String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public Optional<String> header(String name) {
            for (int i = 0; i < headers.size(); i += 2) {
                if (headers.get(i).equals(name)) {
                    return Optional.of(headers.get(i + 1));
                }
            }
            return Optional.empty();
        }

        boolean endsConnection() {
            return header("connection").orElse("").equalsIgnoreCase("close");
        }
    }

    public RawHttp send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Nothing more comes from this side.
    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /// The next response that is not just a word on the way (1xx).
    ///
    /// @throws IOException when the connection ends before it, or the answer is no HTTP
    public Response read() throws IOException {
        Response response = readOne();
        while (response.status() < 200) {
            response = readOne();
        }
        return response;
    }

    private Response readOne() throws IOException {
        String status = line();
        if (!status.matches("HTTP/1\\.1 [1-5]\\d\\d.*")) {
            throw new IOException("no status line: " + status);
        }
        int code = Integer.parseInt(status.substring(9, 12));
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no header: " + line);
            }
            headers.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
            headers.add(line.substring(colon + 1).strip());
        }
        last = status + headers;
        Response head = new Response(code, headers, new byte[0]);
        return new Response(code, headers, code < 200 || code == 204 ? new byte[0] : body(head));
    }

    private byte[] body(Response head) throws IOException {
        if (head.header("transfer-encoding").orElse("").equals("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(exactly(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        Optional<String> length = head.header("content-length");
        return length.isPresent() ? exactly(Integer.parseInt(length.get())) : in.readAllBytes();
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException(
                    "the answer ends early, with " + bytes.length + " of " + size + " bytes of its body");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException(
                        line.size() == 0
                                ? "no answer"
                                : "the answer ends early, with " + line.toString(StandardCharsets.ISO_8859_1)
                                        + " after " + last);
            }
            if (line.size() > MOST_HEADERS) {
                throw new IOException("an endless line");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new IOException("a line without its end: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    /// Whether the other side has closed the connection.
    public boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof java.net.SocketTimeoutException);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
