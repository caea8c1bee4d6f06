package io.guildhall.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody at the console, as far as cookies and forms go; follows no redirect by itself.
public final class Browser implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(Redirect.NEVER)
            .build();
    private final URI base;

    public Browser(int port) {
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /// The text of a page that must be there.
    public String page(String path) {
        HttpResponse<String> page = get(path);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    /// @param login `user:secret`
    public HttpResponse<String> logIn(String login) {
        return logIn(login, "");
    }

    /// @param login `user:secret`
    /// @param to the page that is wanted
    public HttpResponse<String> logIn(String login, String to) {
        int colon = login.indexOf(':');
        return post(
                "/console/login",
                token("/console/login"),
                "user",
                login.substring(0, colon),
                "secret",
                login.substring(colon + 1),
                "to",
                to);
    }

    /// The token that forms of this page send.
    public String token(String page) {
        Matcher found = TOKEN.matcher(get(page).body());
        return found.find() ? found.group(1) : "";
    }

    public HttpResponse<String> post(String path, String token, String... fields) {
        List<String> form = new ArrayList<>(List.of("_csrf=" + encoded(token)));
        for (int i = 0; i < fields.length; i += 2) {
            form.add(fields[i] + "=" + encoded(fields[i + 1]));
        }
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", form)))
                .build());
    }

    /// A form with a file, its parts in this order: name, text; or name, file name, content.
    public HttpResponse<String> postForm(String path, String token, List<String[]> parts, String... headers) {
        StringBuilder body = new StringBuilder();
        List<String[]> all = new ArrayList<>(List.<String[]>of(new String[] {"_csrf", token}));
        all.addAll(parts);
        for (String[] part : all) {
            body.append("--limit\r\nContent-Disposition: form-data; name=\"")
                    .append(part[0])
                    .append('"');
            if (part.length > 2) {
                body.append("; filename=\"").append(part[1]).append("\"\r\nContent-Type: application/octet-stream");
            }
            body.append("\r\n\r\n").append(part[part.length - 1]).append("\r\n");
        }
        body.append("--limit--\r\n");
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofString(body.toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /// A form with a file, all of its bytes made by the caller; the parts are limited by `limit`.
    public HttpResponse<String> postBytes(String path, String body) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /// Where the answer sends the browser to.
    public static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("guildhall_session"))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
