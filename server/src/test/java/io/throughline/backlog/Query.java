package io.throughline.backlog;

import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.mcp.ArgumentReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Asks the backlog as a client does: arguments by name. */
public final class Query {

    private static final ArgumentReader READER =
            new ArgumentReader(JsonMapper.builder().build());

    private final TestServer server;
    private final Principal principal;

    public Query(TestServer server, Principal principal) {
        this.server = server;
        this.principal = principal;
    }

    public BacklogAnswer ask(Map<String, Object> arguments) {
        return server.get(BacklogService.class).query(principal, READER.read(arguments, QueryBacklogArguments.class));
    }

    /** The keys of the items on the first page, in order. */
    public List<String> keys(Object... namesAndValues) {
        Map<String, Object> arguments = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            arguments.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        return Objects.requireNonNull(ask(arguments).items()).stream()
                .map(Item::key)
                .toList();
    }

    /** The keys of all items, page by page. */
    public List<String> walk(Map<String, Object> arguments) {
        Map<String, Object> next = new HashMap<>(arguments);
        List<String> keys = new ArrayList<>();
        for (int page = 0; page < 10_000; page++) {
            BacklogAnswer answer = ask(next);
            List<Item> items = Objects.requireNonNull(answer.items());
            items.forEach(item -> keys.add(item.key()));
            if (answer.nextCursor() == null) {
                return keys;
            }
            next.put("cursor", answer.nextCursor());
        }
        throw new IllegalStateException("The pages never end.");
    }
}
