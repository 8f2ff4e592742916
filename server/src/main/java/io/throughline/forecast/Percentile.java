package io.throughline.forecast;

/** The probabilities with which days are told. */
enum Percentile {
    P50(0.50),
    P75(0.75),
    P85(0.85),
    P90(0.90),
    P95(0.95);

    private final double probability;

    Percentile(double probability) {
        this.probability = probability;
    }

    double probability() {
        return probability;
    }

    int percent() {
        return (int) Math.round(probability * 100);
    }
}
