package io.guildhall.error.web;

import io.guildhall.Fleet;

/// All requests of `EveryCodeTest`, for tests that want the service to have done a bit of everything.
public final class EveryScenario {
    private EveryScenario() {}

    public static void play(int port) {
        EveryCodeTest.SCENARIOS.values().forEach(scenario -> scenario.play(Fleet.create(port)));
    }
}
