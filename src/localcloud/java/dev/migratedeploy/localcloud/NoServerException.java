package dev.migratedeploy.localcloud;

import java.util.Optional;
import java.util.stream.Stream;

/** There is no PostgreSQL for this machine; the message is all that a user needs to know. */
public final class NoServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NoServerException(String message) {
    super(message);
  }

  static NoServerException embedded() {
    return new NoServerException(
        ("There is no embedded PostgreSQL for %s on %s: the demo and the tests need Linux or macOS"
                + " on amd64 or arm64 (Alpine: amd64), or Windows")
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  static NoServerException installed() {
    return new NoServerException("There is no PostgreSQL of Debian's packages on this machine");
  }

  /** Whether the library fails for that reason, for which it has no class of its own. */
  static boolean isMeantBy(Throwable failure) {
    String words = Optional.ofNullable(failure.getMessage()).orElse("");
    return Stream.of("Missing embedded postgres binaries", "Unsupported architecture", "Unknown OS")
        .anyMatch(words::startsWith);
  }
}
