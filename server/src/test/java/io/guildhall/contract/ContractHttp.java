package io.guildhall.contract;

import io.guildhall.logs.LogWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// An HTTP client that holds every answer against the contract before a test sees it. What it sends about people must
/// not be found in the log afterwards ([LogWatch]).
public final class ContractHttp {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ContractHttp() {}

    /// @param method and
    /// @param body replace those of the request; the body may be null
    /// @throws AssertionError when the answer is not what `api/openapi.yaml` says
    public static HttpResponse<String> send(HttpRequest.Builder request, String method, String body) {
        HttpRequest complete = request.method(
                        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        LogWatch.sending(complete.uri().getRawQuery(), body);
        try {
            HttpResponse<String> response = HTTP.send(complete, BodyHandlers.ofString());
            OpenApiContract.shared().check(Exchange.of(complete, body, response));
            return response;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
