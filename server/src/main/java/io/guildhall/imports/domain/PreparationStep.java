package io.guildhall.imports.domain;

/// What has to be done next before the rows of a file can be worked on. Each step is a transaction, so that others get
/// their turn between two of them.
///
/// @param number as stored: 0 first, then the rounds from 1 on, then what is below 0
public record PreparationStep(int number) {
    /// Puts rows about the same people together.
    public static final PreparationStep GROUP = new PreparationStep(0);
    /// Notes which rows are leaned on; dry runs only.
    public static final PreparationStep INDEX = new PreparationStep(-1);
    /// Cuts the rows into chunks.
    public static final PreparationStep CUT = new PreparationStep(-2);

    /// Forgets what a dry run has found out, before the file is carried out.
    public static final PreparationStep FORGET = new PreparationStep(-3);

    private static final int GROUPED = 25;
    private static final int OF_A_ROUND = 10;
    private static final int ORDERED = 60;
    private static final int INDEXED = 75;

    /// Whether rows are put behind those they lean on.
    public boolean isRound() {
        return number > 0;
    }

    public PreparationStep nextRound() {
        return new PreparationStep(number + 1);
    }

    /// How much of the preparation is done, by what steps take as a rule.
    public int percent() {
        return switch (number) {
            case 0, -3 -> 0;
            case -1 -> ORDERED;
            case -2 -> INDEXED;
            default -> Math.min(GROUPED + OF_A_ROUND * (number - 1), ORDERED);
        };
    }
}
