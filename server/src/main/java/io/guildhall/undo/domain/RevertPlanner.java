package io.guildhall.undo.domain;

import io.guildhall.association.domain.Membership;
import io.guildhall.association.domain.PlaceState;
import io.guildhall.card.domain.Card;
import io.guildhall.company.domain.CompanyState;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.Reversible;
import io.guildhall.undo.domain.Skipped.Reason;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Decides what of a change set can be taken back (`spec/beyond.md` row 8). A record is, where it still is as the
/// change
/// set left it, where nothing that came later depends on it, and where what it was can be again.
public final class RevertPlanner {
    private RevertPlanner() {}

    public static RevertPlan plan(Steps steps, World world) {
        Board board = new Board(steps, world);
        Bundles bundles = new Bundles(board);
        compare(board);
        do {
            bundles.check(board);
            PersonChecks.check(board);
            PlaceChecks.check(board);
            BenefitChecks.check(board);
        } while (board.hasChanged());
        Steps doing = new Steps(
                board.active(steps.people()),
                board.active(steps.subscriptions()),
                board.active(steps.places()),
                board.active(steps.companies()),
                board.active(steps.cards()),
                board.active(steps.enrolments()),
                List.of());
        return new RevertPlan(doing, postings(board), List.copyOf(board.skipped()));
    }

    /// Strikes off what is not as the change set left it. What is as it was before already needs nothing.
    private static void compare(Board board) {
        Steps steps = board.steps;
        World world = board.world;
        compare(board, steps.people(), world.people().states()::get, PersonState::same);
        compare(
                board,
                steps.subscriptions(),
                id -> world.people().subscriptions().getOrDefault(id, List.of()),
                List<Subscription>::equals);
        compare(board, steps.places(), id -> place(world, id), PlaceState::equals);
        compare(board, steps.companies(), world.companies().states()::get, CompanyState::equals);
        compare(board, steps.cards(), world.cards().states()::get, Card::equals);
        compare(board, steps.enrolments(), world.loyalty().enrolments()::get, Enrolment::equals);
    }

    private static @Nullable PlaceState place(World world, long id) {
        Membership membership = world.places().memberships().get(id);
        return membership == null ? null : membership.place();
    }

    private static <S> void compare(
            Board board, List<Step<S>> steps, LongFunction<@Nullable S> current, BiPredicate<S, S> same) {
        for (Step<S> step : steps) {
            S now = current.apply(step.id());
            if (isSame(now, step.expected(), same)) {
                continue;
            }
            if (isSame(now, step.target(), same)) {
                board.isDone(step);
            } else {
                board.skip(step, Reason.CHANGED_SINCE, null);
            }
        }
    }

    private static <S> boolean isSame(@Nullable S one, @Nullable S other, BiPredicate<S, S> same) {
        return one == null || other == null ? one == other : same.test(one, other);
    }

    private static List<Reversible> postings(Board board) {
        return board.world.loyalty().postings().stream()
                .filter(posting -> !posting.spent())
                .filter(posting -> board.causes(posting).stream().anyMatch(board::isActive))
                .toList();
    }
}
