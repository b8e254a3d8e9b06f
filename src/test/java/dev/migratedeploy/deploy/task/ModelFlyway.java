package dev.migratedeploy.deploy.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What Flyway's migrate does and prints, of whole versions alone; it passes over what is late. */
final class ModelFlyway {
  private static final String BORDER =
      "+-----------+---------+-------------+------+----+-------+----------+";

  final List<String> lines = new ArrayList<>();
  final Set<Integer> applied = new TreeSet<>();
  final boolean skips;
  private final Set<Integer> scripts;
  private final Set<Integer> written = new TreeSet<>();
  private final OptionalInt target;
  private final boolean outOfOrder;
  private final int baselineOnMigrate;
  private int baseline;

  ModelFlyway(Random random, Set<Integer> scripts) {
    this.scripts = scripts;
    boolean used = random.nextBoolean();
    baseline = used && random.nextInt(3) == 0 ? random.nextInt(12) : 0;
    baselineOnMigrate = !used && random.nextInt(3) == 0 ? 1 + random.nextInt(11) : 0;
    if (used) {
      // Not all that the database has need be among today's scripts.
      UnappliedScriptsPropertyTest.some(random, 0.5).stream()
          .filter(version -> version > baseline)
          .limit(random.nextInt(6))
          .forEach(applied::add);
    }
    written.addAll(applied);
    target = random.nextInt(4) == 0 ? OptionalInt.of(random.nextInt(10)) : OptionalInt.empty();
    outOfOrder = random.nextInt(3) == 0;
    skips = random.nextInt(8) == 0;
  }

  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("migrate"));
    target.ifPresent(version -> arguments.add("-target=" + version));
    if (outOfOrder) {
      arguments.add("-outOfOrder=true");
    }
    if (skips) {
      arguments.add("-skipExecutingMigrations=true");
    }
    return arguments;
  }

  void migrate() {
    if (baselineOnMigrate > 0 && !skips) {
      baseline = baselineOnMigrate;
      lines.add("Successfully baselined schema with version: " + baseline);
    }
    int current = current();
    lines.add(
        "Current version of schema \"public\": " + (current == 0 ? "<< Empty Schema >>" : current));
    int count = 0;
    int last = 0;
    for (int version : scripts) {
      boolean late = version < current;
      if (written.contains(version) || state(version, current).isPresent()) {
        continue;
      }
      if (!skips) {
        lines.add(
            "Migrating schema \"public\" to version \"%d - s\"%s"
                .formatted(version, late ? " [out of order]" : ""));
        applied.add(version);
      }
      written.add(version);
      count++;
      last = version;
    }
    lines.add(
        count == 0
            ? "Schema \"public\" is up to date. No migration necessary."
            : "Successfully applied %d migration%s to schema \"public\", now at version v%d (execution time 00:00.012s)"
                .formatted(count, count == 1 ? "" : "s", last));
  }

  /** The state in which a version that is not in the history stays; empty if it is run. */
  private Optional<String> state(int version, int current) {
    if (version <= baseline) {
      return Optional.of(version == baseline ? "Ignored (Baseline)" : "Below Baseline");
    }
    if (target.isPresent() && version > target.getAsInt()) {
      return Optional.of("Above Target");
    }
    return version < current && !outOfOrder ? Optional.of("Ignored") : Optional.empty();
  }

  private int current() {
    return Math.max(baseline, written.stream().max(Integer::compare).orElse(0));
  }

  /** The version of the baseline; 0 if there is none. */
  int baseline() {
    return baseline;
  }

  /** The versions in the history, run or not. */
  Set<Integer> written() {
    return written;
  }

  /** What {@code info -infoSinceVersion} prints after the run. */
  List<String> table(int since) {
    return Stream.of(
            Stream.of(
                BORDER,
                "| Category | Version | Description | Type | Installed On | State | Undoable |",
                BORDER),
            scripts.stream()
                .filter(version -> version >= since)
                .map(
                    version ->
                        "| Versioned | %d | s | SQL |   | %s | No |"
                            .formatted(
                                version,
                                written.contains(version)
                                    ? "Success"
                                    : state(version, current()).orElse("Pending"))),
            Stream.of(BORDER))
        .flatMap(rows -> rows)
        .toList();
  }
}
