package dev.migratedeploy.deploy;

import dev.migratedeploy.deploy.task.TargetOutcome;
import java.util.function.Consumer;

/** What runs a request's command for each of many databases. */
@FunctionalInterface
public interface MigrationForEach {
  /**
   * The migration.
   *
   * @param outcomes gets what came of each database, once
   */
  Migration telling(Consumer<TargetOutcome> outcomes);
}
