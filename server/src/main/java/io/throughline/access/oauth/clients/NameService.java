package io.throughline.access.oauth.clients;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks names up; in the product, with the system's means. */
interface NameService {

    /** All addresses of a name or of an IP address as text, at least one. */
    InetAddress[] addresses(String host) throws UnknownHostException;
}
