package io.throughline.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws that several parts of the simulation need. {@code StrictMath} keeps them equal on every machine. */
final class Noise {

    private Noise() {}

    /** Mean 1; {@code sigma} is the standard deviation of its logarithm. */
    static double logNormal(double sigma, RandomGenerator random) {
        return StrictMath.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
    }

    static boolean chance(double probability, RandomGenerator random) {
        return random.nextDouble() < probability;
    }

    static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }
}
