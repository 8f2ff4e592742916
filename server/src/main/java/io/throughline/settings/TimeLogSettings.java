package io.throughline.settings;

import io.throughline.problem.StartProblemException;
import io.throughline.settings.SettingsReader.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the settings of the time logs. What says who may log is read strictly: a list that cannot be read lets nobody in. */
final class TimeLogSettings {

    private static final String LIST_FILE = "authorized_users.json";
    private static final String EVERYBODY = "*";
    private static final int GENERAL_LABEL = 66;
    private static final int LEAST_SECRET_CHARACTERS = 32;

    private final SettingsReader reader;
    private final Path dataDirectory;

    TimeLogSettings(SettingsReader reader, Path dataDirectory) {
        this.reader = reader;
        this.dataDirectory = dataDirectory;
    }

    /** Where tokens of the ERP are kept. */
    private enum SignIns {
        SEALED,
        MEMORY
    }

    /** How the embedded ERP lists weeks. */
    private enum ListShape {
        FLAT,
        ENVELOPE
    }

    Settings.TimeLogs read() {
        Optional<Set<String>> listed = listed();
        boolean everybody = listed.filter(Set.of(EVERYBODY)::equals).isPresent();
        return new Settings.TimeLogs(
                reader.find("ERP_API_BASE_URL", "ERP_API_BASE_URL")
                        .map(TimeLogSettings::secureUrl)
                        .orElse(null),
                reader.wholeNumber("ERP_DEFAULT_LABEL", GENERAL_LABEL, 1, Integer.MAX_VALUE),
                reader.on("LOGS_CREATE_WEEKS"),
                reader.oneOf("ERP_SIGN_INS", SignIns.SEALED, SignIns.values()) == SignIns.MEMORY,
                everybody ? null : listed.orElse(null),
                everybody,
                reader.find("GOOGLE_CLIENT_ID", "MCP_GOOGLE_CLIENT_ID")
                        .map(Value::text)
                        .orElse(null),
                reader.find("GOOGLE_TOKENINFO_URL")
                        .map(TimeLogSettings::secureUrl)
                        .orElse(URI.create("https://oauth2.googleapis.com/tokeninfo")),
                reader.find("ERP_SLACK_SECRET").map(TimeLogSettings::secret).orElse(null),
                reader.oneOf("ERP_LIST_SHAPE", ListShape.FLAT, ListShape.values()) == ListShape.ENVELOPE);
    }

    /** Tokens go there: over https, or not further than this machine. */
    static URI secureUrl(Value value) {
        URI url = SettingsReader.publicUrl(new Value(value.name(), value.text().replaceAll("/{1,100}$", "")));
        if (!"https".equals(url.getScheme()) && !loopback(url.getHost())) {
            throw value.wrong("tokens would go there unprotected. Use https; http is for this machine alone.");
        }
        return url;
    }

    private static boolean loopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost")) {
            return true;
        }
        try { // numbers only: a name could lead elsewhere tomorrow
            return name.matches("[0-9.]+|\\[[0-9a-f:]+]")
                    && InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String secret(Value value) {
        if (value.text().length() < LEAST_SECRET_CHARACTERS) {
            throw new StartProblemException(value.name() + " must be a secret of at least " + LEAST_SECRET_CHARACTERS
                    + " characters. Make one with: openssl rand -hex 20");
        }
        return value.text();
    }

    /** Addresses, or {@link #EVERYBODY} alone; empty if nothing is said. */
    private Optional<Set<String>> listed() {
        Optional<Value> list = reader.find("AUTHORIZED_USERS", "MCP_AUTHORIZED_USERS");
        if (list.isPresent()) {
            return Optional.of(
                    checked(SettingsReader.words(list.get().text()), list.get().name()));
        }
        Path file = dataDirectory.resolve(LIST_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            // JSON is YAML; nothing but plain values is made of it.
            Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            if (content instanceof java.util.Map<?, ?> map
                    && map.get("authorized_emails") instanceof List<?> emails
                    && emails.stream().allMatch(String.class::isInstance)) {
                return Optional.of(
                        checked(emails.stream().map(String.class::cast).toList(), file.toString()));
            }
        } catch (IOException | YAMLException e) {
            throw new StartProblemException(
                    "The list of who may log, " + file + ", cannot be read. Nobody would be let in;"
                            + " mend it, or remove it to let everybody in whom the ERP knows.",
                    e);
        }
        throw new StartProblemException("The list of who may log, " + file
                + ", must look like {\"authorized_emails\": [\"ada@example.com\"]}.");
    }

    private static Set<String> checked(List<String> emails, String where) {
        Set<String> kept = new LinkedHashSet<>();
        emails.forEach(email -> kept.add(email.strip().toLowerCase(Locale.ROOT)));
        if (kept.equals(Set.of(EVERYBODY))) {
            return kept;
        }
        for (String email : kept) {
            int at = email.indexOf('@');
            if (at <= 0 || at == email.length() - 1 || email.contains(EVERYBODY)) {
                throw new StartProblemException("The list of who may log (" + where + ") has '" + email
                        + "', which is no e-mail address. Write addresses, separated by commas, or * alone for everybody"
                        + " whom the ERP knows.");
            }
        }
        if (kept.isEmpty()) {
            throw new StartProblemException("The list of who may log (" + where
                    + ") is empty. Write addresses, or * for everybody whom the ERP knows.");
        }
        return kept;
    }
}
