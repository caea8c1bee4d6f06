package io.guildhall.loyalty;

import io.guildhall.loyalty.store.Enrolments;
import io.guildhall.org.SetupUse;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells which programmes have or had participants, or points: they stay in the document.
@Component
class ProgramUse implements SetupUse {
    private final Enrolments enrolments;

    ProgramUse(Enrolments enrolments) {
        this.enrolments = enrolments;
    }

    @Override
    public Set<SetupObject> inUse(long orgId, Collection<SetupObject> objects) {
        List<Long> programs = objects.stream()
                .filter(object -> object.kind() == SetupObject.Kind.PROGRAM)
                .map(object -> Long.valueOf(object.key()))
                .toList();
        return enrolments.inUse(orgId, programs).stream()
                .map(id -> new SetupObject(SetupObject.Kind.PROGRAM, id.toString()))
                .collect(Collectors.toSet());
    }
}
