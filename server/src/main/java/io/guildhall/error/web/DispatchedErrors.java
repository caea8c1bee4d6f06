package io.guildhall.error.web;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Failures outside of any handler, such as an address that the firewall of Spring Security lets nobody use, in the
/// same shape as all others. The container comes here by itself; a caller who does finds nothing.
@RestController
class DispatchedErrors implements ErrorController {
    @PreAuthorize("permitAll()")
    @RequestMapping("/error")
    ResponseEntity<ProblemBody.Envelope> dispatched(HttpServletRequest request) {
        boolean dispatched = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null;
        ErrorCode code = dispatched
                ? RequestErrors.codeFor((Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                : ErrorCode.NOT_FOUND;
        return ResponseEntity.status(code.httpStatus())
                .contentType(MediaType.APPLICATION_JSON)
                .body(ProblemBody.Envelope.of(List.of(Problem.of(code, null, "the address is malformed"))));
    }
}
