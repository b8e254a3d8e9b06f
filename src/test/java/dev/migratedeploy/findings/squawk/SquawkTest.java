package dev.migratedeploy.findings.squawk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.findings.Database;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.Linter;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.findings.SizeWeight;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.support.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SquawkTest {
  private static final String RENAMES =
      "[{\"file\":\"%s\",\"line\":2,\"column\":0,\"level\":\"Warning\",\"message\":\"Renaming a"
          + " table may break existing clients.\",\"help\":null,\"rule_name\":\"renaming-table\"}]";

  @TempDir Path folder = Path.of("");

  @Test
  void itsFindingsHaveItsOwnRuleNames() throws IOException {
    MigrationScript script = script("[odd] *name.sql", "\n\nALTER TABLE a RENAME TO b;\n");
    Linter.Linting linting = lint(answering(RENAMES), FindingsSettings.none(), script);
    assertThat(linting.note()).isEmpty();
    assertThat(linting.findings())
        .containsExactly(
            new Finding(
                "renaming-table",
                Severity.WARNING,
                "[odd] *name.sql",
                3,
                "Renaming a table may break existing clients",
                "squawkhq.com/docs/renaming-table says what to do"));
  }

  @Test
  void theSettingsWeighItsRules() throws IOException {
    MigrationScript script = script("V1__a.sql", "");
    assertThat(lint(answering(RENAMES), weighing("renaming-table", Severity.ERROR), script))
        .matches(linting -> linting.findings().get(0).isError());
    assertThat(lint(answering(RENAMES), weighing("renaming-table", Severity.OFF), script))
        .isEqualTo(Linter.Linting.nothing());
  }

  @Test
  void aRuleAboutLocksDependsOnTheTablesSizeUnlessItsSeverityIsSet() {
    SizeWeight bySize = SizeWeight.of(SizeWeight.Effect.RAISED_OR_LOWERED);
    FindingsSettings none = FindingsSettings.none();
    assertThat(SquawkRules.bySize("setting-not-nullable-field", none)).isEqualTo(bySize);
    assertThat(SquawkRules.bySize("renaming-table", none)).isEqualTo(SizeWeight.NONE);
    assertThat(
            SquawkRules.bySize(
                "changing-column-type", weighing("changing-column-type", Severity.WARNING)))
        .isEqualTo(SizeWeight.NONE);
    FindingsSettings byDefault =
        new FindingsSettings(Optional.empty(), Map.of(), Map.of(), Optional.of(Severity.INFO));
    assertThat(SquawkRules.bySize("changing-column-type", byDefault)).isEqualTo(SizeWeight.NONE);
  }

  @Test
  void aRuleCountsAsItIsNamedThenAsTheDefaultThenAsUsual() {
    FindingsSettings settings =
        new FindingsSettings(
            Optional.empty(),
            Map.of(),
            Map.of("ban-drop-table", Severity.ERROR),
            Optional.of(Severity.INFO));
    assertThat(SquawkRules.severity("ban-drop-table", settings)).isEqualTo(Severity.ERROR);
    assertThat(SquawkRules.severity("renaming-table", settings)).isEqualTo(Severity.INFO);
    assertThat(SquawkRules.severity("syntax-error", settings)).isEqualTo(Severity.OFF);
    assertThat(SquawkRules.severity("ban-drop-table", FindingsSettings.none()))
        .isEqualTo(Severity.OFF);
    assertThat(SquawkRules.severity("renaming-table", FindingsSettings.none()))
        .isEqualTo(Severity.WARNING);
    assertThat(SquawkRules.severity("prefer-text-field", FindingsSettings.none()))
        .isEqualTo(Severity.INFO);
  }

  @Test
  void whatItCannotParseIsPerhapsAnotherDatabasesSql() throws IOException {
    String syntax =
        RENAMES.replace("}]", "},{\"file\":\"%1$s\",\"line\":0,\"rule_name\":\"syntax-error\"}]");
    Program program = answering(syntax.replace("\"%s\"", "\"%1$s\""));
    MigrationScript script = script("V1__a.sql", "");
    assertThat(lint(program, FindingsSettings.none(), script).findings()).isEmpty();
    assertThat(
            new Squawk("squawk", folder, program)
                .lint(List.of(script), Database.POSTGRESQL, FindingsSettings.none())
                .findings())
        .hasSize(1);
  }

  @Test
  void itIsNotAskedAboutOtherDatabases() throws IOException {
    Program never =
        (command, directory, timeout) -> {
          throw new AssertionError("it was run");
        };
    for (Database database : List.of(Database.MYSQL, Database.OTHER)) {
      assertThat(
              new Squawk("squawk", folder, never)
                  .lint(List.of(script("V1__a.sql", "")), database, FindingsSettings.none()))
          .isEqualTo(Linter.Linting.nothing());
    }
  }

  @Test
  void manyScriptsAreGivenToItInBatches() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    Program program =
        (command, directory, timeout) -> {
          assertThat(command).startsWith("squawk", "--reporter", "json");
          sizes.add((int) command.stream().filter(it -> it.endsWith(".sql")).count());
          return new Program.Ended(0, "[]", "");
        };
    MigrationScript script = script("V1__a.sql", "");
    lint(
        program,
        FindingsSettings.none(),
        IntStream.range(0, 1_001).mapToObj(i -> script).toArray(MigrationScript[]::new));
    assertThat(sizes).containsExactly(500, 500, 1);
  }

  @Test
  void whateverGoesWrongIsANote() throws IOException {
    MigrationScript script = script("V1__a.sql", "SELECT 1;");
    for (String output : List.of("", "no JSON", "{}", "[{}]", "[{\"rule_name\":\"x\"}]", "null")) {
      Linter.Linting linting = lint(answering(output), FindingsSettings.none(), script);
      assertThat(linting.findings()).isEmpty();
      assertThat(linting.note()).as(output).isPresent();
    }
    Program broken = (command, directory, timeout) -> new Program.Ended(101, "[]", "panicked");
    assertThat(lint(broken, FindingsSettings.none(), script).note())
        .contains("squawk could not look at every script: exit code 101 panicked");
    Program hanging =
        (command, directory, timeout) -> {
          throw new IOException("it took longer than 60 s");
        };
    assertThat(lint(hanging, FindingsSettings.none(), script).note()).isPresent();
  }

  private Linter.Linting lint(
      Program program, FindingsSettings settings, MigrationScript... scripts) {
    return new Squawk("squawk", folder, program).lint(List.of(scripts), Database.UNKNOWN, settings);
  }

  /** A program that says something of the one script that it is given. */
  private static Program answering(String output) {
    return (command, directory, timeout) ->
        new Program.Ended(
            1,
            output.contains("%") ? output.formatted(command.get(command.size() - 1)) : output,
            "");
  }

  private static FindingsSettings weighing(String rule, Severity severity) {
    return new FindingsSettings(
        Optional.empty(), Map.of(), Map.of(rule, severity), Optional.empty());
  }

  private MigrationScript script(String name, String sql) throws IOException {
    return MigrationScript.of(name, Files.writeString(folder.resolve(name), sql));
  }
}
