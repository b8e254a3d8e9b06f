package dev.migratedeploy.network;

import java.net.URI;
import java.util.Set;

/**
 * Whether a server is on this machine: only then is plain HTTP good enough for it. Only the name
 * counts; what it resolves to is for others to decide.
 */
public final class Loopback {
  private static final Set<String> NAMES = Set.of("localhost", "[::1]");

  private Loopback() {}

  /**
   * Judges an authority.
   *
   * @param authority a host with or without a port, such as {@code 127.0.0.1:5000}
   */
  public static boolean is(String authority) {
    String host = authority.replaceFirst(":\\d+$", "");
    return NAMES.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Whether nobody on the way can read or change what goes to an address and comes from it. */
  public static boolean isPrivate(URI uri) {
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && is(String.valueOf(uri.getHost())));
  }
}
