package io.throughline.engine.velocity;

/** What was finished in periods, oldest first, checked. */
final class Amounts {

    /** Twenty years of weeks: pairs of periods are looked at, so time grows with the square. */
    private static final int MOST_PERIODS = 1_040;

    private Amounts() {}

    /** @throws IllegalArgumentException unless each is finite and {@code >= 0}, and there are at most 1,040 */
    static double[] checked(double... finished) {
        if (finished.length > MOST_PERIODS) {
            throw new IllegalArgumentException(
                    "There are " + finished.length + " periods; look at the last " + MOST_PERIODS + " at most.");
        }
        for (int at = 0; at < finished.length; at++) {
            if (!(finished[at] >= 0) || Double.isInfinite(finished[at])) { // also refuses NaN
                throw new IllegalArgumentException("What was finished in period " + (at + 1) + " is " + finished[at]
                        + "; it must be a number of 0 or more.");
            }
        }
        return finished;
    }
}
