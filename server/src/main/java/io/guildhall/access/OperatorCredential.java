package io.guildhall.access;

/// The one credential of the server's operator; valid for `/admin` only.
public record OperatorCredential(String user, String secret) {
    /// Reads `user:secret`; the secret may itself hold colons.
    public static OperatorCredential parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("The operator credential must have the form user:secret");
        }
        return new OperatorCredential(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return "OperatorCredential[***]";
    }
}
