package io.guildhall.console.web;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.LoggedFailure;
import io.guildhall.error.RequestRefused;
import io.guildhall.error.web.Outages;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
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
        return page(refused);
    }

    @ExceptionHandler
    ModelAndView denied(AccessDeniedException denied) {
        return page(RequestRefused.because(ErrorCode.FORBIDDEN));
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MissingRequestValueException.class})
    ModelAndView nothingThere(Exception unusable) {
        return page(RequestRefused.because(ErrorCode.NOT_FOUND));
    }

    /// A query or a header that nobody could send by a link of ours; told when a handler first asks for it.
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ModelAndView unreadable(RuntimeException unreadable) {
        return page(RequestRefused.because(ErrorCode.BAD_REQUEST, "address or headers"));
    }

    @ExceptionHandler({TransactionException.class, DataAccessException.class})
    ModelAndView database(RuntimeException failure) {
        if (Outages.isOne(failure)) {
            log.error("The database does not answer: {}", Outages.reason(failure));
            return page(RequestRefused.because(ErrorCode.UNAVAILABLE));
        }
        return unexpected(failure);
    }

    @ExceptionHandler
    ModelAndView unexpected(Exception failure) {
        log.error("A page failed", LoggedFailure.of(failure));
        return page(RequestRefused.because(ErrorCode.INTERNAL_ERROR));
    }

    private static ModelAndView page(RequestRefused refused) {
        List<Failure> failures = refused.problems().stream()
                .map(problem -> new Failure(problem.code().number(), problem.message()))
                .toList();
        return new ModelAndView(
                "failure",
                Map.of("status", refused.status(), "failures", failures),
                HttpStatus.valueOf(refused.status()));
    }
}
