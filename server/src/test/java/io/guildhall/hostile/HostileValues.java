package io.guildhall.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Values that somebody may have forgotten to think of. Texts stand for bytes (ISO 8859-1).
final class HostileValues {
    /// Would show as a header of its own where a line break of a request comes out in an answer.
    static final String INJECTED = "X-Injected";

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "0",
            "-1",
            "-0",
            "1.5",
            "1e400",
            "1e999999999",
            "-1E-999999999",
            "9223372036854775808",
            "-9223372036854775809",
            "123456789012345678901234567890123456789",
            "2147483648",
            "NaN",
            "Infinity",
            "01",
            "+1",
            "0x1F",
            "-",
            ".5",
            "5.",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ufffe\\uffff\"",
            "\"\\u202eabc\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"unended",
            "'single'",
            "[]",
            "{}",
            "[[]]",
            "[{}]",
            "[null]",
            "{\"a\":null}",
            "{\"\":1}",
            "{\"__proto__\":{}}",
            "\"'; DROP TABLE customer; --\"",
            "\"' OR '1'='1\"",
            "\"$$||pg_sleep(30)||$$\"",
            "\"\\\\' UNION SELECT 1 --\"",
            "\"%s%n%x\"",
            "\"${jndi:ldap://127.0.0.1:9/x}\"",
            "\"{{7*7}}\"",
            "\"<script>alert(1)</script>\"",
            "\"=cmd|' /C calc'!A0\"",
            "\"../../etc/passwd\"",
            "\"http://169.254.169.254/latest\"",
            "\"\\r\\n" + INJECTED + ": yes\"",
            "\"\\u001b[31mred\"",
            "\"2031-02-30T25:61:61Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"0000-00-00\"",
            "\"true\"",
            "\"1e5\"",
            "\"\u00ff\u00fe\"",
            "\"\u00c0\u0080\"",
            "\"\u00ed\u00a0\u0080\"",
            "\"\u0000\"",
            "\"\n\"",
            "\u00ff",
            "/* comment */1",
            "1,",
            "",
            "]",
            "}");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "%00",
            "%",
            "%zz",
            "%c0%80",
            "%ff",
            "%ed%a0%80",
            "%0d%0a" + INJECTED + ":%20yes",
            "%1b%5b31m",
            "-1",
            "0",
            "9223372036854775808",
            "1e9",
            "NaN",
            "null",
            "'",
            "%27%20OR%201=1--",
            "%27;DROP%20TABLE%20org;--",
            "%5C",
            "..%2f..%2fetc",
            "%252e%252e",
            "%F0%9F%98%80",
            "a,b,,c",
            "true,false",
            "%26",
            "%3D",
            "+",
            "*",
            "ALL",
            "0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11",
            "{id}",
            "${7*7}",
            "http:%2F%2F127.0.0.1:1%2F");

    private HostileValues() {}

    /// A piece of JSON, or what looks like one.
    static String json(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> "\"" + "x".repeat(1 << random.nextInt(17)) + "\"";
            case 1 -> "9".repeat(1 + random.nextInt(3_000));
            case 2 -> nested("[", "1", "]", random);
            case 3 -> nested("{\"a\":", "1", "}", random);
            case 4 -> "[" + "0,".repeat(random.nextInt(2_000)) + "0]";
            case 5 -> "\"" + Long.toString(random.nextLong()) + "\"";
            case 6 -> Long.toString(random.nextLong() >> random.nextInt(64));
            default -> JSON.get(random.nextInt(JSON.size()));
        };
    }

    private static String nested(String open, String inside, String close, Random random) {
        int depth = random.nextBoolean() ? 50 + random.nextInt(30) : random.nextInt(20_000);
        return open.repeat(depth) + inside + close.repeat(depth);
    }

    /// Part of an address.
    static String text(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "x".repeat(random.nextInt(9_000));
            case 1 -> Long.toString(random.nextLong());
            case 2 -> "%" + HexDigits.of(random) + "%" + HexDigits.of(random);
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    private static final class HexDigits {
        static String of(Random random) {
            return "%02x".formatted(random.nextInt(256));
        }
    }

    static byte[] bytes(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Bytes that may stand in a header's value.
    static String headerValue(Random random) {
        StringBuilder value = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            value.append((char) (random.nextInt(8) == 0 ? 128 + random.nextInt(128) : 32 + random.nextInt(95)));
        }
        return value.toString();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
