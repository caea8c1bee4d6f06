package io.guildhall.benchmarks;

/// How much is measured.
///
/// @param families bulk calls in a run
/// @param singles calls about one person in a run
/// @param lookups in a run
/// @param steps growth is measured in, each of this many bulk calls: the first two steps against the last two
/// @param fullParent children of the parent that has many
/// @param additions children added to it, and as many to parents without
/// @param starts of a service with data
/// @param largeBatches of 10,000 people
/// @param importFamilies of 1,000 people, in a long file
/// @param reads calls of each kind of read
/// @param fewFamilies of 1,100 people, beside whom reads are measured first
/// @param manyFamilies beside whom they are measured again
record Scale(
        boolean quick,
        int runs,
        int warmUp,
        int families,
        int singles,
        int lookups,
        int steps,
        int step,
        int fullParent,
        int additions,
        int starts,
        int largeBatches,
        int importFamilies,
        int reads,
        int fewFamilies,
        int manyFamilies) {
    static Scale of(boolean quick) {
        return quick
                ? new Scale(true, 1, 10, 10, 800, 2_000, 6, 5, 3_000, 60, 1, 4, 20, 300, 9, 36)
                : new Scale(false, 3, 30, 40, 5_000, 12_000, 20, 50, 29_700, 300, 3, 12, 1_000, 2_000, 9, 909);
    }
}
