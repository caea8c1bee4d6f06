package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.access.Operates;
import io.guildhall.access.Reads;
import io.guildhall.access.Visits;
import io.guildhall.access.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.ParameterizableViewController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/// Who may call it stands on every handler that the running service has, however it came to be one.
@RunningService
class EveryHandlerTest {
    /// Whoever can reach the service may call these.
    private static final Set<String> OPEN = Set.of(
            "/health/live",
            "/health/ready",
            "/openapi.yaml",
            "/v3/oauth/token/generate",
            "/error",
            "/console/login",
            "/console/login/provider",
            "/console/login/code",
            "/console/logout");

    @Test
    void declaresExactlyOnePermission(@Autowired Map<String, RequestMappingInfoHandlerMapping> mappings) {
        List<String> faults = new ArrayList<>();
        int[] handlers = {0};
        mappings.values()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    handlers[0]++;
                    Set<String> paths = info.getPatternValues();
                    if (isOpen(handler) ? !OPEN.containsAll(paths) : declared(handler) != 1) {
                        faults.add(handler + " at " + paths);
                    }
                }));

        assertThat(faults).isEmpty();
        assertThat(handlers[0]).isGreaterThan(60);
    }

    private static boolean isOpen(HandlerMethod handler) {
        PreAuthorize written = handler.getMethod().getDeclaredAnnotation(PreAuthorize.class);
        return ErrorController.class.isAssignableFrom(handler.getBeanType())
                || written != null && written.value().equals("permitAll()");
    }

    private static long declared(HandlerMethod handler) {
        return Stream.of(Reads.class, Writes.class, Operates.class, Visits.class)
                .filter(handler::hasMethodAnnotation)
                .count();
    }

    /// The operator's handlers are under /admin and in the operator's room of the console, everybody else's are not.
    @Test
    void standsWhereItsPermissionBelongs(@Autowired Map<String, RequestMappingInfoHandlerMapping> mappings) {
        mappings.values()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    boolean operates = handler.hasMethodAnnotation(Operates.class);
                    assertThat(info.getPatternValues())
                            .as("%s", handler)
                            .allMatch(path -> (path.startsWith("/admin/") || path.startsWith("/console/organisations"))
                                    == operates);
                }));
    }

    /// Nobody's data are where everybody who is logged in may look.
    @Test
    void letsTillsAndOperatorIntoOneRoomTogetherTheContract(
            @Autowired Map<String, RequestMappingInfoHandlerMapping> mappings) {
        mappings.values()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    if (handler.hasMethodAnnotation(Visits.class)) {
                        assertThat(info.getPatternValues())
                                .as("%s", handler)
                                .allMatch(path -> path.startsWith("/console/api"));
                    }
                }));
    }

    /// Functions declare nothing, and beans that are called like an address would be handlers without a word. What is
    /// left are files.
    @Test
    void isAMethodUnlessItServesFiles(@Autowired Map<String, HandlerMapping> mappings) {
        for (HandlerMapping mapping : mappings.values()) {
            switch (mapping) {
                case RequestMappingInfoHandlerMapping _ -> {}
                case RouterFunctionMapping functions ->
                    assertThat(functions.getRouterFunction()).isNull();
                case AbstractUrlHandlerMapping files ->
                    assertThat(files.getHandlerMap().values())
                            .allMatch(handler -> handler instanceof ResourceHttpRequestHandler
                                    || handler instanceof ParameterizableViewController);
                default ->
                    assertThat(mapping.getClass().getSimpleName())
                            .isIn("WelcomePageHandlerMapping", "WelcomePageNotAcceptableHandlerMapping");
            }
        }
    }
}
