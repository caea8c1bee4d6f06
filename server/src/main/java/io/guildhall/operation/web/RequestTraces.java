package io.guildhall.operation.web;

import io.micrometer.common.KeyValues;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/// What metrics and traces say of a request: method, pattern of the address, status, outcome, kind of failure. Not the
/// address itself, in which people's identifiers may stand.
@Component
class RequestTraces extends DefaultServerRequestObservationConvention {
    @Override
    public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
        return KeyValues.empty();
    }
}
