package io.throughline.access.oauth.clients;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the document of a program. It can be no larger than 5 KiB, so nothing here has limits of its own on size. */
final class ClientDocumentReader {

    private static final int MAX_NAME_CHARACTERS = 100;
    /** Characters that control, format or turn text, lone surrogates, private ones, unassigned ones, and line ends. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\u2028\\u2029]+");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Set<String> redirectHosts;

    /** @param redirectHosts to which a document on another host may send people back, in lower case */
    ClientDocumentReader(Set<String> redirectHosts) {
        this.redirectHosts = Set.copyOf(redirectHosts);
    }

    /** @throws RefusedClientException for the first thing that is wrong with it */
    ClientDocument read(ClientAddress address, String content) {
        JsonNode document = object(content);
        if (!address.text().equals(text(document, "client_id"))) {
            throw wrong("Its client_id is not, character by character, the address it stands at.");
        }
        if (document.propertyNames().stream().anyMatch(name -> name.startsWith("client_secret"))) {
            throw wrong("It holds a client secret, which everyone can read there. Remove it.");
        }
        requireNoSecret(document);
        listWith("code", "response_types", document);
        return new ClientDocument(
                address.text(),
                name(document),
                redirectUris(address, document),
                Set.copyOf(listWith("authorization_code", "grant_types", document)));
    }

    private static JsonNode object(String content) {
        try {
            JsonNode document = MAPPER.readTree(content);
            if (document.isObject()) {
                return document;
            }
        } catch (JacksonException e) {
            // said below; what the parser says quotes the document
        }
        throw wrong("It is no JSON object.");
    }

    private static void requireNoSecret(JsonNode document) {
        if (!document.has("token_endpoint_auth_method")) {
            return; // RFC 7591 would mean a secret then, but a program with a document can have none
        }
        String method = text(document, "token_endpoint_auth_method");
        if ("private_key_jwt".equals(method)) {
            throw wrong(
                    "It asks for private_key_jwt, which this server does not take. Set token_endpoint_auth_method to"
                            + " none; PKCE protects the sign-in.");
        }
        if (!"none".equals(method)) {
            throw wrong("Its token_endpoint_auth_method must be none.");
        }
    }

    private static String name(JsonNode document) {
        String given = text(document, "client_name");
        if (given == null) {
            throw wrong("It has no client_name.");
        }
        String name = BLANKS.matcher(UNSEEN.matcher(given).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        if (name.isEmpty()) {
            throw wrong("Its client_name has nothing that people could read.");
        }
        int end = name.offsetByCodePoints(0, Math.min(MAX_NAME_CHARACTERS, name.codePointCount(0, name.length())));
        return name.substring(0, end).strip();
    }

    private List<String> redirectUris(ClientAddress address, JsonNode document) {
        List<String> uris = texts(document, "redirect_uris");
        if (uris.isEmpty() || uris.size() > RedirectUris.MAX_COUNT) {
            throw wrong("Its redirect_uris must be 1 to " + RedirectUris.MAX_COUNT + ", but are " + uris.size() + ".");
        }
        for (String uri : uris) {
            RedirectUris.refusal(uri).ifPresent(why -> {
                throw wrong(why);
            });
            if (RedirectUris.kind(uri) == RedirectUris.Kind.WEB && !maySendTo(uri, address)) {
                throw wrong("A redirect URI is on another host than the document. Put it on the same, or ask the"
                        + " administrators of this server to add its host to THROUGHLINE_CLIENT_REDIRECT_HOSTS.");
            }
        }
        return uris;
    }

    private boolean maySendTo(String uri, ClientAddress address) {
        URI redirect = URI.create(uri);
        String host = redirect.getHost().toLowerCase(Locale.ROOT);
        boolean usualPort = redirect.getPort() == -1 || redirect.getPort() == 443;
        return usualPort && (host.equals(address.host()) || redirectHosts.contains(host));
    }

    /** The texts of a list that may be left out, but if there is one must hold {@code needed}. */
    private static List<String> listWith(String needed, String name, JsonNode document) {
        if (!document.has(name)) {
            return List.of(needed);
        }
        List<String> texts = texts(document, name);
        if (!texts.contains(needed)) {
            throw wrong("Its " + name + " must hold " + needed + ".");
        }
        return texts;
    }

    private static List<String> texts(JsonNode document, String name) {
        List<String> texts = new ArrayList<>();
        JsonNode list = document.path(name);
        if (!list.isArray() || !list.valueStream().allMatch(JsonNode::isString)) {
            throw wrong("Its " + name + " must be a list of texts.");
        }
        list.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }

    private static @Nullable String text(JsonNode document, String name) {
        JsonNode value = document.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static RefusedClientException wrong(String what) {
        return new RefusedClientException("The program's document is not taken. " + what);
    }
}
