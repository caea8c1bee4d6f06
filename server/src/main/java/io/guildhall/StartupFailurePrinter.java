package io.guildhall;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/// Prints why the service does not start as one line on standard error. Spring Boot's own banner-like report is
/// switched off in `application.yaml`; the process then ends with status 1.
class StartupFailurePrinter implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction() == null ? "" : " " + analysis.getAction();
        System.err.println("Guildhall cannot start: " + (analysis.getDescription() + action).replaceAll("\\s+", " "));
    }
}
