package io.guildhall.console.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which tree a page shows: as of which day, and which lines of it are open. One for each request.
public final class TreeQuery {
    /// Each open line costs a look-up; the address of a page is no way to ask for thousands.
    private static final int MOST_OPEN = 40;

    private final String page;
    private final Day day;
    private final Set<String> open;
    private int left = MOST_OPEN;

    /// @param page its path
    /// @param open keys of the lines that are open
    public TreeQuery(String page, Day day, List<String> open) {
        this.page = page;
        this.day = day;
        this.open = new LinkedHashSet<>(open);
    }

    public Day day() {
        return day;
    }

    /// Whether the line is open; true for so many lines only.
    boolean opens(String key) {
        if (!open.contains(key) || left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /// The page with the line opened, or closed where it is open.
    String toggled(String key) {
        List<String> parameters = new ArrayList<>();
        parameters.addAll(List.of("asOf", day.isPresent() ? "" : day.date().toString()));
        Set<String> after = new LinkedHashSet<>(open);
        if (!after.remove(key)) {
            after.add(key);
        }
        if (after.isEmpty()) {
            return address(page, "asOf", day.inAddress()) + (day.isPresent() ? "?open=" : "&open=");
        }
        after.forEach(one -> parameters.addAll(List.of("open", one)));
        return address(page, parameters.toArray(String[]::new));
    }

    /// An address of this day.
    ///
    /// @param parameters names and values in turn
    String source(String path, String... parameters) {
        String address = address(path, parameters);
        return day.isPresent() ? address : address + (address.contains("?") ? "&" : "?") + "asOf=" + day.date();
    }

    /// @param parameters names and values in turn; what has no value, or an empty one, is left out
    public static String address(String path, @Nullable String... parameters) {
        StringBuilder address = new StringBuilder(path);
        char mark = '?';
        for (int i = 0; i < parameters.length; i += 2) {
            String value = parameters[i + 1];
            if (value != null && !value.isEmpty()) {
                address.append(mark)
                        .append(parameters[i])
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
                mark = '&';
            }
        }
        return address.toString();
    }
}
