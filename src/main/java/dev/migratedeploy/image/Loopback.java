package dev.migratedeploy.image;

import java.util.Set;

/** Whether a registry is on this machine: only then is plain HTTP good enough for it. */
final class Loopback {
  private static final Set<String> NAMES = Set.of("localhost", "[::1]");

  private Loopback() {}

  /** Judges by the name alone: what a name resolves to is for others to decide. */
  static boolean is(String registry) {
    String host = registry.replaceFirst(":\\d+$", "");
    return NAMES.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
  }
}
