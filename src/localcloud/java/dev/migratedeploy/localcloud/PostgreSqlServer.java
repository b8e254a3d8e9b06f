package dev.migratedeploy.localcloud;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * The PostgreSQL servers that tests run on. {@code -Dpostgresql=installed} chooses one for all of
 * them, {@link OnInstalledServer} for one class.
 */
public enum PostgreSqlServer {
  /** That of Maven's artifacts, of which the POM takes the one for this machine. */
  EMBEDDED,
  /** That of Debian's packages. */
  INSTALLED;

  /** A machine that builds at the same time needs more than the library's own ten seconds. */
  private static final Duration START = Duration.ofMinutes(2);

  private static volatile PostgreSqlServer chosen =
      valueOf(System.getProperty("postgresql", "embedded").toUpperCase(Locale.ROOT));

  /** The server of the tests that run now. */
  public static PostgreSqlServer chosen() {
    return chosen;
  }

  static void choose(PostgreSqlServer server) {
    chosen = server;
  }

  /**
   * Starts the chosen server with new data.
   *
   * @throws NoServerException if there is none for this machine
   */
  public static EmbeddedPostgres start() throws IOException {
    return start(chosen.builder());
  }

  /** The same with its data in this folder, which goes with it. */
  static EmbeddedPostgres startIn(Path data) throws IOException {
    return start(chosen.builder().setDataDirectory(data).setCleanDataDirectory(true));
  }

  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
    try {
      return builder.start();
    } catch (IllegalStateException | UnsupportedOperationException e) {
      throw NoServerException.isMeantBy(e) ? NoServerException.embedded() : e;
    }
  }

  /**
   * Text is sorted and compared the same on every machine, whatever its locales are; and nothing is
   * written to the folder that Debian's server has for its socket, which is not ours.
   */
  private EmbeddedPostgres.Builder builder() {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPort(ServerPort.free())
            .setPGStartupWait(START)
            .setServerConfig("unix_socket_directories", "")
            // Nobody reads the data after the server's end.
            .setServerConfig("fsync", "off");
    return switch (this) {
      case EMBEDDED ->
          builder
              // Else each new connection costs both sides 4,096 hashes.
              .setServerConfig("scram_iterations", "1")
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8");
      case INSTALLED ->
          builder
              .setLocaleConfig("locale", "C.UTF-8")
              .setPgBinaryResolver(
                  InstalledPrograms.newest().orElseThrow(NoServerException::installed));
    };
  }
}
