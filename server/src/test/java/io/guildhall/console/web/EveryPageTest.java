package io.guildhall.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.TEXT_EVENT_STREAM;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// What holds for each page of the console, whoever wrote it: the pages that links lead to from the first ones, and
/// every handler that the running service has, with made-up ids where no link led to it.
@RunningService
class EveryPageTest {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /// Pages of one kind look alike.
    private static final int OF_EACH = 3;

    private static final Pattern LINK = Pattern.compile("(?:href|hx-get)=\"(/console[^\"#]*)");
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>");
    private static final Pattern VALUE = Pattern.compile("=\\s*(?:\"[^\"]*\"|'[^']*')");
    private static final Pattern INLINE = Pattern.compile("\\s(?:style|on[a-z]+|hx-on\\S*|hx-vars)(?=[\\s/>=])");
    private static final Set<String> LEAVING = Set.of("/console/logout");

    @LocalServerPort
    private int port;

    @Autowired
    private Map<String, RequestMappingInfoHandlerMapping> mappings;

    private final List<String> faults = new ArrayList<>();
    private final Map<PathPattern, Integer> seen = new HashMap<>();
    private TestOrganisation organisation;
    private Browser till;
    private Browser operator;

    @BeforeEach
    void logIn() {
        organisation = Fleet.create(port);
        organisation.post(Fleet.BULK, "[" + Fleet.person(301) + "," + Fleet.person(302) + "]");
        organisation.with("POST", "/v2/imports", "{}\n" + Fleet.person(303), "Content-Type", "application/x-ndjson");
        till = new Browser(port);
        till.logIn(organisation.till());
        operator = new Browser(port);
        operator.logIn(TestOrganisation.OPERATOR);
    }

    @AfterEach
    void close() {
        till.close();
        operator.close();
    }

    @Test
    void isBareOfScriptsAndStylesAndSaysWhatItIs() {
        Set<PathPattern> reading = patterns(RequestMethod.GET);
        walk(till, reading, "/console", "/console/people?q=a");
        walk(operator, reading, "/console/organisations");
        walk(new Browser(port), reading, "/console/login", "/console/login?reason=stale");
        for (PathPattern pattern : reading) {
            String path = filled(pattern);
            judge(path, till.get(path));
            judge(path, operator.get(path));
        }
        for (PathPattern pattern : patterns(RequestMethod.POST)) {
            String path = filled(pattern);
            if (!LEAVING.contains(path)) {
                judge("POST " + path, till.post(path, till.token("/console")));
                judge("POST " + path, till.post(path, "forged"));
            }
        }

        assertThat(faults).isEmpty();
        assertThat(reading).hasSizeGreaterThan(10);
    }

    private Set<PathPattern> patterns(RequestMethod method) {
        Set<PathPattern> patterns = new TreeSet<>();
        mappings.values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .filter(info -> info.getMethodsCondition().getMethods().contains(method))
                .filter(info ->
                        !info.getProducesCondition().getProducibleMediaTypes().contains(TEXT_EVENT_STREAM))
                .map(RequestMappingInfo::getPatternValues)
                .flatMap(Set::stream)
                .filter(pattern -> pattern.equals("/console") || pattern.startsWith("/console/"))
                .map(PathPatternParser.defaultInstance::parse)
                .forEach(patterns::add);
        return patterns;
    }

    private static String filled(PathPattern pattern) {
        return pattern.getPatternString().replaceAll("\\{[^}]+}", "1");
    }

    private void walk(Browser browser, Set<PathPattern> known, String... first) {
        Deque<String> next = new ArrayDeque<>(List.of(first));
        Set<String> met = new LinkedHashSet<>(next);
        while (!next.isEmpty()) {
            String page = next.removeFirst();
            HttpResponse<String> answer = browser.get(page);
            judge(page, answer);
            judge(page + " (part)", browser.get(page, "HX-Request", "true"));
            if (isHtml(answer)) {
                links(answer.body())
                        .filter(link -> isWanted(link, known))
                        .filter(met::add)
                        .forEach(next::addLast);
            }
        }
    }

    private static Stream<String> links(String page) {
        return LINK.matcher(page).results().map(found -> HtmlUtils.htmlUnescape(found.group(1)));
    }

    private boolean isWanted(String link, Set<PathPattern> known) {
        PathContainer path = PathContainer.parsePath(link.replaceFirst("\\?.*", ""));
        return known.stream()
                .filter(pattern -> pattern.matches(path))
                .min(PathPattern.SPECIFICITY_COMPARATOR)
                .filter(pattern -> seen.merge(pattern, 1, Integer::sum) <= OF_EACH)
                .isPresent();
    }

    private static boolean isHtml(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
    }

    private void judge(String page, HttpResponse<String> answer) {
        check(answer.statusCode() < 500, page, "answers " + answer.statusCode());
        check(
                answer.headers().allValues("Content-Security-Policy").equals(List.of(POLICY)),
                page,
                "has another Content-Security-Policy");
        if (!isHtml(answer)) {
            return;
        }
        String body = answer.body();
        tags(body).forEach(tag -> bare(page, tag));
        check(!body.contains("??"), page, "has a text that is missing");
        check(!body.contains("javascript:") && !body.contains("js:{"), page, "has a script in an attribute");
        if (body.contains("<html")) {
            check(count(body, "<html lang=\"en\"") == 1, page, "does not say its language");
            check(body.matches("(?s).*<title>(?!null )[^<]*\\S[^<]* · Guildhall</title>.*"), page, "has no title");
            check(count(body, "<h1") == 1, page, "has " + count(body, "<h1") + " first headings");
            check(count(body, "<main") == 1, page, "has no main part");
        }
    }

    private static Stream<String> tags(String page) {
        return TAG.matcher(page).results().map(MatchResult::group);
    }

    private void bare(String page, String tag) {
        boolean isScript = tag.startsWith("<script");
        check(!isScript || tag.contains(" src=\"/console/static/"), page, "has a script of its own: " + tag);
        check(!tag.startsWith("<style"), page, "has a style of its own");
        String names = VALUE.matcher(tag).replaceAll("=") + " ";
        check(!INLINE.matcher(names).find(), page, "has an attribute that the policy forbids: " + tag);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private void check(boolean holds, String page, String fault) {
        if (!holds) {
            faults.add(page + " " + fault);
        }
    }
}
