package io.guildhall.hostile;

import io.guildhall.hostile.WireRequest.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// Changes what stands around a body: method, address, headers, framing, encoding.
final class HttpMutations {
    private static final byte[] BOMB = gzip(new byte[20 << 20]);
    private static final List<String> METHODS = List.of(
            "GET",
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "get",
            "G",
            "M-SEARCH",
            "X".repeat(200));
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json;charset=utf-16",
            "application/json; charset=nonsense",
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "/",
            "",
            "application/json;;;",
            "APPLICATION/JSON",
            "application/json;charset=\"",
            "*/*",
            "application/*");
    private static final List<String> ACCEPTED = List.of(
            "*/*",
            "",
            "text/html",
            "application/json;q=0",
            "application/json;q=nonsense",
            "/",
            "application/*+json",
            "image/png, */*;q=0.1",
            ",,,",
            "a/b;".repeat(500));

    private HttpMutations() {}

    static WireRequest mutated(WireRequest sound, Random random) {
        return switch (random.nextInt(11)) {
            case 0 -> sound.withMethod(METHODS.get(random.nextInt(METHODS.size())));
            case 1, 2 -> sound.withTarget(address(sound.target(), random));
            case 3 -> sound.withTarget(query(sound.target(), random));
            case 4 -> sound.without("Content-Type").with("Content-Type: " + pick(MEDIA_TYPES, random));
            case 5 -> sound.with("Accept: " + pick(ACCEPTED, random));
            case 6 -> encoded(sound, random);
            case 7 -> credentials(sound, random);
            case 8 -> framed(sound, random);
            case 9 -> version(sound, random);
            default -> headers(sound, random);
        };
    }

    private static String pick(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String address(String target, Random random) {
        int end = target.indexOf('?') < 0 ? target.length() : target.indexOf('?');
        int at = random.nextInt(end + 1);
        String[] pieces = {
            "%2F", "/", "//", "/../", "/./", "%2e%2e/", ";x=y", "%00", "%", "%zz", "\\", "%5C", "\u00ff", "|", "{", "<",
            "\t", "%c0%ae", "%25", "..;/", "#", "\u0001", "^", "`", "\"", "@", "*"
        };
        return switch (random.nextInt(6)) {
            case 0 -> "http://localhost" + target;
            case 1 -> target.substring(0, at);
            case 2 -> target.substring(0, end).replaceAll("/[^/]*$", "/") + HostileValues.text(random);
            default -> target.substring(0, at) + pieces[random.nextInt(pieces.length)] + target.substring(at);
        };
    }

    private static String query(String target, Random random) {
        String open = target + (target.contains("?") ? "&" : "?");
        return switch (random.nextInt(6)) {
            case 0 -> open + "a=" + "x".repeat(random.nextInt(20_000));
            case 1 -> open + "a=b&".repeat(random.nextInt(1_500));
            case 2 -> open + "=&&=&=x&%=%&" + HostileValues.text(random);
            case 3 -> open + target.substring(target.indexOf('?') + 1);
            default -> open + "source=" + HostileValues.text(random) + "&limit=" + HostileValues.text(random);
        };
    }

    private static WireRequest encoded(WireRequest sound, Random random) {
        String[] encodings = {"gzip", "deflate", "br", "identity", "GZIP", "gzip, gzip", "x", ""};
        byte[] body = switch (random.nextInt(3)) {
            case 0 -> BOMB;
            case 1 -> gzip(sound.body());
            default -> sound.body();
        };
        return sound.withBody(body).with("Content-Encoding: " + encodings[random.nextInt(encodings.length)]);
    }

    private static WireRequest credentials(WireRequest sound, Random random) {
        WireRequest without = sound.without("Authorization");
        return switch (random.nextInt(8)) {
            case 0 -> without;
            case 1 -> without.with("Authorization: Basic " + HostileValues.headerValue(random));
            case 2 -> without.with("Authorization: Basic " + base64(HostileValues.bytes(random, 200)));
            case 3 ->
                without.with("Authorization: Basic "
                        + base64(":".repeat(random.nextInt(100)).getBytes(StandardCharsets.UTF_8)));
            case 4 -> without.with("Authorization: Bearer " + HostileValues.headerValue(random));
            case 5 ->
                without.with(
                        "Authorization: Bearer eyJhbGciOiJub25lIn0." + base64(HostileValues.bytes(random, 99)) + ".");
            case 6 -> without.with("X-CAP-API-OAUTH-TOKEN: " + HostileValues.headerValue(random));
            default -> sound.with("Authorization: " + HostileValues.headerValue(random));
        };
    }

    private static WireRequest framed(WireRequest sound, Random random) {
        int length = sound.body().length;
        String declared = switch (random.nextInt(9)) {
            case 0 -> "Content-Length: " + (length + 1 + random.nextInt(100));
            case 1 -> "Content-Length: " + random.nextInt(length + 1);
            case 2 -> "Content-Length: -1";
            case 3 -> "Content-Length: 99999999999999999999";
            case 4 -> "Content-Length: " + length + "\r\nContent-Length: " + (length + 1);
            case 5 -> "Transfer-Encoding: chunked\r\nContent-Length: " + length;
            case 6 -> "Transfer-Encoding: chunked, gzip";
            case 7 -> "Content-Length: x";
            default -> "Transfer-Encoding: chunked";
        };
        return random.nextInt(3) == 0
                ? sound.withFraming(Framing.CHUNKED)
                : sound.withFraming(Framing.AS_SAID).with(declared);
    }

    private static WireRequest version(WireRequest sound, Random random) {
        String[] versions = {"HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "HTTP/9.9", "http/1.1", "HTTP", "", "HTTP/1.1 x"};
        return switch (random.nextInt(3)) {
            case 0 -> sound.without("Host");
            case 1 -> sound.without("Host").with("Host: " + HostileValues.headerValue(random));
            default -> sound.withVersion(versions[random.nextInt(versions.length)]);
        };
    }

    private static WireRequest headers(WireRequest sound, Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> sound.with("Idempotency-Key: " + HostileValues.headerValue(random));
            case 1 -> sound.with("Idempotency-Key: " + "k".repeat(random.nextInt(600)));
            case 2 -> sound.with("X: " + "x".repeat(random.nextInt(20_000)));
            case 3 -> sound.with("X-Y: z\r\n".repeat(random.nextInt(300)) + "X: y");
            case 4 -> sound.with(HostileValues.headerValue(random) + ": x");
            case 5 -> sound.with("X-Forwarded-For: 1\r\n folded");
            case 6 -> sound.with("Expect: 100-continue");
            case 7 -> sound.with("X: a\u0000b");
            default -> sound.with("Connection: " + HostileValues.headerValue(random));
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }
}
