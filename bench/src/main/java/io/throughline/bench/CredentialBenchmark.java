package io.throughline.bench;

import io.throughline.access.AccessService;
import io.throughline.access.CredentialCheck;
import io.throughline.access.Principal;
import io.throughline.access.oauth.AccessTokens;
import io.throughline.database.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the check of who calls adds to each call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CredentialBenchmark {

    private static final String ISSUER = "https://plan.example";
    private static final List<String> RESOURCES = List.of(ISSUER + "/mcp");
    private static final String CLIENT = "https://client.example/client.json";

    @Param({"SQLITE", "POSTGRESQL"})
    private String database = "SQLITE";

    private BenchDatabase opened;
    private Features features;
    private AccessTokens tokens;
    private AccessService access;
    private String token;
    private String key;

    /** The fields are set by {@link #open}, which JMH calls first. */
    @SuppressWarnings("NullAway.Init")
    public CredentialBenchmark() {}

    @Setup
    public void open() throws IOException {
        Path directory = Files.createTempDirectory("throughline-credentials-");
        opened = BenchDatabase.open(BenchDatabase.Kind.valueOf(database), directory);
        features = new Features(opened);
        features.workspace();
        Principal person = features.principal();
        access = features.get(AccessService.class);
        key = access.createKey(
                "me@localhost",
                null,
                "bench",
                person.scopes().stream().map(scope -> scope.wireName()).collect(Collectors.toSet()),
                null);
        tokens = features.get(AccessTokens.class);
        token = tokens.issue(grant(person), person.personId(), CLIENT, person.scopes(), ISSUER, RESOURCES.getFirst());
    }

    private long grant(Principal person) {
        JdbcClient sql = features.get(JdbcClient.class);
        return features.get(Transactions.class).write(() -> {
            sql.sql("insert into oauth_client (client_id, source, name, metadata, created_at_micros)"
                            + " values (:id, 'document', 'Bench', '{}', 0)")
                    .param("id", CLIENT)
                    .update();
            return sql.sql(
                            "insert into oauth_grant (tenant_id, person_id, client_id, scopes, resource, created_at_micros)"
                                    + " values (:tenant, :person, :client, 'mcp:enabled backlog:read', 'x', 0) returning id")
                    .param("tenant", person.tenantId())
                    .param("person", person.personId())
                    .param("client", CLIENT)
                    .query((row, number) -> row.getLong(1))
                    .single();
        });
    }

    @Benchmark
    public CredentialCheck token() {
        return tokens.check(token, ISSUER, RESOURCES);
    }

    @Benchmark
    public CredentialCheck key() {
        return access.checkKey(key);
    }

    @TearDown
    public void close() throws Exception {
        features.close();
        opened.close();
    }
}
