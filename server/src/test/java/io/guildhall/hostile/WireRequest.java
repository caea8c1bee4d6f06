package io.guildhall.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A request as it goes over the wire, sound or not. Texts are written byte by byte (ISO 8859-1), whatever they hold.
///
/// @param target address with query
/// @param headers whole lines
/// @param framing how the length of the body is told
record WireRequest(String method, String target, String version, List<String> headers, byte[] body, Framing framing) {
    private static final int CHUNK = 700;

    enum Framing {
        LENGTH,
        CHUNKED,
        /// Nothing is added to the headers: they say something themselves, true or not.
        AS_SAID
    }

    WireRequest {
        headers = List.copyOf(headers);
    }

    static WireRequest of(String method, String target, byte[] body) {
        return new WireRequest(method, target, "HTTP/1.1", List.of("Host: localhost"), body, Framing.LENGTH);
    }

    WireRequest with(String header) {
        return withHeaders(Stream.concat(headers.stream(), Stream.of(header)).toList());
    }

    WireRequest withHeaders(List<String> lines) {
        return new WireRequest(method, target, version, lines, body, framing);
    }

    WireRequest without(String name) {
        return withHeaders(headers.stream()
                .filter(line -> !line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .toList());
    }

    WireRequest withMethod(String other) {
        return new WireRequest(other, target, version, headers, body, framing);
    }

    WireRequest withTarget(String other) {
        return new WireRequest(method, other, version, headers, body, framing);
    }

    WireRequest withVersion(String other) {
        return new WireRequest(method, target, other, headers, body, framing);
    }

    WireRequest withBody(byte[] other) {
        return new WireRequest(method, target, version, headers, other, framing);
    }

    WireRequest withFraming(Framing other) {
        return new WireRequest(method, target, version, headers, body, other);
    }

    /// Whether the other side may wait for more than is sent, drop the connection without a word, or take the request
    /// for one of HTTP/0.9, whose answers have no head.
    boolean isFramedFalsely() {
        return framing == Framing.AS_SAID || version.isEmpty() || target.isEmpty() || target.contains(" ");
    }

    byte[] bytes() {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + target + " " + version);
        lines.addAll(headers);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        switch (framing) {
            case LENGTH -> lines.add("Content-Length: " + body.length);
            case CHUNKED -> lines.add("Transfer-Encoding: chunked");
            case AS_SAID -> {}
        }
        write(sent, String.join("\r\n", lines) + "\r\n\r\n");
        if (framing == Framing.CHUNKED) {
            for (int from = 0; from < body.length; from += CHUNK) {
                int size = Math.min(CHUNK, body.length - from);
                write(sent, Integer.toHexString(size) + "\r\n");
                sent.write(body, from, size);
                write(sent, "\r\n");
            }
            write(sent, "0\r\n\r\n");
        } else {
            sent.writeBytes(body);
        }
        return sent.toByteArray();
    }

    private static void write(ByteArrayOutputStream to, String text) {
        to.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// What can be given to `printf '%b' … | nc 127.0.0.1 8080` to send it again; what is too long for that is cut.
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder();
        byte[] bytes = bytes();
        for (int i = 0; i < Math.min(bytes.length, 6_000); i++) {
            int b = bytes[i] & 0xff;
            switch (b) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n");
                case '\\' -> shown.append("\\\\");
                default -> shown.append(b >= ' ' && b < 127 ? Character.toString(b) : "\\x%02x".formatted(b));
            }
        }
        return shown + (bytes.length > 6_000 ? "… (" + bytes.length + " bytes)" : "");
    }
}
