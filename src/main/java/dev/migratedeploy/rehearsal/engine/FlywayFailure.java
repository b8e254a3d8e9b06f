package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.result.ScriptFailure;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

/**
 * What Flyway says when it gives up.
 *
 * @param callback the callback that failed, such as {@code afterMigrate}
 * @param bySql whether the database refused something
 * @param connectionLost whether nothing more can be said to the database on this connection
 */
record FlywayFailure(
    Optional<String> callback, boolean bySql, boolean connectionLost, ScriptFailure failure) {
  private static final Pattern CALLBACK =
      Pattern.compile("Error while executing (\\w+) callback: ");

  static FlywayFailure of(Throwable thrown, ShownText text) {
    Optional<FlywaySqlScriptException> script = find(thrown, FlywaySqlScriptException.class);
    Optional<SQLException> sql = find(thrown, SQLException.class);
    boolean lost = sql.map(SQLException::getSQLState).filter(FlywayFailure::isLost).isPresent();
    String message =
        sql.map(SQLException::getMessage)
            .filter(said -> !said.isBlank())
            .orElseGet(() -> ofLibrary(thrown));
    Optional<String> callback =
        Optional.of(CALLBACK.matcher(String.valueOf(thrown.getMessage())))
            .filter(Matcher::lookingAt)
            .map(found -> found.group(1));
    String where =
        callback
            .map(name -> script.map(it -> it.getResource().getFilename()).orElse(name) + ": ")
            .orElse("");
    return new FlywayFailure(
        callback,
        sql.isPresent(),
        lost,
        new ScriptFailure(
            where
                + (lost ? "the connection to the database was lost: " : "")
                + text.message(message),
            sql.map(SQLException::getSQLState),
            script
                .filter(it -> it.getLineNumber() > 0)
                .map(it -> text.statement(it.getLineNumber(), it.getStatement()))));
  }

  FlywayFailure with(ScriptFailure other) {
    return new FlywayFailure(callback, bySql, connectionLost, other);
  }

  /** Whether a callback has failed that runs before a script: the one before has ended well. */
  boolean isBeforeAScript() {
    return callback.filter("beforeEachMigrate"::equals).isPresent();
  }

  /** SQLSTATE class 08, and PostgreSQL's for a server that is going down or a session ended. */
  private static boolean isLost(String sqlState) {
    return sqlState.startsWith("08") || sqlState.matches("57P0[1-5]");
  }

  /** What Flyway says itself where Java does not name the file that it cannot decode. */
  private static String ofLibrary(Throwable thrown) {
    Throwable root = root(thrown);
    return String.valueOf((root instanceof CharacterCodingException ? thrown : root).getMessage());
  }

  private static Throwable root(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; depth < 20; depth++) {
      Throwable cause = at.getCause();
      if (cause == null) {
        break;
      }
      at = cause;
    }
    return at;
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }
}
