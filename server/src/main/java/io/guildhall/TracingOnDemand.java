package io.guildhall;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/// Traces are made where somebody says where to send them (`OTEL_EXPORTER_OTLP_ENDPOINT` or
/// `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`); otherwise nothing of them is loaded. Logs are never sent that way.
class TracingOnDemand implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.";
    private static final String SENT_LOGS = OPEN_TELEMETRY + "autoconfigure.logging.";

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean wanted = StringUtils.hasText(Objects.requireNonNull(environment).getProperty(ENDPOINT));
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            matches[i] = candidates[i] == null || isLoaded(candidates[i], wanted);
        }
        return matches;
    }

    private static boolean isLoaded(String candidate, boolean wanted) {
        if (candidate.startsWith(SENT_LOGS)) {
            return false;
        }
        return wanted || !candidate.startsWith(TRACING) && !candidate.startsWith(OPEN_TELEMETRY);
    }
}
