package io.guildhall.undo;

import io.guildhall.card.CardImage;
import io.guildhall.card.domain.Card;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.customer.domain.PersonState.Registered;
import io.guildhall.customer.wire.PersonWriter;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.undo.domain.Step;
import io.guildhall.undo.domain.Steps;
import io.guildhall.undo.domain.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a revert did to each record: the records of what it reverts, the other way round. People and cards are told as
/// they were found, with all that taking the revert back takes.
final class RevertRecords {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RevertRecords() {}

    static List<ChangeRecord> of(OrganisationSetup setup, RecordedChange reverted, Steps doing, World world) {
        Map<EntityKey, ChangeRecord> byKey = new HashMap<>();
        reverted.records().forEach(record -> byKey.put(record.key(), record));
        return doing.all()
                .map(step -> record(step, Objects.requireNonNull(byKey.get(step.key())), setup, world))
                .toList();
    }

    private static ChangeRecord record(Step<?> step, ChangeRecord undone, OrganisationSetup setup, World world) {
        String before = step.expected() == null ? null : found(undone, setup, world);
        String after = step.target() == null ? null : undone.before();
        Action action = before == null ? Action.CREATE : after == null ? Action.END : Action.UPDATE;
        return new ChangeRecord(undone.type(), undone.entityId(), action, before, after).about(undone.personId());
    }

    private static @Nullable String found(ChangeRecord undone, OrganisationSetup setup, World world) {
        return switch (undone.type()) {
            case CUSTOMER ->
                world.people().states().get(undone.entityId()) instanceof Registered(var customer)
                        ? PersonWriter.image(customer)
                        : undone.after();
            case CARD -> {
                Card card = world.cards().states().get(undone.entityId());
                yield card == null ? undone.after() : JSON.writeValueAsString(CardImage.of(card, setup));
            }
            case SUBSCRIPTIONS, ASSOCIATION, COMPANY, ENROLMENT, GROUP, HIERARCHY, CARD_SERIES, CARD_LABELS ->
                undone.after();
        };
    }
}
