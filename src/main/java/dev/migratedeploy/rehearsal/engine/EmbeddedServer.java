package dev.migratedeploy.rehearsal.engine;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that the tool was built with. Its classes are there only for the demo and the
 * tests, so they are called by their names.
 */
final class EmbeddedServer implements AutoCloseable {
  private static final String CLASS = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

  /** A machine that builds at the same time needs more than its own ten seconds. */
  private static final Duration START = Duration.ofMinutes(1);

  /**
   * Of its own, so that it starts whatever the machine's locale is: initdb ends with one that is
   * not installed.
   */
  private static final Map<String, String> LOCALE =
      Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");

  private final AutoCloseable server;

  private EmbeddedServer(AutoCloseable server) {
    this.server = server;
  }

  static EmbeddedServer start() {
    try {
      return new EmbeddedServer(started());
    } catch (ClassNotFoundException e) {
      throw StoppedException.refused(
          "--database embedded is there only if migrate-deploy was built from its sources",
          "give --database the URL of an empty database, such as that of a service container");
    } catch (InvocationTargetException e) {
      if (isMissing(e.getCause())) {
        throw StoppedException.refused(
            "there is no embedded PostgreSQL for %s on %s"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
            "give --database the URL of an empty database, such as that of a service container");
      }
      throw StoppedException.notStarted(
          "the embedded PostgreSQL did not start: " + e.getCause(),
          "correct what it says, or give --database the URL of an empty database");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Twice, since another process may take the port that was chosen before it is listened on. */
  private static AutoCloseable started() throws ReflectiveOperationException {
    try {
      return startedOnce();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException) {
        return startedOnce();
      }
      throw e;
    }
  }

  private static AutoCloseable startedOnce() throws ReflectiveOperationException {
    Object builder = Class.forName(CLASS).getMethod("builder").invoke(null);
    Method locale = builder.getClass().getMethod("setLocaleConfig", String.class, String.class);
    for (Map.Entry<String, String> option : LOCALE.entrySet()) {
      locale.invoke(builder, option.getKey(), option.getValue());
    }
    builder.getClass().getMethod("setPGStartupWait", Duration.class).invoke(builder, START);
    return (AutoCloseable) builder.getClass().getMethod("start").invoke(builder);
  }

  /** The library has no class of its own for a machine that it has no programs for. */
  private static boolean isMissing(@Nullable Throwable failure) {
    String words = Optional.ofNullable(failure).map(Throwable::getMessage).orElse("");
    return Stream.of("Missing embedded postgres binaries", "Unsupported architecture", "Unknown OS")
        .anyMatch(words::startsWith);
  }

  JdbcAddress address() {
    try {
      int port = (int) server.getClass().getMethod("getPort").invoke(server);
      Properties login = new Properties();
      login.setProperty("user", "postgres");
      return new JdbcAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", login);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
