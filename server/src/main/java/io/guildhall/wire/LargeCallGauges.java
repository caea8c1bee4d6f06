package io.guildhall.wire;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// The queue of bulk calls in `/metrics`.
@Component
class LargeCallGauges implements MeterBinder {
    private final LargeCalls calls;

    LargeCallGauges(LargeCalls calls) {
        this.calls = calls;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("guildhall.bulk.running", calls, LargeCalls::running)
                .description("Bulk calls that are worked on")
                .register(registry);
        Gauge.builder("guildhall.bulk.waiting", calls, LargeCalls::waiting)
                .description("Bulk calls that wait for their turn")
                .register(registry);
    }
}
