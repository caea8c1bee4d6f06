package io.guildhall.undo.domain;

import io.guildhall.association.domain.Membership;
import io.guildhall.association.domain.PlaceState;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.company.domain.CompanyState;
import io.guildhall.undo.domain.Skipped.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether people can stand where they stood, and companies be what they were.
final class PlaceChecks {
    private static final int MOST_CHILDREN = 30_000;

    private final Board board;
    private final World.Places places;
    private final Map<Long, Long> placeOf = new HashMap<>();

    private PlaceChecks(Board board) {
        this.board = board;
        this.places = board.world.places();
        for (Membership membership : places.memberships().values()) {
            if (membership.place() != null) {
                placeOf.put(membership.place().customerId(), membership.id());
            }
        }
    }

    static void check(Board board) {
        PlaceChecks checks = new PlaceChecks(board);
        List<Step<PlaceState>> arriving = new ArrayList<>();
        for (Step<PlaceState> step : board.active(board.steps.places())) {
            PlaceState target = step.target();
            if (target == null) {
                checks.mayEnd(step);
            } else {
                checks.mayStand(step, target);
                if (board.isActive(step) && checks.comesBelow(step, target)) {
                    arriving.add(step);
                }
            }
        }
        checks.haveRoom(arriving);
        for (Step<CompanyState> step : board.active(board.steps.companies())) {
            checks.company(step);
        }
    }

    private boolean comesBelow(Step<PlaceState> step, PlaceState target) {
        PlaceState expected = step.expected();
        return target.parentId() != null
                && (expected == null || !target.parentId().equals(expected.parentId()));
    }

    /// Nobody's place ends while others stand below.
    private void mayEnd(Step<PlaceState> step) {
        for (long child : places.children().getOrDefault(step.id(), Set.of())) {
            PlaceState place = board.place(child);
            if (place != null && Objects.equals(place.parentId(), step.id())) {
                board.skip(step, Reason.DEPENDED_ON, new EntityKey(EntityType.ASSOCIATION, child));
                return;
            }
        }
    }

    private void mayStand(Step<PlaceState> step, PlaceState target) {
        if (!board.isThere(target.customerId())) {
            board.skip(step, Reason.MISSING, new EntityKey(EntityType.CUSTOMER, target.customerId()));
            return;
        }
        Long other = placeOf.get(target.customerId());
        if (other != null && other != step.id()) {
            PlaceState stays = board.place(other);
            if (stays != null && stays.customerId() == target.customerId()) {
                board.skip(step, Reason.TAKEN, new EntityKey(EntityType.ASSOCIATION, other));
                return;
            }
        }
        if (target.companyId() != null && board.company(target.companyId()) == null) {
            board.skip(step.key(), Reason.MISSING, new EntityKey(EntityType.COMPANY, target.companyId()), "/companyId");
        } else if (target.parentId() != null) {
            mayStandUnder(step, target, target.parentId());
        }
    }

    private void mayStandUnder(Step<PlaceState> step, PlaceState target, long parent) {
        EntityKey above = new EntityKey(EntityType.ASSOCIATION, parent);
        if (board.place(parent) == null) {
            board.skip(step.key(), Reason.MISSING, above, "/parentAssociationId");
            return;
        }
        Long other = places.defaultChildren().get(parent);
        if (target.defaultChild() && other != null && other != step.id()) {
            PlaceState stays = board.place(other);
            if (stays != null && stays.defaultChild() && Objects.equals(stays.parentId(), parent)) {
                EntityKey because = new EntityKey(EntityType.ASSOCIATION, other);
                board.skip(step.key(), Reason.TAKEN, because, "/defaultChild");
            }
        }
    }

    /// Where places are short, those of the lowest ids have them.
    private void haveRoom(List<Step<PlaceState>> arriving) {
        Map<Long, Integer> left = new HashMap<>();
        for (Step<PlaceState> step : board.active(board.steps.places())) {
            Long from = parent(step.expected());
            if (from != null && !from.equals(parent(step.target()))) {
                left.merge(from, 1, Integer::sum);
            }
        }
        Map<Long, List<Step<PlaceState>>> byParent = new TreeMap<>();
        arriving.forEach(
                step -> byParent.computeIfAbsent(Objects.requireNonNull(parent(step.target())), _ -> new ArrayList<>())
                        .add(step));
        byParent.forEach((parent, steps) -> {
            Membership above = places.memberships().get(parent);
            int count = above == null ? 0 : above.childCount();
            int room = places.caps().getOrDefault(parent, MOST_CHILDREN) - count + left.getOrDefault(parent, 0);
            steps.stream()
                    .sorted((one, other) -> one.key().compareTo(other.key()))
                    .skip(Math.max(0, room))
                    .forEach(step -> board.skip(
                            step.key(),
                            Reason.NO_ROOM,
                            new EntityKey(EntityType.ASSOCIATION, parent),
                            "/parentAssociationId"));
        });
    }

    private static @Nullable Long parent(@Nullable PlaceState place) {
        return place == null ? null : place.parentId();
    }

    private void company(Step<CompanyState> step) {
        CompanyState target = step.target();
        if (target == null) {
            mayGo(step);
            return;
        }
        if (target.parentId() != null && board.company(target.parentId()) == null) {
            board.skip(step, Reason.MISSING, new EntityKey(EntityType.COMPANY, target.parentId()));
            return;
        }
        Long other = board.world.companies().keys().get(target.externalId());
        if (other != null && other != step.id()) {
            CompanyState stays = board.company(other);
            if (stays != null && stays.externalId().equals(target.externalId())) {
                board.skip(step.key(), Reason.TAKEN, new EntityKey(EntityType.COMPANY, other), "/externalId");
            }
        }
    }

    /// No company goes to which people belong, or that has others below it.
    private void mayGo(Step<CompanyState> step) {
        for (long association : board.world.companies().people().getOrDefault(step.id(), Set.of())) {
            PlaceState place = board.place(association);
            if (place != null && Objects.equals(place.companyId(), step.id())) {
                board.skip(step, Reason.DEPENDED_ON, new EntityKey(EntityType.ASSOCIATION, association));
                return;
            }
        }
        for (long company : board.world.companies().below().getOrDefault(step.id(), Set.of())) {
            CompanyState below = board.company(company);
            if (below != null && Objects.equals(below.parentId(), step.id())) {
                board.skip(step, Reason.DEPENDED_ON, new EntityKey(EntityType.COMPANY, company));
                return;
            }
        }
    }
}
