package io.throughline.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one round showed.
 *
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param cpuMicros processor time of the server for each request
 * @param allocatedKib by the server for each request, NaN if unknown
 * @param generatorPercent of all cores, used by the clients
 * @param othersPercent of all cores, used by processes that have nothing to do with it
 * @param answerBytes of the body
 */
record ProtocolRound(
        double perSecond,
        double p50,
        double p99,
        double cpuMicros,
        double allocatedKib,
        double generatorPercent,
        double othersPercent,
        int answerBytes) {

    /** Every figure's own median. */
    static ProtocolRound median(List<ProtocolRound> rounds) {
        return new ProtocolRound(
                median(rounds, ProtocolRound::perSecond),
                median(rounds, ProtocolRound::p50),
                median(rounds, ProtocolRound::p99),
                median(rounds, ProtocolRound::cpuMicros),
                median(rounds, ProtocolRound::allocatedKib),
                median(rounds, ProtocolRound::generatorPercent),
                median(rounds, ProtocolRound::othersPercent),
                rounds.getFirst().answerBytes());
    }

    private static double median(List<ProtocolRound> rounds, ToDoubleFunction<ProtocolRound> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
