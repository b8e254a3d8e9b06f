package dev.migratedeploy.findings.squawk;

import dev.migratedeploy.findings.Database;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.Linter;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.findings.SizeWeight;
import dev.migratedeploy.findings.squawk.SquawkOutput.Violation;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.support.Program;
import dev.migratedeploy.support.SystemProgram;
import dev.migratedeploy.support.TempDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Squawk as it lies on the path. A failure of it is a note, and no verdict hangs on it. */
public final class Squawk implements Linter {
  /** For all scripts together. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Far below the length that every system allows for the arguments of a program. */
  private static final int BATCH = 500;

  private final String executable;
  private final Path directory;
  private final Program program;

  Squawk(String executable, Path directory, Program program) {
    this.executable = executable;
    this.directory = directory;
    this.program = program;
  }

  /**
   * Squawk where {@code PATH} leads to it, else nothing.
   *
   * @param directory of the project, in which its {@code .squawk.toml} counts
   */
  public static Linter onPath(Map<String, String> variables, Path directory) {
    String path = variables.getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> executableIn(folder).stream())
        .findFirst()
        .<Linter>map(file -> new Squawk(file.toString(), directory, new SystemProgram(path)))
        .orElseGet(Linter::none);
  }

  private static Optional<Path> executableIn(String folder) {
    try {
      return Optional.of(Path.of(folder).toAbsolutePath().resolve("squawk"))
          .filter(Files::isRegularFile)
          .filter(Files::isExecutable);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public Linting lint(List<MigrationScript> scripts, Database database, FindingsSettings settings) {
    List<Finding> findings = new ArrayList<>();
    if (!database.mayBePostgresql()) {
      return Linting.nothing();
    }
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      for (int from = 0; from < scripts.size(); from += BATCH) {
        List<MigrationScript> batch = scripts.subList(from, Math.min(from + BATCH, scripts.size()));
        findings.addAll(findings(batch, end, database, settings));
      }
    } catch (IOException e) {
      return new Linting(
          findings, Optional.of("squawk could not look at every script: " + e.getMessage()));
    }
    return new Linting(findings, Optional.empty());
  }

  private List<Finding> findings(
      List<MigrationScript> scripts, long end, Database database, FindingsSettings settings)
      throws IOException {
    try (TempDirectory folder = TempDirectory.open()) {
      // Squawk takes a path for a pattern: a name of ours has no character that means something.
      Map<String, MigrationScript> byCopy = new HashMap<>();
      for (MigrationScript script : scripts) {
        Path copy = folder.path().resolve("script" + byCopy.size() + ".sql");
        Files.write(copy, script.source().bytes());
        byCopy.put(copy.toString(), script);
      }
      return findings(byCopy, violations(byCopy.keySet(), end), database, settings);
    }
  }

  private List<Violation> violations(Set<String> files, long end) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(executable, "--reporter", "json", "--assume-in-transaction"),
                files.stream())
            .toList();
    Program.Ended ended =
        program.run(command, directory, Duration.ofNanos(end - System.nanoTime()));
    // It ends with 1 where it has found something, which is then in its output.
    if (ended.exitCode() > 1 || ended.output().isBlank()) {
      throw new IOException("exit code " + ended.exitCode() + " " + ended.complaint());
    }
    return SquawkOutput.read(ended.output());
  }

  private static List<Finding> findings(
      Map<String, MigrationScript> byFile,
      List<Violation> violations,
      Database database,
      FindingsSettings settings) {
    // Perhaps it speaks another database's SQL, and all that Squawk says of it means nothing.
    Set<String> foreign =
        violations.stream()
            .filter(it -> database == Database.UNKNOWN)
            .filter(it -> it.rule().equals(SquawkRules.SYNTAX_ERROR))
            .map(Violation::file)
            .collect(Collectors.toSet());
    List<Finding> findings = new ArrayList<>();
    for (Violation violation : violations) {
      MigrationScript script = byFile.get(violation.file());
      Severity severity = SquawkRules.severity(violation.rule(), settings);
      if (script != null && severity != Severity.OFF && !foreign.contains(violation.file())) {
        findings.add(
            finding(
                script.path(),
                severity,
                violation,
                SquawkRules.bySize(violation.rule(), settings)));
      }
    }
    return findings;
  }

  private static Finding finding(
      String path, Severity severity, Violation violation, SizeWeight weight) {
    String next =
        violation.help().isEmpty()
            ? "squawkhq.com/docs/" + violation.rule() + " says what to do"
            : violation.help();
    return new Finding(
        violation.rule(),
        severity,
        path,
        violation.line(),
        withoutFullStop(violation.message()),
        withoutFullStop(next),
        weight);
  }

  private static String withoutFullStop(String sentence) {
    return sentence.strip().replaceFirst("\\.$", "");
  }
}
