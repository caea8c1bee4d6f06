package io.guildhall.access.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The page of the console that somebody wanted before they had to log in.
final class WantedPage {
    static final String HOME = "/console";
    static final String OPERATORS_HOME = HOME + "/organisations";

    private WantedPage() {}

    /// A page of the console, whatever host the address names: nobody is sent elsewhere by a link.
    static String local(@Nullable String to) {
        try {
            URI wanted = URI.create(to == null ? HOME : to);
            String path = wanted.getRawPath();
            boolean isPage = path != null && (path.equals(HOME) || path.startsWith(HOME + "/")) && !path.contains("..");
            String query = wanted.getRawQuery();
            return isPage ? path + (query == null ? "" : "?" + query) : HOME;
        } catch (IllegalArgumentException unreadable) {
            return HOME;
        }
    }

    static String redirect(String page, boolean isOperators) {
        return "redirect:" + (page.equals(HOME) && isOperators ? OPERATORS_HOME : page);
    }
}
