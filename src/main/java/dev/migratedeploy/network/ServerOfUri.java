package dev.migratedeploy.network;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which server a URI names. Java's own parts of it are empty if the host has an underscore, as the
 * names of containers and services often have: no host name by RFC 1123, but name servers and
 * {@code /etc/hosts} know them, and every other client goes there.
 */
record ServerOfUri(Optional<String> userInfo, String host, OptionalInt port) {
  private static final Pattern WITH_UNDERSCORE =
      Pattern.compile("(?:([^@]*+)@)?([\\w.-]++)(?::(\\d{1,5}))?");

  /** Empty if it names none. */
  static Optional<ServerOfUri> of(URI uri) {
    if (uri.getHost() != null) {
      return Optional.of(
          new ServerOfUri(
              Optional.ofNullable(uri.getRawUserInfo()), uri.getHost(), port(uri.getPort())));
    }
    return Optional.ofNullable(uri.getRawAuthority())
        .map(WITH_UNDERSCORE::matcher)
        .filter(Matcher::matches)
        .map(
            parts ->
                new ServerOfUri(
                    Optional.ofNullable(parts.group(1)),
                    parts.group(2),
                    port(parts.group(3) == null ? -1 : Integer.parseInt(parts.group(3)))))
        .filter(server -> server.host.contains("_"));
  }

  private static OptionalInt port(int number) {
    return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
