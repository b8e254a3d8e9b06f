package dev.migratedeploy.observer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The one observer of this process; Flyway may make several callbacks of one class. Nothing that is
 * thrown here comes to Flyway.
 */
public final class Observer {
  private static final ObserverEnvironment ENVIRONMENT = new ObserverEnvironment(System.getenv());

  private static final RunResult RESULT = new RunResult();

  private static boolean connected;
  private static @Nullable LineOutput lines;
  private static @Nullable ScriptObserver observation;

  private Observer() {}

  /**
   * Whether {@link #handle} is to be called. For events that Flyway opens another connection for
   * the answer is no; being asked is enough.
   */
  public static boolean wants(Event event, @Nullable Context context) {
    try {
      if (ENVIRONMENT.key == null) {
        return false;
      }
      Connection connection = connection(context);
      if (connection != null && context != null && !connected) {
        connected = true;
        connect(ENVIRONMENT.key, context.getConfiguration(), connection);
      }
      switch (event) {
        case BEFORE_EACH_MIGRATE:
        case AFTER_EACH_MIGRATE:
        case AFTER_EACH_MIGRATE_ERROR:
        case BEFORE_EACH_MIGRATE_STATEMENT:
        case AFTER_EACH_MIGRATE_STATEMENT:
        case AFTER_EACH_MIGRATE_STATEMENT_ERROR:
          return observation != null;
        case BEFORE_MIGRATE:
          RESULT.migrating = true;
          return false;
        case BEFORE_INFO:
          RESULT.asksForInfo = true;
          return false;
        default:
          return false;
      }
    } catch (Throwable failure) {
      stop(failure);
      return false;
    }
  }

  /** Takes an event that {@link #wants} asked for. */
  public static void handle(Event event, Context context) {
    ScriptObserver running = observation;
    if (running == null) {
      return;
    }
    try {
      switch (event) {
        case BEFORE_EACH_MIGRATE:
          running.scriptBegins(context);
          break;
        case BEFORE_EACH_MIGRATE_STATEMENT:
          running.statementBegins(context);
          break;
        case AFTER_EACH_MIGRATE_STATEMENT:
          running.statementEnds(context);
          break;
        case AFTER_EACH_MIGRATE_STATEMENT_ERROR:
          running.statementFails(context);
          break;
        case AFTER_EACH_MIGRATE:
          running.scriptEnds(context);
          break;
        default:
          running.scriptFails(context);
      }
    } catch (Throwable failure) {
      stop(failure);
    }
  }

  /** Flyway's own; null for events that have none. */
  private static @Nullable Connection connection(@Nullable Context context) {
    try {
      return context == null ? null : context.getConnection();
    } catch (RuntimeException none) {
      return null;
    }
  }

  private static void connect(String key, Configuration configuration, Connection main)
      throws SQLException {
    DatabaseMetaData about = main.getMetaData();
    String product = about.getDatabaseProductName();
    DatabaseSessions database = database(product, configuration);
    if (database != null) {
      try {
        database.connected(main);
      } catch (SQLException failure) {
        database = null;
      }
    }
    LineOutput output = new LineOutput(System.out, key, ENVIRONMENT.run);
    lines = output;
    JsonLine started =
        JsonLine.of("started")
            .put("observer", Observer.class.getPackage().getImplementationVersion())
            .put("try", ENVIRONMENT.tried)
            .put("flyway", flywayVersion())
            .put("product", product)
            .put("productVersion", about.getDatabaseProductVersion())
            .put("supported", database != null);
    if (database != null && ENVIRONMENT.locks != null) {
      started.json("locks", ENVIRONMENT.locks.json());
    }
    output.write(started);
    if (database != null) {
      observation = new ScriptObserver(output, database, configuration, ENVIRONMENT.locks, RESULT);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  new EndOfRun(output, database, configuration, ENVIRONMENT, RESULT),
                  "migrate-deploy-shutdown"));
    }
  }

  private static @Nullable DatabaseSessions database(String product, Configuration configuration) {
    if ("PostgreSQL".equals(product)) {
      return new PostgreSql(EndOfRun.schema(configuration), configuration.isGroup());
    }
    boolean maria = "MariaDB".equals(product);
    return maria || "MySQL".equals(product) ? new MySql(maria) : null;
  }

  /** As Flyway prints it; its jar's manifest does not tell it in every version. */
  private static @Nullable String flywayVersion() {
    try (InputStream file =
        Configuration.class.getResourceAsStream("/org/flywaydb/core/internal/version.txt")) {
      return file == null
          ? null
          : new String(file.readAllBytes(), StandardCharsets.US_ASCII).trim();
    } catch (IOException failure) {
      return null;
    }
  }

  private static void stop(Throwable failure) {
    observation = null;
    try {
      LineOutput output = lines;
      if (output != null) {
        output.lost("observer", failure);
      }
    } catch (Throwable ignored) {
      // Flyway goes on without it.
    }
  }
}
