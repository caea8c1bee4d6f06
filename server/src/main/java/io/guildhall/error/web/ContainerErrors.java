package io.guildhall.error.web;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Refusals that no handler saw: by filters, which end up at `/error`, and by the container itself.
@RestController
class ContainerErrors implements ErrorController, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @PreAuthorize("permitAll()")
    @RequestMapping("/error")
    ResponseEntity<ProblemBody.Envelope> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // without a status somebody asked for the address itself
        ErrorCode code = status instanceof Integer number ? StatusCodes.of(number) : ErrorCode.NOT_FOUND;
        return answer(code, status instanceof Integer number && number >= 400 ? number : code.httpStatus());
    }

    private static ResponseEntity<ProblemBody.Envelope> answer(ErrorCode code, int status) {
        String argument = code == ErrorCode.BAD_REQUEST ? "address or headers" : "";
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (code == ErrorCode.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.contentType(MediaType.APPLICATION_JSON)
                .body(ProblemBody.Envelope.of(List.of(Problem.of(code, null, argument))));
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(ReadableRefusalProtocol.class.getName());
        factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ContainerErrorValve.class.getName()));
    }
}
