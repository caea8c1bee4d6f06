package io.guildhall.error.web;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.FORBIDDEN;
import static io.guildhall.error.ErrorCode.INTERNAL_ERROR;
import static io.guildhall.error.ErrorCode.METHOD_NOT_ALLOWED;
import static io.guildhall.error.ErrorCode.NOT_ACCEPTABLE;
import static io.guildhall.error.ErrorCode.NOT_FOUND;
import static io.guildhall.error.ErrorCode.UNAUTHORIZED;
import static io.guildhall.error.ErrorCode.UNAVAILABLE;
import static io.guildhall.error.ErrorCode.UNSUPPORTED_MEDIA_TYPE;

import io.guildhall.error.ErrorCode;

/// The code that stands for an HTTP status which framework or container have chosen.
final class StatusCodes {
    private StatusCodes() {}

    static ErrorCode of(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
