package dev.migratedeploy.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The hosts that are reached without a proxy: those of {@code NO_PROXY}, and always this machine
 * and its link (where AWS answers for the credentials of instances, tasks and pods).
 *
 * <p>An entry is a name, which stands for all names below it too, with or without a leading dot or
 * {@code *.}; an address; a range such as {@code 10.0.0.0/8}; or {@code *} for all. A port may
 * follow a name or an address.
 */
final class DirectHosts {
  private static final List<AddressRange> ALWAYS =
      List.of(
          AddressRange.parse("127.0.0.0/8").orElseThrow(),
          AddressRange.parse("169.254.0.0/16").orElseThrow(),
          AddressRange.parse("::1/128").orElseThrow());

  private final List<String> entries;

  private DirectHosts(List<String> entries) {
    this.entries = entries;
  }

  /** Reads a list that commas or blanks separate. */
  static DirectHosts parse(String list) {
    return new DirectHosts(
        Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  /** Judges by the name as it is written; nothing is looked up. */
  boolean contains(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "").replaceAll("\\.$", "");
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || ALWAYS.stream().anyMatch(range -> range.contains(name))
        || entries.stream().anyMatch(entry -> matches(entry, name, port));
  }

  private static boolean matches(String entry, String name, int port) {
    if (entry.equals("*")) {
      return true;
    }
    String bare = entry;
    // Of the IPv6 addresses only those in brackets can have a port.
    if (entry.startsWith("[") || entry.indexOf(':') == entry.lastIndexOf(':')) {
      String ofPort = ":" + port;
      if (entry.matches(".*:\\d+") && !entry.endsWith(ofPort)) {
        return false;
      }
      bare = entry.replaceAll(":\\d+$", "").replaceAll("^\\[|\\]$", "");
    }
    String domain = bare.replaceAll("^\\*?\\.", "");
    return AddressRange.parse(bare)
        .map(range -> range.contains(name))
        .orElseGet(() -> name.equals(domain) || name.endsWith("." + domain));
  }
}
