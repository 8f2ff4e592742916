package io.throughline.engine.velocity;

import java.util.Optional;
import java.util.function.Supplier;

/** What a statistic came to, or how much data it lacks. */
public sealed interface Finding<T> {

    /** There was enough data. */
    record Known<T>(T value) implements Finding<T> {}

    /**
     * There was not.
     *
     * @param what is counted, in the plural: "periods", "finished items"
     * @param have how many there are
     * @param need how many there must be at least
     */
    record TooLittleData<T>(String what, int have, int need) implements Finding<T> {}

    /** The value, if there was enough data. */
    default Optional<T> found() {
        return switch (this) {
            case Known<T> known -> Optional.of(known.value());
            case TooLittleData<T> lacking -> Optional.empty();
        };
    }

    /** The value if there is as much as it needs. */
    static <T> Finding<T> ifEnough(String what, int have, int need, Supplier<T> value) {
        return have < need ? new TooLittleData<>(what, have, need) : new Known<>(value.get());
    }
}
