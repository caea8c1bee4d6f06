package io.guildhall.customer.domain;

import java.util.regex.Pattern;

/// The shape of an e-mail address that the reference accepts: at most 255 characters of `a-zA-Z0-9-_+.@`
/// (`spec/associate.md` §2).
public final class EmailAddress {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_+.-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private EmailAddress() {}

    public static boolean isValid(String address) {
        return address.length() <= Identifier.MAX_LENGTH
                && SHAPE.matcher(address).matches();
    }
}
