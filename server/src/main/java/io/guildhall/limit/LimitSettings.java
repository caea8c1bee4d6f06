package io.guildhall.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much callers may have where their organisation says nothing else.
///
/// @param organisationRequests requests of an organisation in a minute; 0: any number
/// @param tillRequests requests of a till in a minute; 0: any number
/// @param bulkCalls bulk calls that are worked on at once; 0: half the connections to the database
/// @param bulkBytes how large the bodies of bulk calls may be together that are in memory at once; 0: by the heap
/// @param bulkWaiting bulk calls of one organisation that may wait for their turn
/// @param bulkWait how long one may wait
/// @param requestTime how long a request may take, from its first byte to its commit
/// @param bodyBytes largest body
@ConfigurationProperties("guildhall.limits")
public record LimitSettings(
        @DefaultValue("0") int organisationRequests,
        @DefaultValue("0") int tillRequests,
        @DefaultValue("0") int bulkCalls,
        @DefaultValue("0") int bulkBytes,
        @DefaultValue("100") int bulkWaiting,
        @DefaultValue("60s") Duration bulkWait,
        @DefaultValue("2m") Duration requestTime,
        @DefaultValue("16777216") int bodyBytes) {}
