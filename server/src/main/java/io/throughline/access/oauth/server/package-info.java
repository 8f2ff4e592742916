/** The authorization server: Spring Security's, with what public MCP clients need besides. */
@NamedInterface("authorization-server")
@NullMarked
package io.throughline.access.oauth.server;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
