package io.guildhall.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is measured beside what Actuator measures of itself.
@Configuration(proxyBeanMethods = false)
class Metrics {
    /// Requests are counted when they are done. Those that are running show in the connections in use; keeping account
    /// of them as well took as long as all the rest of the measuring.
    @Bean
    MeterObservationHandler<Observation.Context> finishedRequests(MeterRegistry registry) {
        return new DefaultMeterObservationHandler(registry, IgnoredMeters.LONG_TASK_TIMER);
    }
}
