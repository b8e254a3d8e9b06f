package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Measures on PostgreSQL. Locks are read from a connection of its own; files and scans, which no
 * other session sees before the commit, in the script's session.
 */
final class PostgreSqlMeasure implements ScriptMeasure {
  /** Of a script's time, for looking at statements that it may have by the thousand. */
  private static final double SHARE = 0.05;

  /** So much is spent on such statements in any case. */
  private static final long ANYWAY = TimeUnit.MILLISECONDS.toNanos(50);

  private final LockWatcher watcher;
  private final LockSampler sampler;
  private final LongSupplier nanos;
  private final RanStatements ran = new RanStatements();

  private TablesBefore tables = TablesBefore.NONE;
  private LockTimes locks = new LockTimes(tables, Map.of());
  private TableEffects effects = new TableEffects(tables, locks);
  private TransactionState transaction = new TransactionState(false, false);

  private int session;
  private long began;
  private long spent;
  private long statementBegan;
  private StatementNature nature = StatementNature.DEFINITION;

  /** Whether it is known which tables were there before the script. */
  private boolean known;

  /** Whether something went wrong; what was seen until then still counts. */
  private boolean broken;

  PostgreSqlMeasure(LockWatcher watcher, LongSupplier nanos) {
    this.watcher = watcher;
    this.nanos = nanos;
    this.sampler = new LockSampler(nanos);
  }

  @Override
  public void scriptBegins(Connection connection) {
    ran.clear();
    spent = 0;
    broken = false;
    tables = TablesBefore.NONE;
    known = false;
    trying(
        () -> {
          session = BackendPid.of(connection);
          tables = watcher.tables();
          known = true;
          Map<Long, LockMode> heldBefore = watcher.heldBy(session, tables);
          transaction = new TransactionState(!connection.getAutoCommit(), !heldBefore.isEmpty());
          locks = new LockTimes(tables, heldBefore);
          effects = new TableEffects(tables, locks);
          if (!heldBefore.isEmpty()) {
            // Scripts before this one, in the same transaction.
            effects.known(TableStates.inTransaction(connection, heldBefore.keySet()));
          }
        });
    began = nanos.getAsLong();
  }

  @Override
  public void statementBegins(Connection connection, ScriptStatement statement) {
    long now = nanos.getAsLong();
    nature = StatementNature.of(statement.text());
    trying(
        () -> {
          if (transaction.mustCountBefore(nature)) {
            count(connection);
          } else if (!transaction.isOpen() && nature.takesSnapshot() && isAffordable(now)) {
            effects.counted(TableStates.scans(connection, tables.tables().keySet()));
            TablesBefore lockable =
                StatementNature.isConcurrent(statement.text()) ? tables.withoutIndexes() : tables;
            sampler.start(looks -> watcher.heldMeanwhile(session, lockable, looks));
          }
        });
    statementBegan = nanos.getAsLong();
    spent += statementBegan - now;
  }

  private void count(Connection connection) throws SQLException {
    if (transaction.isRolledBack()) {
      effects.known(TableStates.inTransaction(connection, tables.tables().keySet()));
    } else {
      effects.counted(TableStates.scansInTransaction(connection, tables.tables().keySet()));
    }
  }

  @Override
  public void statementEnds(Connection connection, ScriptStatement statement) {
    long ended = nanos.getAsLong();
    ran.add(new RanStatements.Ran(statement, nature, statementBegan), ended);
    transaction.after(nature);
    if (sampler.isRunning()) {
      trying(() -> sampled(connection, statement, ended - statementBegan));
      ran.clear();
    } else if (transaction.isOpen()
        ? isAffordable(ended)
        : nature == StatementNature.ENDS_TRANSACTION) {
      look(connection);
    }
    spent += nanos.getAsLong() - ended;
  }

  private boolean isAffordable(long now) {
    return !nature.isFrequent()
        || spent < Math.max(ANYWAY, (long) ((double) (now - began) * SHARE));
  }

  /** After a statement that was a transaction of its own. */
  private void sampled(Connection connection, ScriptStatement statement, long took)
      throws SQLException, InterruptedException {
    Map<Long, LockSampler.Seen> seen = sampler.stop();
    seen.forEach(
        (oid, lock) -> locks.seen(oid, lock.mode(), statement, lock.until() - lock.from()));
    Map<Long, TableState> states = watcher.states(tables.tables().keySet());
    Map<Long, Long> scans = TableStates.scans(connection, tables.tables().keySet());
    states.replaceAll((oid, state) -> state.scanned(scans.getOrDefault(oid, 0L)));
    effects
        .after(states, ran)
        .forEach(
            (oid, needed) -> {
              if (!seen.containsKey(oid)) {
                // It was too quick to be seen.
                locks.seen(oid, needed, statement, took);
              }
            });
  }

  /** After a statement whose transaction goes on, or was ended by it. */
  private void look(Connection connection) {
    if (ran.isEmpty()) {
      return;
    }
    trying(
        () -> {
          Map<Long, LockMode> held = watcher.heldBy(session, tables);
          locks.held(held, ran);
          if (transaction.isOpen() && transaction.mayAsk() && !held.isEmpty()) {
            effects.after(TableStates.inTransaction(connection, held.keySet()), ran);
          }
        });
    ran.clear();
  }

  @Override
  public Measurement scriptEnds(Connection connection) {
    long ended = nanos.getAsLong();
    look(connection);
    return measured(ended);
  }

  @Override
  public Measurement scriptFails() {
    long failed = nanos.getAsLong();
    trying(sampler::stop);
    return measured(failed);
  }

  @Override
  public void close() {
    sampler.close();
    watcher.close();
  }

  private Measurement measured(long ended) {
    return known ? new Measurement(!broken, locks.until(ended), effects.all()) : Measurement.NONE;
  }

  /** Whatever fails here is no failure of the script. */
  private void trying(Reading reading) {
    if (broken) {
      return;
    }
    try {
      reading.read();
    } catch (SQLException e) {
      broken = true;
    } catch (InterruptedException e) {
      broken = true;
      Thread.currentThread().interrupt();
    }
  }

  private interface Reading {
    void read() throws SQLException, InterruptedException;
  }
}
