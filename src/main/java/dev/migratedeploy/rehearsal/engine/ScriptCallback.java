package dev.migratedeploy.rehearsal.engine;

import java.sql.Connection;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Follows Flyway from script to script and from statement to statement, on its own thread. */
record ScriptCallback(Watch watch) implements Callback {
  /** Is told where Flyway is. */
  interface Watch {
    void scriptBegins(MigrationInfo script, Connection connection);

    void statementBegins(Connection connection);

    void statementEnds(Connection connection);

    /** After the last statement, before the commit. */
    void scriptEnds(Connection connection);
  }

  @Override
  public boolean supports(Event event, Context context) {
    return switch (event) {
      case BEFORE_EACH_MIGRATE,
          BEFORE_EACH_MIGRATE_STATEMENT,
          AFTER_EACH_MIGRATE_STATEMENT,
          AFTER_EACH_MIGRATE ->
          true;
      default -> false;
    };
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    Connection connection = context.getConnection();
    switch (event) {
      case BEFORE_EACH_MIGRATE -> watch.scriptBegins(context.getMigrationInfo(), connection);
      case BEFORE_EACH_MIGRATE_STATEMENT -> watch.statementBegins(connection);
      case AFTER_EACH_MIGRATE_STATEMENT -> watch.statementEnds(connection);
      case AFTER_EACH_MIGRATE -> watch.scriptEnds(connection);
      default -> {}
    }
  }

  /** Flyway calls them in the order of their names; those without one, as most are, last. */
  @Override
  public String getCallbackName() {
    return "\uffff";
  }
}
