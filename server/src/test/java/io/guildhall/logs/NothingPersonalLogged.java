package io.guildhall.logs;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails each test, and each class of tests, after which the log has somebody's data in it. Registered for all of them
/// in `META-INF/services`.
public final class NothingPersonalLogged implements AfterEachCallback, AfterAllCallback {
    @Override
    public void afterEach(ExtensionContext test) {
        LogWatch.assertNothingPersonalWasLogged();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        LogWatch.assertNothingPersonalWasLogged();
    }
}
