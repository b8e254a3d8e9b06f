package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.scripts.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Flyway's output said about a run and its database. What was not recognised in it is absent,
 * and never makes a verdict green.
 *
 * @param table of {@code flyway info}, if the command ran it too
 * @param validation by {@code validate}, and by {@code migrate}, which validates first
 */
public record MigrationResult(
    Schema schema,
    Begun begun,
    Ending ending,
    Failure failure,
    InfoTable table,
    ValidateOutput validation,
    RepairOutput repair) {
  /**
   * What the schema was and is.
   *
   * @param url the database's, as Flyway prints it
   * @param lookedAt whether Flyway said at which version the schema is: then it migrates
   * @param versionBefore absent if the schema was empty or was not looked at
   * @param versionAfter the version after a run that succeeded
   * @param baselined the version that this run baselined the schema with: nothing up to it was run
   */
  public record Schema(
      Optional<String> url,
      boolean lookedAt,
      Optional<String> versionBefore,
      Optional<String> versionAfter,
      Optional<Version> baselined) {
    private Schema followedBy(Schema next) {
      return new Schema(
          next.url.or(() -> url),
          lookedAt || next.lookedAt,
          lookedAt ? versionBefore : next.versionBefore,
          next.versionAfter.or(() -> versionAfter),
          baselined.or(() -> next.baselined));
    }
  }

  /**
   * The migrations that this run began.
   *
   * @param names as Flyway names them: {@code 7 - orders by region}
   * @param repeatables by their descriptions
   */
  public record Begun(List<String> names, Set<Version> versions, Set<String> repeatables) {
    public Begun {
      names = List.copyOf(names);
      versions = Set.copyOf(versions);
      repeatables = Set.copyOf(repeatables);
    }

    private Begun only(List<String> kept) {
      Set<Version> keptVersions =
          kept.stream().flatMap(name -> version(name).stream()).collect(Collectors.toSet());
      return new Begun(
          kept,
          versions.stream().filter(keptVersions::contains).collect(Collectors.toSet()),
          repeatables.stream().filter(kept::contains).collect(Collectors.toSet()));
    }

    private Begun followedBy(Begun next) {
      return new Begun(
          Stream.concat(names.stream(), next.names.stream()).distinct().toList(),
          union(versions, next.versions),
          union(repeatables, next.repeatables));
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
      return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    /** Flyway names a migration "7 - orders by region", or "7" if it has no description. */
    static Optional<Version> version(String name) {
      return Version.parse(name.split(" - ", 2)[0].strip());
    }
  }

  /**
   * What Flyway said at its end.
   *
   * @param saidApplied whether it said of all that it had begun that it is applied
   * @param count how many migrations it counted; 0 if it called the schema up to date, absent if it
   *     came to no end
   * @param executionTime how long they took, as Flyway prints it: {@code 00:09.012}
   * @param foundNone whether it found no script at all, which it calls a success
   */
  public record Ending(
      boolean saidApplied,
      Optional<Integer> count,
      Optional<String> executionTime,
      boolean foundNone) {}

  /**
   * What went wrong.
   *
   * @param migration the one that Flyway says has failed
   * @param rolledBack whether the database took it back by itself
   * @param error the first one that was reported
   */
  public record Failure(
      Optional<String> migration, boolean rolledBack, Optional<FlywayError> error) {}

  public boolean lookedAtSchema() {
    return schema.lookedAt();
  }

  public Optional<Version> baselined() {
    return schema.baselined();
  }

  public Optional<String> versionBefore() {
    return schema.versionBefore();
  }

  public Optional<String> versionAfter() {
    return schema.versionAfter();
  }

  public Set<Version> begunVersions() {
    return begun.versions();
  }

  public Set<String> begunRepeatables() {
    return begun.repeatables();
  }

  /** The migrations that this run applied, as Flyway names them. */
  public List<String> applied() {
    return begun.names().stream()
        .filter(migration -> !failure.migration().equals(Optional.of(migration)))
        .toList();
  }

  /** The same if the failure took back every migration of the run ({@code group=true}). */
  public MigrationResult withNothingApplied() {
    return new MigrationResult(
        schema,
        new Begun(failure.migration().stream().toList(), begun.versions(), begun.repeatables()),
        ending,
        failure,
        table,
        validation,
        repair);
  }

  /**
   * What this run and a further one in the same task came to: what failed here was tried again
   * there, and only the last run says how it ended.
   */
  public MigrationResult followedBy(MigrationResult next) {
    List<String> kept = applied();
    return new MigrationResult(
        schema.followedBy(next.schema),
        begun.only(kept).followedBy(next.begun),
        // What it counts is its own run only.
        new Ending(
            next.ending.saidApplied(),
            kept.isEmpty() ? next.ending.count() : Optional.empty(),
            next.ending.executionTime(),
            next.ending.foundNone()),
        next.failure,
        next.table,
        next.validation,
        next.repair);
  }

  public boolean saidApplied() {
    return ending.saidApplied();
  }

  public Optional<Integer> saidCount() {
    return ending.count();
  }

  public Optional<String> executionTime() {
    return ending.executionTime();
  }

  public boolean foundNoMigrations() {
    return ending.foundNone();
  }

  public Optional<String> failedMigration() {
    return failure.migration();
  }

  public boolean rolledBack() {
    return failure.rolledBack();
  }

  public Optional<FlywayError> error() {
    return failure.error();
  }
}
