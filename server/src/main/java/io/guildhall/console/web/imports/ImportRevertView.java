package io.guildhall.console.web.imports;

import io.guildhall.console.web.changes.StaysView;
import io.guildhall.imports.ImportReverts.Result;
import java.util.List;

/// What taking an import back would do, or has done so far.
///
/// @param done whether it is being done
/// @param reverted change sets so far
/// @param remaining change sets that there was no time for yet
/// @param stay records that stay as they are, so far
/// @param stays the first of those
/// @param moreStay how many others there are
record ImportRevertView(
        boolean done,
        long reverted,
        long restored,
        long removed,
        long stay,
        int remaining,
        List<StaysView> stays,
        long moreStay) {

    /// What earlier calls have done already.
    record SoFar(long reverted, long restored, long removed, long stay) {
        static final SoFar NOTHING = new SoFar(0, 0, 0, 0);
    }

    static ImportRevertView of(boolean done, SoFar soFar, Result result, List<StaysView> stays) {
        long stay = soFar.stay() + result.skipped().size();
        return new ImportRevertView(
                done,
                soFar.reverted() + result.reverted(),
                soFar.restored() + result.restored(),
                soFar.removed() + result.removed(),
                stay,
                result.remaining(),
                stays,
                stay - stays.size());
    }

    public boolean isNothing() {
        return restored == 0 && removed == 0;
    }
}
