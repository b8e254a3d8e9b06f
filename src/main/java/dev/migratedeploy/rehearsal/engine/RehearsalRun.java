package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.EngineRequest;
import dev.migratedeploy.rehearsal.EngineRequest.Address;
import dev.migratedeploy.rehearsal.result.BaseState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One rehearsal, from the connection to its end. */
final class RehearsalRun {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EngineRequest request;
  private final ShownText text;
  private final RehearsalProgress progress;
  private volatile @Nullable EmbeddedServer server;

  RehearsalRun(EngineRequest request, EventOutput out) {
    this.request = request;
    this.text = ShownText.of(request);
    this.progress = new RehearsalProgress(out);
  }

  void rehearse() throws SQLException {
    try {
      EmptyDatabase database = open();
      EngineRequest.Files files = request.files();
      FlywayRuns base = FlywayRuns.ofBase(database, request.flyway(), absolute(files.base()));
      FlywayRuns scripts =
          FlywayRuns.ofScripts(database, request.flyway(), absolute(files.scripts()));
      OwnBlockage blockage =
          new OwnBlockage(database.address(), scripts.configuration().getTable());
      if (database.isPostgreSql()) {
        daemon("blockage", blockage::watch);
      }
      BaseState state = new BaseStateRun(base, text, progress).make(files);
      progress.started(database.product(), state);
      new NewScripts(scripts, text, progress, blockage, !state.passedOver().isEmpty()).run();
    } catch (StoppedException e) {
      progress.stop(e.stopped());
    }
  }

  private static Path absolute(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  private EmptyDatabase open() throws SQLException {
    if (request.database() instanceof Address.Server given) {
      return DatabaseConnection.to(given, text).open(patience());
    }
    EmbeddedServer started = EmbeddedServer.start();
    server = started;
    return DatabaseConnection.to(started.address(), text).open(patience());
  }

  private Duration patience() {
    Duration most = request.timeout().multipliedBy(4).dividedBy(5);
    return most.compareTo(PATIENCE) < 0 ? most : PATIENCE;
  }

  /** A script may wait for something that never comes. */
  void endsAfter(Duration timeout) {
    daemon(
        "deadline",
        () -> {
          long until = System.nanoTime() + timeout.toNanos();
          while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
          }
          progress.timeUp(timeout);
          end();
        });
  }

  /** The process that has started this one has gone: nobody reads what it finds. */
  void endsWith(BufferedReader input) {
    daemon(
        "input",
        () -> {
          try {
            while (input.readLine() != null) {
              // Nothing more is expected.
            }
          } catch (IOException e) {
            // It is closed, in another way.
          }
          end();
        });
  }

  /** Ends the process, with whatever may still run in it. */
  void end() {
    EmbeddedServer started = server;
    if (started != null) {
      try {
        started.close();
      } catch (Exception e) {
        System.err.println("the embedded PostgreSQL did not end: " + e);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
