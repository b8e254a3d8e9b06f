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
 * thrown here comes to Flyway; but only what is as planned may be changed, where a plan is given.
 */
public final class Observer {
  private static final ObserverEnvironment ENVIRONMENT = new ObserverEnvironment(System.getenv());

  private static final RunResult RESULT = new RunResult();

  private static final HistoryGate GATE = new HistoryGate(ENVIRONMENT);

  private static boolean connected;
  private static @Nullable LineOutput lines;
  private static @Nullable ScriptObserver observation;

  private Observer() {}

  /** Takes an event, on the thread and at the moment at which Flyway has come to it. */
  public static void sees(Event event, @Nullable Context context) {
    if (ENVIRONMENT.key == null) {
      return;
    }
    try {
      if (!connected) {
        Connection connection = connection(context);
        if (connection != null && context != null) {
          connected = true;
          connect(ENVIRONMENT.key, context.getConfiguration(), connection);
        }
      }
      if (context != null) {
        GATE.before(event);
      }
      if (event == Event.BEFORE_MIGRATE) {
        RESULT.migrating = true;
      } else if (event == Event.BEFORE_INFO) {
        RESULT.asksForInfo = true;
      } else if (observation != null && context != null) {
        hand(event, context, observation);
      }
    } catch (Throwable failure) {
      GATE.failed(failure);
      stop(failure);
    }
  }

  private static void hand(Event event, Context context, ScriptObserver running)
      throws SQLException {
    switch (event) {
      case BEFORE_EACH_MIGRATE_STATEMENT:
        running.statementBegins(context);
        break;
      case AFTER_EACH_MIGRATE_STATEMENT:
        running.statementEnds(context);
        break;
      case AFTER_EACH_MIGRATE_STATEMENT_ERROR:
        running.statementFails(context);
        break;
      case BEFORE_EACH_MIGRATE:
        running.scriptBegins(context);
        break;
      case AFTER_EACH_MIGRATE:
        running.scriptEnds(context);
        break;
      case AFTER_EACH_MIGRATE_ERROR:
        running.scriptFails(context);
        break;
      default:
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
    GATE.connected(output, database, configuration);
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
