/**
 * Programs that introduce themselves by the address of a document (client-id metadata documents), and where programs may
 * send people back to. Others choose the addresses we fetch here, so nothing here connects to what is not public.
 */
@NamedInterface("clients")
@NullMarked
package io.throughline.access.oauth.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
