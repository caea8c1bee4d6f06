package io.guildhall.cli.demo;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An answer of the service as it came.
record Reply(int status, HttpHeaders headers, JsonNode body) {
    @Nullable
    String header(String name) {
        return headers.firstValue(name).orElse(null);
    }
}
