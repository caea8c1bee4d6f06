package io.guildhall.wire;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// The queue of large calls in `/metrics`.
@Component
class LargeCallGauges implements MeterBinder {
    private final LargeCalls calls;

    LargeCallGauges(LargeCalls calls) {
        this.calls = calls;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("guildhall.large.calls.waiting", calls, LargeCalls::waiting)
                .description("Large calls that wait for their turn")
                .register(registry);
        Gauge.builder("guildhall.large.calls.working", calls, LargeCalls::inWork)
                .baseUnit("bytes")
                .description("Bodies of large calls that are worked on, together")
                .register(registry);
    }
}
