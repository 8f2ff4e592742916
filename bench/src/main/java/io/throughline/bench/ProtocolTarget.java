package io.throughline.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server, an era and a key to measure; its clients keep their sessions from round to round. */
final class ProtocolTarget {

    private final String name;
    private final ServerProcess server;
    private final String key;
    private final Era era;
    private final Recording recording;
    private final @Nullable JvmAllocation allocation;
    private final List<String> introduced = new ArrayList<>();

    /** @param allocation null if the server is no JVM */
    ProtocolTarget(
            String name,
            ServerProcess server,
            String key,
            Era era,
            Recording recording,
            @Nullable JvmAllocation allocation) {
        this.name = name;
        this.server = server;
        this.key = key;
        this.era = era;
        this.recording = recording;
        this.allocation = allocation;
    }

    String name() {
        return name;
    }

    ProtocolRound measure(Operation operation, int clients, Duration time) throws IOException {
        URI address = server.address();
        while (introduced.size() < clients) {
            introduced.add(era.introduce(address, key));
        }
        List<LoadConnection> connections = new ArrayList<>();
        int bytes = 0;
        try {
            for (String client : introduced.subList(0, clients)) {
                byte[] request = operation.request(address, key, era, client);
                byte[] body = firstAnswer(address, request, operation);
                bytes = body.length;
                connections.add(new LoadConnection(address, request, body));
            }
            var usage = new Usage();
            Latencies latencies = LoadGenerator.run(connections, time);
            return usage.upTo(latencies, bytes);
        } finally {
            for (LoadConnection connection : connections) {
                connection.close();
            }
        }
    }

    private byte[] firstAnswer(URI address, byte[] request, Operation operation) throws IOException {
        try (var connection = new HttpConnection(address)) {
            return recording.checked(connection.exchange(request), operation);
        }
    }

    /** What is used from its making on. */
    private final class Usage {

        private final long allocated = allocatedBytes();
        private final double serverCpu = CpuTime.ofProcess(server.processId());
        private final double ownCpu = CpuTime.ofProcess(ProcessHandle.current().pid());
        private final double machineCpu = CpuTime.ofMachine();
        private final long startedAt = System.nanoTime();

        Usage() throws IOException {}

        ProtocolRound upTo(Latencies latencies, int answerBytes) throws IOException {
            double seconds = (System.nanoTime() - startedAt) / 1e9;
            double machine = CpuTime.ofMachine() - machineCpu;
            double own = CpuTime.ofProcess(ProcessHandle.current().pid()) - ownCpu;
            double servers = CpuTime.ofProcess(server.processId()) - serverCpu;
            double cores = Runtime.getRuntime().availableProcessors() * seconds;
            return new ProtocolRound(
                    latencies.size() / seconds,
                    latencies.percentileMillis(50),
                    latencies.percentileMillis(99),
                    servers / latencies.size() * 1e6,
                    allocation == null ? Double.NaN : (allocatedBytes() - allocated) / 1024.0 / latencies.size(),
                    own / cores * 100,
                    Math.max(machine - own - servers, 0) / cores * 100,
                    answerBytes);
        }

        private long allocatedBytes() {
            return allocation == null ? 0 : allocation.bytes();
        }
    }
}
