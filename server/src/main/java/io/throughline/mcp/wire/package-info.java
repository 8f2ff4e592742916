/** What all wire layers share: reading JSON-RPC under limits, and telling the eras apart. */
@NamedInterface("wire")
@NullMarked
package io.throughline.mcp.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
