package dev.migratedeploy.findings.squawk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migratedeploy.findings.Database;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.Linter;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.support.SystemProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Squawk as a process: one that a test makes, and the real one where there is one. */
class SquawkOnPathTest {
  private static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

  @TempDir Path folder = Path.of("");

  @Test
  void withoutItThereIsNothingToSay() throws IOException {
    String path = folder.resolve("nowhere") + File.pathSeparator + "\u0000";
    assertThat(lint(path, "ALTER TABLE a RENAME TO b;")).isEqualTo(Linter.Linting.nothing());
  }

  @Test
  void theOneOnThePathIsRunWithoutTheJobsVariables() throws IOException {
    executable(
        """
        #!/bin/sh
        env > "%s"
        for file; do :; done
        printf '[{"file":"%%s","line":0,"message":"m","help":"h","rule_name":"renaming-table"}]' "$file"
        echo noise >&2
        exit 1
        """
            .formatted(folder.resolve("env")));
    Linter.Linting linting = lint(folder + File.pathSeparator + PATH, "SELECT 1;");
    assertThat(linting.note()).isEmpty();
    assertThat(linting.findings()).extracting(Finding::place).containsExactly("V1__a.sql:1");
    assertThat(Files.readAllLines(folder.resolve("env")))
        .allMatch(line -> line.matches("(HOME|LANG|TMPDIR|PATH|PWD|OLDPWD|SHLVL|_)=.*"));
  }

  @Test
  void aJobRunsItWhereItStandsItself() throws IOException {
    Path here = executable("#!/bin/sh\npwd\n");
    assertThat(
            new SystemProgram(PATH)
                .run(List.of(here.toString()), Path.of(""), Duration.ofMinutes(1))
                .output())
        .isEqualToIgnoringNewLines(Path.of("").toAbsolutePath().toString());
  }

  @Test
  void oneThatHangsIsEnded() throws IOException {
    Path hanging = executable("#!/bin/sh\nsleep 600\n");
    SystemProgram program = new SystemProgram(PATH);
    Assertions.assertThatThrownBy(
            () -> program.run(List.of(hanging.toString()), folder, Duration.ofMillis(100)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("it took longer than");
  }

  @Test
  void theRealOneSaysWhatLocks() throws IOException {
    assumeTrue(
        Arrays.stream(PATH.split(File.pathSeparator, -1))
            .anyMatch(it -> Files.isExecutable(Path.of(it, "squawk"))),
        "squawk is not on the path");
    Linter.Linting linting =
        lint(
            PATH,
            """
            -- ours
            ALTER TABLE orders ALTER COLUMN region SET NOT NULL;
            DROP TABLE gone;
            """);
    assertThat(linting.note()).isEmpty();
    assertThat(linting.findings())
        .extracting(finding -> finding.rule() + " " + finding.place())
        .contains("adding-not-nullable-field V1__a.sql:2")
        .doesNotContain("ban-drop-table V1__a.sql:3");
    assertThat(lint(PATH, "SELECT 1;")).isEqualTo(Linter.Linting.nothing());
    assertThat(lint(PATH, "SELECT ((( FROM")).isEqualTo(Linter.Linting.nothing());
  }

  private Linter.Linting lint(String path, String sql) throws IOException {
    Path file = Files.writeString(folder.resolve("V1__a.sql"), sql);
    return Squawk.onPath(Map.of("PATH", path), folder)
        .lint(
            List.of(MigrationScript.of("V1__a.sql", file)),
            Database.POSTGRESQL,
            FindingsSettings.none());
  }

  private Path executable(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("squawk"), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
