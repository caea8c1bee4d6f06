package io.guildhall.association.domain;

import static io.guildhall.association.domain.ItemBuilder.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.association.domain.Batch.Options;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `strict=true` (`spec/beyond.md` row 12): nothing of what was sent is dropped with a mere warning.
class StrictCallTest {
    private final World world = new World().company("HQ", Fleet.NORFLEET).people("ana");

    private Plan strictly(Operation operation, ItemBuilder... items) {
        Options options = new Options(Atomicity.ITEM, false, true, false, false, false);
        return world.plan(new Batch(operation, options, ItemBuilder.items(List.of(items))));
    }

    private static ItemBuilder withWarning(ItemBuilder item, ErrorCode code) {
        return item.amended(draft -> DraftBuilder.like(draft)
                .warnings(Problem.of(code, Pointer.ROOT.child("x"), "x"))
                .build());
    }

    @Test
    void aDroppedIdentifierRefusesTheItem() {
        assertThat(Told.of(strictly(Operation.ASSOCIATE, withWarning(item("bo"), ErrorCode.EMAIL_INVALID))))
                .containsExactly("8055 /x");
    }

    @Test
    void withoutItTheSameItemStands() {
        assertThat(Told.of(world.post(withWarning(item("bo"), ErrorCode.EMAIL_INVALID))))
                .containsExactly("ok");
    }

    @Test
    void anIdentifierThatAnUpdateCannotStoreRefusesTheItem() {
        assertThat(Told.of(strictly(Operation.UPDATE, item("ana+other"))))
                .singleElement()
                .asString()
                .startsWith("91006");
    }

    @Test
    void aRepeatedCallStillStands() {
        Plan repeated = strictly(Operation.ASSOCIATE, item("ana").in("NORFLEET").as("DRIVER"));

        assertThat(Told.of(repeated)).containsExactly("ok");
        assertThat(Told.warnings(repeated, 0)).startsWith("8028");
    }

    @Test
    void whoeverLeansOnARefusedItemIsRefusedToo() {
        Plan plan = strictly(
                Operation.ASSOCIATE,
                withWarning(item("di").in("NORFLEET").as("DEPOT_MGR"), ErrorCode.TEXT_CUT),
                item("bo").in("NORFLEET").as("DRIVER").under("di"));

        assertThat(Told.of(plan)).first().isEqualTo("91015 /x");
        assertThat(Told.of(plan)).last().asString().startsWith("1625");
    }
}
