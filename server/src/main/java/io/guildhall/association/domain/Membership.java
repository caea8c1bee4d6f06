package io.guildhall.association.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A membership as it stands, open or ended.
///
/// @param childCount active direct children
/// @param latest when its latest spell began or ended
/// @param place where it stands, null when it has ended
public record Membership(
        long id,
        long hierarchyId,
        int childCount,
        Instant latest,
        @Nullable PlaceState place) {}
