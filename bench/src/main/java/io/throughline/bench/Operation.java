package io.throughline.bench;

import java.net.URI;

/** What clients ask in the benchmark of the protocol. */
enum Operation {
    LIST("tools/list", "", ""),
    CALL("tools/call", "query_backlog", "\"name\":\"query_backlog\",\"arguments\":{\"limit\":1}");

    private final String method;
    private final String name;
    private final String params;

    Operation(String method, String name, String params) {
        this.method = method;
        this.name = name;
        this.params = params;
    }

    /** A whole request of a client that was introduced. */
    byte[] request(URI server, String key, Era era, String client) {
        return era.request(server, key, client, method, name, params);
    }

    @Override
    public String toString() {
        return method;
    }
}
