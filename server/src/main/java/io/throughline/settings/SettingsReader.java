package io.throughline.settings;

import io.throughline.problem.NearMatches;
import io.throughline.problem.StartProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads the settings. A flag wins over {@code THROUGHLINE_*}, that over the names that users of older log servers have, that
 * over the YAML file ({@code THROUGHLINE_CONFIG}, else {@code throughline.yaml} in the data directory).
 */
public final class SettingsReader {

    private static final String PREFIX = "THROUGHLINE_";
    /** Read by the launcher script before any Java runs. */
    private static final List<String> LAUNCHER_NAMES = List.of("JAVA_OPTS", "CONFIG", "HOME");

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)+");

    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final Map<String, String> known = new LinkedHashMap<>();
    private Map<String, String> file = Map.of();

    private SettingsReader(Map<String, String> flags, Map<String, String> environment) {
        this.flags = flags;
        this.environment = environment;
    }

    /**
     * Reads and checks everything.
     *
     * @param flags setting name without prefix ({@code DATA}, {@code PORT}) to the value given on the command line
     * @throws StartProblemException for the first wrong value
     */
    public static Settings read(Map<String, String> flags, Map<String, String> environment) {
        return new SettingsReader(flags, environment).read();
    }

    private Settings read() {
        Path dataDirectory = path("DATA", defaultDataDirectory());
        file = readFile(dataDirectory);
        Settings settings = new Settings(
                path("DATA", dataDirectory),
                find("DATABASE_URL").map(this::databaseUrl).orElse(null),
                wholeNumber("DATABASE_POOL_SIZE", 8, 1, 200),
                duration("DATABASE_BUSY_TIMEOUT", Duration.ofSeconds(30)),
                find("HOST", "MCP_SSE_HOST").map(Value::text).orElse("127.0.0.1"),
                wholeNumber("PORT", 8080, 0, 65_535, "PORT"),
                find("PUBLIC_URL", "MCP_SSE_PUBLIC_URL")
                        .map(SettingsReader::publicUrl)
                        .orElse(null),
                find("ALLOWED_HOSTS").map(value -> words(value.text())).orElse(List.of()),
                oneOf("ACCESS", Settings.Access.KEYS, Settings.Access.values()),
                oneOf("LOG_FORMAT", Settings.LogFormat.TEXT, Settings.LogFormat.values()),
                oneOf("LOG_LEVEL", Settings.LogLevel.INFO, Settings.LogLevel.values()),
                find("LOG_FILE").map(SettingsReader::path).orElse(null),
                duration("SHUTDOWN_GRACE", Duration.ofSeconds(20)),
                find("SECRET_KEY").map(SettingsReader::secrets).orElse(List.of()),
                new Settings.Limits(
                        wholeNumber("CALLS_PER_MINUTE", 6_000, 0, 10_000_000),
                        wholeNumber("CONCURRENT_CALLS", 64, 0, 100_000),
                        wholeNumber("LISTEN_STREAMS", 1_000, 0, 1_000_000),
                        duration("CALL_TIMEOUT", Duration.ofMinutes(5))),
                identityProvider(),
                new Settings.LegacyEra(on("LEGACY_SESSIONS"), on("LEGACY_SSE")),
                new Settings.Clients(
                        domains("CLIENT_DOMAINS_ALLOWED"),
                        domains("CLIENT_DOMAINS_DENIED"),
                        domains("CLIENT_REDIRECT_HOSTS")),
                new TimeLogSettings(this, dataDirectory).read(),
                new BrowserSignInSettings(this).read());
        refuseUnknownNames();
        return settings;
    }

    private Path defaultDataDirectory() {
        String base = environment.get("XDG_DATA_HOME");
        return base == null || base.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "throughline")
                : Path.of(base, "throughline");
    }

    /** One value and the name under which the person set it. */
    record Value(String name, String text) {
        StartProblemException wrong(String why) {
            return new StartProblemException(name + " is '" + text + "', but " + why);
        }
    }

    Optional<Value> find(String name, String... olderNames) {
        known.put(name, name);
        String flag = flags.get(name);
        if (flag != null) {
            return Optional.of(new Value("--" + name.toLowerCase(Locale.ROOT).replace('_', '-'), flag));
        }
        for (String variable : withPrefixFirst(name, olderNames)) {
            String value = environment.get(variable);
            if (value != null && !value.isBlank()) {
                return Optional.of(new Value(variable, value.strip()));
            }
        }
        String fromFile = file.get(name);
        return fromFile == null
                ? Optional.empty()
                : Optional.of(new Value(fileName(name) + " in the settings file", fromFile));
    }

    private static List<String> withPrefixFirst(String name, String... olderNames) {
        return Stream.concat(Stream.of(PREFIX + name), Arrays.stream(olderNames))
                .toList();
    }

    private Path path(String name, Path fallback) {
        return find(name).map(SettingsReader::path).orElse(fallback);
    }

    static Path path(Value value) {
        try {
            return Path.of(value.text()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw value.wrong("that is no path: " + e.getReason() + ".");
        }
    }

    int wholeNumber(String name, int fallback, int least, int most, String... olderNames) {
        Optional<Value> found = find(name, olderNames);
        if (found.isEmpty()) {
            return fallback;
        }
        Value value = found.get();
        try {
            int number = Integer.parseInt(value.text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, together with the range
        }
        throw value.wrong("it must be a whole number from " + least + " to " + most + ".");
    }

    private Duration duration(String name, Duration fallback) {
        Optional<Value> found = find(name);
        if (found.isEmpty()) {
            return fallback;
        }
        Value value = found.get();
        try {
            String text = value.text().toLowerCase(Locale.ROOT);
            Duration duration =
                    text.matches("\\d+") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse("pt" + text);
            if (!duration.isNegative() && duration.compareTo(Duration.ofHours(1)) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            // said below
        }
        throw value.wrong("it must be a duration up to one hour, such as 30s or 2m.");
    }

    <E extends Enum<E>> E oneOf(String name, E fallback, E[] values) {
        Optional<Value> found = find(name);
        if (found.isEmpty()) {
            return fallback;
        }
        for (E value : values) {
            if (value.name().equalsIgnoreCase(found.get().text())) {
                return value;
            }
        }
        throw found.get()
                .wrong("it must be one of "
                        + Arrays.stream(values)
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    boolean on(String name) {
        return oneOf(name, Settings.Switch.ON, Settings.Switch.values()) == Settings.Switch.ON;
    }

    private Settings.@Nullable IdentityProvider identityProvider() {
        Optional<Value> issuer = find("OIDC_ISSUER");
        Optional<Value> clientId = find("OIDC_CLIENT_ID");
        Optional<Value> clientSecret = find("OIDC_CLIENT_SECRET");
        Optional<Value> name = find("OIDC_NAME");
        if (issuer.isEmpty() && clientId.isEmpty() && clientSecret.isEmpty() && name.isEmpty()) {
            return null;
        }
        if (issuer.isEmpty() || clientId.isEmpty() || clientSecret.isEmpty()) {
            String missing = issuer.isEmpty() ? "ISSUER" : clientId.isEmpty() ? "CLIENT_ID" : "CLIENT_SECRET";
            throw new StartProblemException("THROUGHLINE_OIDC_" + missing
                    + " is not set. An identity provider needs THROUGHLINE_OIDC_ISSUER, THROUGHLINE_OIDC_CLIENT_ID and"
                    + " THROUGHLINE_OIDC_CLIENT_SECRET: set all three, or none.");
        }
        return new Settings.IdentityProvider(
                publicUrl(issuer.get()),
                clientId.get().text(),
                clientSecret.get().text(),
                name.map(Value::text).orElse("your company account"));
    }

    private static List<String> secrets(Value value) {
        List<String> secrets = words(value.text());
        if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length() < 32)) {
            // The value is not repeated: it is secret.
            throw new StartProblemException(value.name() + " must be a secret of at least 32 characters, or several"
                    + " separated by commas, the newest first. Make one with: openssl rand -base64 33");
        }
        return secrets;
    }

    private String databaseUrl(Value value) {
        String url = value.text();
        if (url.startsWith("jdbc:postgresql://") || url.startsWith("postgresql://") || url.startsWith("postgres://")) {
            return url;
        }
        // The value may hold a password: it is not repeated.
        throw new StartProblemException(value.name()
                + " must start with postgresql:// (postgresql://user:password@host:5432/database). Without it, SQLite in"
                + " the data directory is used.");
    }

    static URI publicUrl(Value value) {
        try {
            URI uri = URI.create(value.text());
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw value.wrong("it must be an absolute address such as https://plan.example.com.");
    }

    private List<String> domains(String name) {
        Optional<Value> found = find(name);
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> domains = words(found.get().text().toLowerCase(Locale.ROOT));
        if (!domains.stream().allMatch(DOMAIN.asMatchPredicate())) {
            // A pattern or an address would match nothing, and a denied domain would be open without a word.
            throw found.get()
                    .wrong("it must be domains such as example.com, separated by commas, without scheme, port or *.");
        }
        return domains;
    }

    static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(word -> !word.isBlank())
                .toList();
    }

    private Map<String, String> readFile(Path dataDirectory) {
        String variable = environment.get(PREFIX + "CONFIG");
        String named = variable == null || variable.isBlank() ? null : variable.strip();
        Path path = named == null ? dataDirectory.resolve("throughline.yaml") : Path.of(named);
        if (!Files.exists(path)) {
            if (named != null) {
                throw new StartProblemException("THROUGHLINE_CONFIG is '" + named + "', but there is no such file.");
            }
            return Map.of();
        }
        try {
            Object content = textOnly().load(Files.readString(path));
            Map<String, String> values = new TreeMap<>();
            flatten("", content, values, path);
            return values;
        } catch (IOException e) {
            throw new StartProblemException("The settings file " + path + " cannot be read: " + e.getMessage(), e);
        } catch (YAMLException e) {
            String firstLine =
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new StartProblemException("The settings file " + path + " is no valid YAML: " + firstLine, e);
        }
    }

    /** Every value is text as it stands: YAML 1.1 would read {@code access: off} as false. */
    private static Yaml textOnly() {
        var options = new LoaderOptions();
        var dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options, new Resolver() {
            @Override
            protected void addImplicitResolvers() {}
        });
    }

    /** {@code database: {pool-size: 4}} and {@code database-pool-size: 4} are the same setting. */
    private static void flatten(String prefix, @Nullable Object content, Map<String, String> into, Path path) {
        if (content instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String name = String.valueOf(key).toUpperCase(Locale.ROOT).replace('-', '_');
                flatten(prefix.isEmpty() ? name : prefix + "_" + name, value, into, path);
            });
        } else if (content instanceof List<?> list && !prefix.isEmpty()) {
            into.put(prefix, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        } else if (content != null && prefix.isEmpty()) {
            throw new StartProblemException("The settings file " + path + " must be a map, such as 'port: 8081'.");
        } else if (content != null && !String.valueOf(content).isBlank()) {
            into.put(prefix, String.valueOf(content).strip());
        }
    }

    private static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A misspelt setting would otherwise be ignored without a word. */
    private void refuseUnknownNames() {
        for (String name : file.keySet()) {
            if (!known.containsKey(name)) {
                throw new StartProblemException("The settings file has '" + fileName(name)
                        + "', which is no setting. The nearest are: "
                        + NearMatches.list(name, known.keySet())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-') + ".");
            }
        }
        for (String variable : environment.keySet()) {
            if (variable.startsWith(PREFIX)) {
                String name = variable.substring(PREFIX.length());
                if (!known.containsKey(name) && !LAUNCHER_NAMES.contains(name)) {
                    throw new StartProblemException(variable + " is no setting. The nearest are: "
                            + NearMatches.list(name, known.keySet()) + " (each with " + PREFIX + " before it).");
                }
            }
        }
    }
}
