package io.guildhall.hostile;

import io.guildhall.contract.Found;
import io.guildhall.error.ErrorCode;
import io.guildhall.hostile.RawHttp.Response;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What no request may bring about, however odd it is.
final class Judge {
    private static final Set<Integer> CATALOGUE =
            Arrays.stream(ErrorCode.values()).map(ErrorCode::number).collect(Collectors.toSet());
    private static final Pattern INSIDES = Pattern.compile(
            "\\bat [a-z.]+\\(|\\b[A-Za-z]+Exception\\b|org\\.(apache|springframework|postgresql)|java\\.(lang|util)"
                    + "|ERROR: .*(syntax|relation|column)");

    private Judge() {}

    /// @return what is wrong with the answer
    static Optional<String> fault(Response response) {
        String text = response.text();
        if (response.status() >= 500) {
            return Optional.of("a fault of ours");
        }
        if (response.header(HostileValues.INJECTED.toLowerCase(Locale.ROOT)).isPresent()) {
            return Optional.of("a header of the request's making");
        }
        boolean isJson = response.header("content-type").orElse("").startsWith("application/json");
        if (!isJson) {
            return response.status() < 400 ? Optional.empty() : Optional.of("a refusal that is no JSON");
        }
        if (response.status() >= 400 && INSIDES.matcher(text).find()) {
            return Optional.of("our insides");
        }
        return json(response.status(), text);
    }

    private static Optional<String> json(int status, String text) {
        JsonNode body;
        try {
            body = JsonMapper.shared().readTree(text);
        } catch (JacksonException broken) {
            return Optional.of("JSON that cannot be read");
        }
        if (status >= 400 && body.path("errors").isEmpty()) {
            return Optional.of("a refusal without a code");
        }
        return Found.in(body).stream()
                .filter(found -> !CATALOGUE.contains(found.code()))
                .map(found -> "a code that is not of the catalogue: " + found)
                .findFirst();
    }
}
