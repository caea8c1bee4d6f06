package io.guildhall.error.web;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.BODY_TOO_DEEP;
import static io.guildhall.error.ErrorCode.CONCURRENT_CHANGE;
import static io.guildhall.error.ErrorCode.FORBIDDEN;
import static io.guildhall.error.ErrorCode.INTERNAL_ERROR;
import static io.guildhall.error.ErrorCode.NOT_FOUND;
import static io.guildhall.error.ErrorCode.QUERY_PARAMETER_INVALID;
import static io.guildhall.error.ErrorCode.UNAUTHORIZED;
import static io.guildhall.error.ErrorCode.UNAVAILABLE;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.LoggedFailure;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/// Request-level failures, in the one shape that the reference's clients read: `{"errors":[…],"warnings":[]}`.
@RestControllerAdvice
class RequestErrors extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(RequestErrors.class);
    private static final int MAX_DEPTH = 64;

    @ExceptionHandler
    ResponseEntity<Object> refused(RequestRefused refused) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(refused.status());
        refused.retryAfterSeconds().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds.toString()));
        if (refused.isFor(UNAUTHORIZED)) {
            answer.header(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Basic realm=\"Guildhall\", charset=\"UTF-8\""); // RFC 9110 asks for it
        }
        return answer.contentType(MediaType.APPLICATION_JSON).body(ProblemBody.Envelope.of(refused.problems()));
    }

    @ExceptionHandler
    ResponseEntity<Object> denied(AccessDeniedException denied) {
        return answer(FORBIDDEN); // somebody is logged in: without a login no handler is reached
    }

    @ExceptionHandler
    ResponseEntity<Object> unusable(MethodArgumentTypeMismatchException mismatch) {
        boolean inPath = mismatch.getParameter()
                .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
        // an id that is no number names nothing (decisions.md 39)
        return answer(inPath ? NOT_FOUND : QUERY_PARAMETER_INVALID, mismatch.getName());
    }

    /// A query that is not UTF-8, or has more parameters than any call takes; told by Tomcat when a handler first asks.
    @ExceptionHandler
    ResponseEntity<Object> undecodable(InvalidParameterException undecodable) {
        return answer(QUERY_PARAMETER_INVALID, "(unreadable)");
    }

    /// A body that ends early, or whose chunks are none, and a form that is none.
    @ExceptionHandler({ClientAbortException.class, BadRequestException.class, MultipartException.class})
    ResponseEntity<Object> broken(Exception broken) {
        return answer(BAD_REQUEST, "the body");
    }

    /// A header that the firewall refuses, which it says when somebody first asks for it.
    @ExceptionHandler
    ResponseEntity<Object> suspicious(RequestRejectedException rejected) {
        return answer(BAD_REQUEST, "address or headers");
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(JacksonException unreadable) {
        return unreadableJson(unreadable);
    }

    @ExceptionHandler({TransactionException.class, DataAccessException.class})
    ResponseEntity<Object> database(RuntimeException failure) {
        if (Outages.isOne(failure)) {
            log.error("The database does not answer: {}", Outages.reason(failure));
            return answer(UNAVAILABLE);
        }
        return unexpected(failure);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception failure) {
        log.error("Unexpected failure", LoggedFailure.of(failure));
        return answer(INTERNAL_ERROR);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return failure.getCause() instanceof JacksonException json
                ? unreadableJson(json)
                : answer(BAD_REQUEST, "no body");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ErrorCode code = StatusCodes.of(status.value());
        if (code == INTERNAL_ERROR) {
            log.error("Unexpected failure", LoggedFailure.of(failure));
        }
        List<Problem> problems = List.of(Problem.of(code, null, Objects.requireNonNullElse(failure.getMessage(), "")));
        return ResponseEntity.status(code.httpStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(ProblemBody.Envelope.of(problems));
    }

    private ResponseEntity<Object> unreadableJson(JacksonException unreadable) {
        // the only limit of the reader that a body within the size limit meets by its shape
        if (unreadable instanceof StreamConstraintsException && isDepth(unreadable)) {
            return answer(BODY_TOO_DEEP, Integer.toString(MAX_DEPTH));
        }
        TokenStreamLocation place = unreadable.getLocation();
        return answer(
                BAD_REQUEST,
                place == null
                        ? "a number or name is too long"
                        : "line " + place.getLineNr() + ", column " + place.getColumnNr());
    }

    private static boolean isDepth(JacksonException unreadable) {
        return unreadable.getOriginalMessage().contains("nesting depth");
    }

    private static ResponseEntity<Object> answer(ErrorCode code, String... arguments) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(code.httpStatus());
        if (code == UNAVAILABLE || code == CONCURRENT_CHANGE) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.contentType(MediaType.APPLICATION_JSON)
                .body(ProblemBody.Envelope.of(List.of(Problem.of(code, null, arguments))));
    }
}
