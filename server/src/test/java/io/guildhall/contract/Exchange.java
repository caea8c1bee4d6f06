package io.guildhall.contract;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// One request and its answer, as far as the contract speaks about them.
///
/// @param sent the request's body, or null
record Exchange(
        String method, URI uri, HttpHeaders requestHeaders, String sent, int status, HttpHeaders headers, String text) {

    static Exchange of(HttpRequest request, String sent, HttpResponse<String> response) {
        return new Exchange(
                request.method(),
                request.uri(),
                request.headers(),
                sent,
                response.statusCode(),
                response.headers(),
                response.body());
    }

    String mediaType() {
        return headers.firstValue("Content-Type")
                .map(type -> type.split(";")[0].strip())
                .orElse("");
    }

    /// Whether the service took the request without a word: then the contract must describe it.
    boolean isTakenAsSent() {
        return status == 200 && !text.contains("\"status\":false");
    }

    @Override
    public String toString() {
        return method + " " + uri.getPath() + " → " + status;
    }
}
