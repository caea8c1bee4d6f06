package io.guildhall.console.web.api;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Component;

/// Descriptions of the contract as HTML. They are our own words; markup in them is shown and not taken, all the same.
@Component
public class Markdown {
    private final Parser parser = Parser.builder().build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    public String html(String text) {
        return renderer.render(parser.parse(text));
    }
}
