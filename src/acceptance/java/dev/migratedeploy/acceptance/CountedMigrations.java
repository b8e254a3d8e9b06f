package dev.migratedeploy.acceptance;

import dev.migratedeploy.localcloud.container.ContainerRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Runs nothing, but says what Flyway says, at once or when it is let go on; and knows how often it
 * has migrated each database, and whether two did so at a time.
 */
final class CountedMigrations implements ContainerRuntime {
  /** The names of a database's migration, in the order of its log. */
  static final List<String> LOG =
      List.of(
          "Flyway OSS Edition 12.4.0 by Redgate",
          "Database: jdbc:postgresql://db/shop (PostgreSQL 17.0)",
          "Successfully validated 1 migration (execution time 00:00.011s)",
          "Current version of schema \"public\": << Empty Schema >>",
          "Migrating schema \"public\" to version \"1 - tea\"",
          "Successfully applied 1 migration to schema \"public\", now at version v1 (execution time"
              + " 00:00.020s)");

  /** How much of its log a migration writes before it waits. */
  private static final int BEFORE_THE_GATE = 5;

  private final Map<String, Integer> runs = new ConcurrentHashMap<>();
  private final Map<String, Integer> running = new ConcurrentHashMap<>();
  private final List<String> overlaps = new ArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Lets migrations from now on wait in their middle. */
  void holdBack() {
    gate = new CountDownLatch(1);
  }

  void letGo() {
    gate.countDown();
  }

  /** How often a database was migrated. */
  int of(String database) {
    return runs.getOrDefault(database, 0);
  }

  /** The databases that two tasks migrated at a time. */
  synchronized List<String> overlaps() {
    return List.copyOf(overlaps);
  }

  @Override
  public Container start(ContainerSpec spec) {
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    Thread thread = new Thread(() -> exit.complete(migrate(spec)), "migration");
    thread.setDaemon(true);
    thread.start();
    return new Migration(spec.image().substring(spec.image().indexOf('@') + 1), exit);
  }

  private int migrate(ContainerSpec spec) {
    String database = spec.environment().getOrDefault("FLYWAY_URL", "");
    runs.merge(database, 1, Integer::sum);
    if (running.merge(database, 1, Integer::sum) > 1) {
      synchronized (this) {
        overlaps.add(database);
      }
    }
    LOG.subList(0, BEFORE_THE_GATE).forEach(spec.output());
    try {
      gate.await();
    } catch (InterruptedException e) {
      return 143;
    }
    LOG.subList(BEFORE_THE_GATE, LOG.size()).forEach(spec.output());
    running.merge(database, -1, Integer::sum);
    spec.output().accept("[migrate-deploy] end exit=0 lines=" + LOG.size());
    return 0;
  }

  private record Migration(String imageDigest, CompletableFuture<Integer> exit)
      implements Container {
    @Override
    public void terminate() {
      exit.complete(143);
    }

    @Override
    public void kill() {
      exit.complete(137);
    }
  }
}
