package dev.migratedeploy.rehearsal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/** A look at the database in the midst of a script, on the script's own connection. */
@FunctionalInterface
interface Look<T> {
  Optional<T> at() throws SQLException;

  /**
   * Empty if it fails.
   *
   * @param savepoint whether the transaction is taken back to where it was then
   */
  static <T> Optional<T> guarded(Connection connection, boolean savepoint, Look<T> look) {
    try {
      if (!savepoint || connection.getAutoCommit()) {
        return look.at();
      }
      Savepoint before = connection.setSavepoint();
      try {
        Optional<T> seen = look.at();
        connection.releaseSavepoint(before);
        return seen;
      } catch (SQLException | RuntimeException e) {
        connection.rollback(before);
        return Optional.empty();
      }
    } catch (SQLException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
