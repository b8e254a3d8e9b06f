package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Measures on PostgreSQL. Locks are read from a connection of its own; files and scans, which no
 * other session sees before the commit, in the script's transaction behind a savepoint.
 */
final class PostgreSqlMeasure implements ScriptMeasure {
  /** Of a script's time, for looking at statements that it may have by the thousand. */
  private static final double SHARE = 0.1;

  private final Watcher watcher;
  private final LongSupplier nanos;

  private TablesBefore tables = TablesBefore.NONE;
  private LockTimes locks = new LockTimes(tables, Map.of());
  private TableEffects effects = new TableEffects(tables, locks);
  private final RanStatements ran = new RanStatements();

  private int session;
  private long began;
  private long spent;
  private long statementBegan;
  private StatementNature nature = StatementNature.DEFINITION;

  /** Whether the transaction has a snapshot, so that a query changes nothing. */
  private boolean snapshot;

  /** Whether it is known how often the transaction counts as having read the tables. */
  private boolean counted;

  /** Whether something went wrong; what was seen until then still counts. */
  private boolean broken;

  PostgreSqlMeasure(Watcher watcher, LongSupplier nanos) {
    this.watcher = watcher;
    this.nanos = nanos;
  }

  @Override
  public void scriptBegins(Connection connection) throws SQLException {
    broken = true;
    ran.clear();
    snapshot = false;
    counted = false;
    spent = 0;
    session = BackendPid.of(connection);
    tables = watcher.tables();
    Map<Long, LockMode> heldBefore = watcher.heldBy(session, tables);
    locks = new LockTimes(tables, heldBefore);
    effects = new TableEffects(tables, locks);
    if (!heldBefore.isEmpty()) {
      snapshot = true;
      effects.inherit(OwnTransaction.states(connection, heldBefore.keySet()));
    }
    broken = false;
    began = nanos.getAsLong();
  }

  @Override
  public void statementBegins(Connection connection, ScriptStatement statement)
      throws SQLException {
    nature = StatementNature.of(statement.text());
    if (!broken && !connection.getAutoCommit() && !counted && nature.takesSnapshot()) {
      counted = true;
      trying(() -> effects.begin(OwnTransaction.scans(connection, tables.tables().keySet())));
    }
    statementBegan = nanos.getAsLong();
  }

  @Override
  public void statementEnds(Connection connection, ScriptStatement statement) throws SQLException {
    long ended = nanos.getAsLong();
    snapshot = (snapshot || nature.takesSnapshot()) && nature != StatementNature.ENDS_TRANSACTION;
    counted &= nature != StatementNature.ENDS_TRANSACTION;
    ran.add(new RanStatements.Ran(statement, nature, statementBegan), ended);
    if (!nature.isFrequent() || spent < (ended - began) * SHARE) {
      look(connection);
      spent += nanos.getAsLong() - ended;
    }
  }

  @Override
  public Measurement scriptEnds(Connection connection) throws SQLException {
    long ended = nanos.getAsLong();
    look(connection);
    return measured(ended);
  }

  @Override
  public Measurement scriptFails() {
    return measured(nanos.getAsLong());
  }

  @Override
  public void close() {
    watcher.close();
  }

  private Measurement measured(long ended) {
    return tables == TablesBefore.NONE
        ? Measurement.NONE
        : new Measurement(true, locks.until(ended), effects.all());
  }

  private void look(Connection connection) throws SQLException {
    if (broken || ran.isEmpty()) {
      return;
    }
    boolean inTransaction = !connection.getAutoCommit();
    trying(
        () -> {
          Map<Long, LockMode> held = watcher.heldBy(session, tables);
          locks.held(held, ran);
          if (inTransaction && snapshot && !held.isEmpty()) {
            effects.after(OwnTransaction.states(connection, held.keySet()), ran);
          }
        });
    ran.clear();
  }

  private void trying(Reading reading) {
    try {
      reading.read();
    } catch (SQLException e) {
      broken = true;
    }
  }

  private interface Reading {
    void read() throws SQLException;
  }

  /** The connection from which the script's session is watched. */
  static final class Watcher implements AutoCloseable {
    private final Connection connection;
    private final String schema;
    private final String historyTable;
    private final LockReading locks;

    Watcher(Connection connection, String schema, String historyTable) throws SQLException {
      this.connection = connection;
      this.schema = schema;
      this.historyTable = historyTable;
      this.locks = new LockReading(connection);
    }

    TablesBefore tables() throws SQLException {
      return TablesBefore.read(connection, schema, historyTable);
    }

    Map<Long, LockMode> heldBy(int session, TablesBefore tables) throws SQLException {
      return locks.heldBy(session, tables);
    }

    @Override
    public void close() {
      try (connection) {
        locks.close();
      } catch (SQLException ignored) {
        // It was used for reading.
      }
    }
  }
}
