package dev.migratedeploy.rehearsal.engine;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Properties;

/**
 * The PostgreSQL that the tool was built with. Its classes are there only for the demo and the
 * tests, so they are called by their names.
 */
final class EmbeddedServer implements AutoCloseable {
  private static final String CLASS = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

  /** A machine that builds at the same time needs more than its own ten seconds. */
  private static final Duration START = Duration.ofMinutes(1);

  private final AutoCloseable server;

  private EmbeddedServer(AutoCloseable server) {
    this.server = server;
  }

  static EmbeddedServer start() {
    try {
      Object builder = Class.forName(CLASS).getMethod("builder").invoke(null);
      builder
          .getClass()
          .getMethod("setServerConfig", String.class, String.class)
          .invoke(builder, "fsync", "off");
      builder.getClass().getMethod("setPGStartupWait", Duration.class).invoke(builder, START);
      return new EmbeddedServer(
          (AutoCloseable) builder.getClass().getMethod("start").invoke(builder));
    } catch (ClassNotFoundException e) {
      throw StoppedException.refused(
          "--database embedded is there only if migrate-deploy was built from its sources",
          "give --database the URL of an empty database, such as that of a service container");
    } catch (InvocationTargetException e) {
      throw StoppedException.notStarted(
          "the embedded PostgreSQL did not start: " + e.getCause(),
          "correct what it says, or give --database the URL of an empty database");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
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
