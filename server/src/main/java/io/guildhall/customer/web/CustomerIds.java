package io.guildhall.customer.web;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.error.RequestRefused;

/// Ids of people in paths: what is no number names nobody (`decisions.md` 39).
final class CustomerIds {
    private CustomerIds() {}

    static long parse(String sent) {
        try {
            return Long.parseLong(sent);
        } catch (NumberFormatException nobody) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
    }
}
