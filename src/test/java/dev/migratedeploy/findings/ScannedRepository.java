package dev.migratedeploy.findings;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.Told;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Scripts as they were deployed last, and as they are now. */
final class ScannedRepository {
  private final Path folder;
  private final Map<String, String> before = new TreeMap<>();
  private final Map<String, String> now = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private Set<String> sameLines = Set.of();
  private boolean deployed;
  private Optional<TargetBranch> target = Optional.empty();
  private FlywayOptions options = FlywayOptions.none();
  private FindingsSettings settings = FindingsSettings.none();
  private boolean byFlyway = true;

  ScannedRepository(Path folder) {
    this.folder = folder;
  }

  /** Scripts that were deployed and are there still. */
  ScannedRepository deployed(String... paths) {
    deployed = true;
    for (String path : paths) {
      before.put(path, path);
      write(path, "SELECT 1;");
      now.put(path, path);
    }
    return this;
  }

  ScannedRepository script(String path, String sql) {
    return script(path, sql.getBytes(StandardCharsets.UTF_8));
  }

  ScannedRepository script(String path, byte[] bytes) {
    write(path, bytes);
    now.put(path, path + " now");
    return this;
  }

  ScannedRepository renamed(String path, String newPath) {
    now.remove(path);
    write(newPath, "SELECT 1;");
    now.put(newPath, before.getOrDefault(path, ""));
    return this;
  }

  ScannedRepository removed(String path) {
    now.remove(path);
    return this;
  }

  ScannedRepository target(Set<String> paths, Set<String> common) {
    target = Optional.of(new TargetBranch("main", paths, common));
    return this;
  }

  ScannedRepository sameLines(String path) {
    sameLines = Set.of(path);
    return this;
  }

  ScannedRepository options(String... arguments) {
    options = Told.by(arguments).options();
    return this;
  }

  ScannedRepository on(Database database) {
    return settings(
        new FindingsSettings(
            Optional.of(database), settings.rules(), settings.squawk(), settings.squawkDefault()));
  }

  ScannedRepository settings(FindingsSettings itsSettings) {
    settings = itsSettings;
    return this;
  }

  ScannedRepository byAnotherTool() {
    byFlyway = false;
    return this;
  }

  List<Finding> findings() {
    return findings(Linter.none());
  }

  List<Finding> findings(Linter linter) {
    return Findings.in(circumstances(), linter, notes::add);
  }

  /** Such as {@code drop V1__a.sql:3}. */
  List<String> found() {
    return findings().stream().map(finding -> finding.rule() + " " + finding.place()).toList();
  }

  List<String> notes() {
    return notes;
  }

  private RuleContext circumstances() {
    ComparisonBase baseline =
        deployed
            ? new ComparisonBase.LastDeployment("9be01d4c", Instant.EPOCH, 7)
            : new ComparisonBase.NoDeploymentYet();
    return new RuleContext(
        now.keySet().stream().map(path -> MigrationScript.of(path, folder.resolve(path))).toList(),
        ScriptChanges.between(baseline, before, now),
        sameLines,
        target,
        options,
        settings,
        byFlyway);
  }

  private void write(String path, String sql) {
    write(path, sql.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String path, byte[] bytes) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
