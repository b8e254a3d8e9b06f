package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.EngineRequest.FlywaySetup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Flyway on one folder of scripts, set up as the environment's.
 *
 * @param folder absolute
 * @param overrides options that are set otherwise
 */
record FlywayRuns(
    EmptyDatabase database, FlywaySetup setup, Path folder, Map<String, String> overrides) {
  /**
   * For the base state: nobody else is in this database, and an index that was built concurrently
   * must not wait for Flyway's own lock.
   */
  private static final Map<String, String> FOR_THE_BASE =
      Map.of("flyway.postgresql.transactional.lock", "false", "flyway.group", "false");

  /** What is said to the engine otherwise, or is a class that only the environment's image has. */
  private static final Set<String> NOT_HERE =
      Set.of(
          "flyway.url",
          "flyway.user",
          "flyway.password",
          "flyway.driver",
          "flyway.locations",
          "flyway.callbackLocations",
          "flyway.callbacks",
          "flyway.resolvers",
          "flyway.jarDirs",
          "flyway.loggers",
          "flyway.connectRetries",
          "flyway.connectRetriesInterval");

  private static final String TARGET = "flyway.target";

  static FlywayRuns ofBase(EmptyDatabase database, FlywaySetup setup, Path folder) {
    Map<String, String> overrides = new TreeMap<>(FOR_THE_BASE);
    // The version to stop at may be a new script's: with a question mark, Flyway does without it.
    Optional.ofNullable(setup.options().get(TARGET))
        .filter(target -> target.strip().matches("\\d[\\d._]*"))
        .ifPresent(target -> overrides.put(TARGET, target.strip() + "?"));
    return new FlywayRuns(database, setup, folder, overrides);
  }

  static FlywayRuns ofScripts(EmptyDatabase database, FlywaySetup setup, Path folder) {
    return new FlywayRuns(database, setup, folder, Map.of());
  }

  Flyway with(Callback callback) {
    return configuration(List.of(callback)).load();
  }

  Configuration configuration() {
    return configuration(List.of()).load().getConfiguration();
  }

  /** For files that are no scripts: neither scripts nor callbacks are looked for. */
  Configuration forFiles(boolean placeholders) {
    return configuration(List.of())
        .skipDefaultCallbacks(true)
        .skipDefaultResolvers(true)
        .placeholderReplacement(placeholders)
        .load()
        .getConfiguration();
  }

  private FluentConfiguration configuration(List<Callback> callbacks) {
    Map<String, String> options = new TreeMap<>(setup.options());
    options.putAll(overrides);
    options.keySet().removeAll(NOT_HERE);
    try {
      FluentConfiguration flyway =
          Flyway.configure()
              .configuration(options)
              .dataSource(database.address())
              .locations(below(setup.locations()))
              .callbacks(callbacks.toArray(Callback[]::new));
      return setup.callbackLocations().isEmpty()
          ? flyway
          : flyway.callbackLocations(below(setup.callbackLocations()));
    } catch (FlywayException e) {
      throw StoppedException.refused(
          "Flyway does not take the environment's options: " + e.getMessage(),
          "correct the option where it is set: in Flyway's configuration, or under rehearse:"
              + " environment: in the settings");
    }
  }

  private String[] below(List<String> locations) {
    return (locations.isEmpty() ? List.of("") : locations)
        .stream().map(this::below).toArray(String[]::new);
  }

  /** Not as a path: there may be wildcards in it. */
  private String below(String location) {
    return "filesystem:" + folder + (location.isEmpty() ? "" : "/" + location);
  }

  /** A script's path below the folder. */
  String path(MigrationInfo script) {
    return Optional.ofNullable(script.getPhysicalLocation())
        .map(Path::of)
        .filter(file -> file.startsWith(folder))
        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
        .orElseGet(script::getScript);
  }
}
