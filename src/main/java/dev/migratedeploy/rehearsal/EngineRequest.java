package dev.migratedeploy.rehearsal;

import dev.migratedeploy.support.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine is to run, on which database.
 *
 * @param timeout for all of it
 */
public record EngineRequest(Address database, FlywaySetup flyway, Files files, Duration timeout) {
  /** Where the database is. */
  public sealed interface Address {
    /**
     * A database that the job brings along.
     *
     * @param url for JDBC, without user and password
     */
    record Server(String url, Optional<String> user, Optional<Secret> password)
        implements Address {}

    /** The PostgreSQL that the tool was built with. */
    record Embedded() implements Address {}
  }

  /**
   * How Flyway is set up.
   *
   * @param options by their names in a properties file, such as {@code flyway.placeholders.region};
   *     neither locations nor anything about a connection is among them
   * @param locations of scripts below the scripts folder, with slashes and Flyway's wildcards;
   *     empty for the folder itself
   * @param callbackLocations the same for callbacks
   */
  public record FlywaySetup(
      Map<String, String> options, List<String> locations, List<String> callbackLocations) {
    public FlywaySetup {
      options = Map.copyOf(options);
      locations = List.copyOf(locations);
      callbackLocations = List.copyOf(callbackLocations);
    }
  }

  /**
   * The files.
   *
   * @param base the folder with the scripts of the state that is deployed or on the target branch
   * @param scripts the folder with this commit's scripts
   * @param before a script that makes what only production has; it runs first
   * @param from a file with the schema of the base state, instead of its scripts
   */
  public record Files(Path base, Path scripts, Optional<Path> before, Optional<Path> from) {}
}
