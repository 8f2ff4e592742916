package io.throughline.mcp.http;

import io.throughline.access.oauth.ServerAddress;
import io.throughline.mcp.NeededScopes;
import io.throughline.mcp.Registry;
import io.throughline.settings.SettingsReader;
import java.util.Map;

/** What refuses messages for lack of scopes, over any registry. */
final class ScopeGates {

    private ScopeGates() {}

    static ScopeGate over(Registry registry) {
        var settings = SettingsReader.read(Map.of(), Map.of("XDG_DATA_HOME", "/nowhere"));
        return new ScopeGate(new NeededScopes(registry), new ServerAddress(settings));
    }
}
