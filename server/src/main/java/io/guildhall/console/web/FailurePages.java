package io.guildhall.console.web;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.LoggedFailure;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/// What a page shows when it cannot be had: the same codes and words as the API's answers.
@ControllerAdvice("io.guildhall.console")
@Order(Ordered.HIGHEST_PRECEDENCE)
class FailurePages {
    private static final Logger log = LoggerFactory.getLogger(FailurePages.class);

    record Failure(int code, String message) {}

    @ExceptionHandler
    ModelAndView refused(RequestRefused refused) {
        return page(
                refused.status(),
                refused.problems().stream()
                        .map(problem -> new Failure(problem.code().number(), problem.message()))
                        .toList());
    }

    @ExceptionHandler
    ModelAndView denied(AccessDeniedException denied) {
        return page(ErrorCode.FORBIDDEN);
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MissingRequestValueException.class})
    ModelAndView nothingThere(Exception unusable) {
        return page(ErrorCode.NOT_FOUND);
    }

    @ExceptionHandler
    ModelAndView unexpected(Exception failure) {
        log.error("A page failed", LoggedFailure.of(failure));
        return page(ErrorCode.INTERNAL_ERROR);
    }

    private static ModelAndView page(ErrorCode code) {
        return page(
                code.httpStatus(),
                List.of(new Failure(code.number(), Problem.of(code, null).message())));
    }

    private static ModelAndView page(int status, List<Failure> failures) {
        return new ModelAndView("failure", Map.of("status", status, "failures", failures), HttpStatus.valueOf(status));
    }
}
