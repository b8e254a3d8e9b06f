package dev.migratedeploy.rehearsal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnreachableDatabaseTest {
  private static final String WHERE = "postgresql://database/app";

  /** What a job of the template meets on a runner that starts no services. */
  @Test
  void aHostThatNobodyKnowsIsNamedWithWhatToSet() {
    SQLException failed =
        new SQLException(
            "The connection attempt failed.",
            "08001",
            new UnknownHostException("database: Name or service not known"));

    StoppedException stopped =
        UnreachableDatabase.notStarted(WHERE, "30 s", failed, "The connection attempt failed.");

    assertThat(stopped.stopped().cause())
        .isEqualTo(
            "could not reach the rehearsal's database postgresql://database/app, tried for 30 s: no"
                + " host has the name database");
    assertThat(stopped.stopped().next())
        .contains("shell and custom start none")
        .contains("rehearse: false");
  }

  @Test
  void aHostOnWhichNothingListensIsTheDriversToTell() {
    SQLException failed = new SQLException("refused", "08001", new ConnectException("refused"));

    StoppedException stopped = UnreachableDatabase.notStarted(WHERE, "30 s", failed, "refused");

    assertThat(stopped.stopped().cause()).endsWith("tried for 30 s: refused");
    assertThat(stopped.stopped().next()).contains("its own log tells whether it has started");
  }
}
