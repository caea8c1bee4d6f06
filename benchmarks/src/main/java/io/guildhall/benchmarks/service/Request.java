package io.guildhall.benchmarks.service;

import java.nio.charset.StandardCharsets;

/// One call, as the bytes that go over the line.
///
/// @param people how many people it is about, for rates
public record Request(byte[] message, int people) {
    /// A call that needs no credential.
    public static Request open(String target) {
        return new Request(
                "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(target).getBytes(StandardCharsets.US_ASCII), 1);
    }

    public static Request get(String authorization, String target) {
        return of("GET", authorization, target, new byte[0], 1);
    }

    public static Request of(String method, String authorization, String target, byte[] body, int people) {
        byte[] head = """
                %s %s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(method, target, authorization, body.length).getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return new Request(message, people);
    }
}
