package io.guildhall.cli.config;

/// How to log in. The secrets stay out of its text.
public sealed interface Login {
    /// For people, without the secret.
    String name();

    /// A till, or the operator: each call carries user and secret.
    record Basic(String user, String secret) implements Login {
        @Override
        public String name() {
            return user;
        }

        @Override
        public String toString() {
            return "Basic[" + user + "]";
        }
    }

    /// An API client, who fetches a token first.
    record Client(String key, String secret) implements Login {
        @Override
        public String name() {
            return key;
        }

        @Override
        public String toString() {
            return "Client[" + key + "]";
        }
    }

    /// A token that somebody else has fetched.
    record Token(String value) implements Login {
        @Override
        public String name() {
            return "the token of GUILDHALL_TOKEN";
        }

        @Override
        public String toString() {
            return "Token[***]";
        }
    }
}
