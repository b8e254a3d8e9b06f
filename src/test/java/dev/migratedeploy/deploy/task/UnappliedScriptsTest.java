package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.configuration.Sources;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.UnappliedScript.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnappliedScriptsTest {
  private static final FlywayOptions PLAIN = FlywayOptions.none();
  private static final FlywayOptions TARGET = given("-target=2");
  private static final FlywayOptions CHERRY = given("-cherryPick=1,R__other");
  private static final FlywayOptions SKIP = given("-skipExecutingMigrations=true");

  private static final String EMPTY = "Current version of schema \"public\": << Empty Schema >>";
  private static final String AT_3 = "Current version of schema \"public\": 3";
  private static final String UP_TO_DATE =
      "Schema \"public\" is up to date. No migration necessary.";
  private static final String NONE_FOUND =
      "WARNING: No migrations found. Are your locations set up correctly?";

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aScriptIsLeftBehind(
      String how, List<String> log, FlywayOptions options, String script, Reason reason) {
    assertThat(unapplied(log, options, true, true, script))
        .containsExactly(new UnappliedScript(script, reason));
  }

  static Stream<Arguments> aScriptIsLeftBehind() {
    List<String> baselined = List.of(baseline("3"), AT_3, UP_TO_DATE);
    return Stream.of(
        arguments("below the baseline", baselined, PLAIN, "V2__a.sql", Reason.BELOW_BASELINE),
        arguments("at the baseline", baselined, PLAIN, "V3.0__a.sql", Reason.BELOW_BASELINE),
        arguments(
            "a baseline with dots",
            List.of(baseline("1.10"), UP_TO_DATE),
            PLAIN,
            "V1_9__a.sql",
            Reason.BELOW_BASELINE),
        arguments(
            "above the target",
            List.of(EMPTY, to("1 - a"), to("2 - b"), applied(2, "2")),
            TARGET,
            "V3__c.sql",
            Reason.ABOVE_TARGET),
        arguments(
            "above a target that need not exist",
            List.of(EMPTY, UP_TO_DATE),
            given("-target=0?"),
            "V1__a.sql",
            Reason.ABOVE_TARGET),
        arguments(
            "after the next one",
            List.of(EMPTY, to("1 - a"), applied(1, "1")),
            given("-target=next"),
            "V2__b.sql",
            Reason.ABOVE_TARGET),
        arguments(
            "not cherry-picked",
            List.of(EMPTY, to("1 - a"), applied(1, "1")),
            CHERRY,
            "V2__b.sql",
            Reason.NOT_CHERRY_PICKED),
        arguments(
            "a repeatable one that is not cherry-picked",
            List.of(EMPTY, to("1 - a"), applied(1, "1")),
            CHERRY,
            "R__view.sql",
            Reason.NOT_CHERRY_PICKED),
        arguments("skipped", List.of(EMPTY, applied(1, "1")), SKIP, "V1__a.sql", Reason.SKIPPED),
        arguments("skipped before", List.of(AT_3, UP_TO_DATE), SKIP, "V1__a.sql", Reason.SKIPPED),
        arguments(
            "a repeatable one skipped",
            List.of(EMPTY, applied(1, "1")),
            SKIP,
            "R__view.sql",
            Reason.SKIPPED),
        arguments(
            "not found among others",
            List.of(EMPTY, to("1 - a"), to("3 - c"), applied(2, "3")),
            PLAIN,
            "V2__b.sql",
            Reason.NOT_FOUND),
        arguments(
            "no script found at all",
            List.of(NONE_FOUND, EMPTY, UP_TO_DATE),
            PLAIN,
            "V1__a.sql",
            Reason.NOT_FOUND),
        arguments(
            "no script found, a repeatable one",
            List.of(NONE_FOUND, EMPTY, UP_TO_DATE),
            PLAIN,
            "R__view.sql",
            Reason.NOT_FOUND),
        arguments(
            "a version of the same digits",
            List.of(EMPTY, to("1.1 - a"), applied(1, "1.1")),
            PLAIN,
            "V11__a.sql",
            Reason.NOT_FOUND));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void flywaysTableDecides(String state, Optional<Reason> reason) {
    List<String> log =
        table("| Versioned | 2       | b           | SQL  |              | %s | No       |", state);
    assertThat(unapplied(log, PLAIN, true, true, "V2__b.sql"))
        .isEqualTo(reason.map(why -> new UnappliedScript("V2__b.sql", why)).stream().toList());
  }

  static Stream<Arguments> flywaysTableDecides() {
    return Stream.of(
        arguments("Success", Optional.empty()),
        arguments("Out of Order", Optional.empty()),
        arguments("Below Baseline", Optional.of(Reason.BELOW_BASELINE)),
        arguments("Ignored (Baseline)", Optional.of(Reason.BELOW_BASELINE)),
        arguments("Above Target", Optional.of(Reason.ABOVE_TARGET)),
        arguments("Ignored", Optional.of(Reason.IGNORED)),
        arguments("Undone", Optional.of(Reason.PENDING)),
        arguments("Pending", Optional.of(Reason.PENDING)));
  }

  @Test
  void aScriptThatFlywaysTableDoesNotHoldWasNotFound() {
    List<String> log =
        table(
            "| Versioned | 1       | a           | SQL  |              | %s | No       |",
            "Success");
    assertThat(unapplied(log, PLAIN, true, true, "V2__b.sql", "R__view.sql"))
        .containsExactly(
            new UnappliedScript("V2__b.sql", Reason.NOT_FOUND),
            new UnappliedScript("R__view.sql", Reason.NOT_FOUND));
  }

  @Test
  void theLastRowOfARepeatableScriptIsItsState() {
    List<String> log =
        table(
            "| Repeatable |        | view        | SQL  |              | Superseded | No       |",
            "| Repeatable |        | view        | SQL  |              | %s | No       |",
            "Outdated");
    assertThat(unapplied(log, PLAIN, true, true, "sub/R__view.sql"))
        .containsExactly(new UnappliedScript("sub/R__view.sql", Reason.PENDING));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void nothingIsLeftBehind(
      String how, List<String> log, FlywayOptions options, boolean complete, String script) {
    assertThat(unapplied(log, options, complete, true, script)).isEmpty();
  }

  static Stream<Arguments> nothingIsLeftBehind() {
    return Stream.of(
        arguments(
            "applied", List.of(EMPTY, to("1 - a"), applied(1, "1")), PLAIN, true, "V1__a.sql"),
        arguments(
            "applied without a description",
            List.of(EMPTY, to("1"), applied(1, "1")),
            PLAIN,
            true,
            "V1.sql"),
        arguments(
            "applied outside of a transaction",
            List.of(EMPTY, to("1.0 - a") + " [out of order] [non-transactional]", applied(1, "1")),
            PLAIN,
            true,
            "V1__a.sql"),
        arguments("applied by a run before", List.of(AT_3, UP_TO_DATE), PLAIN, true, "V3__a.sql"),
        arguments("within the target", List.of(AT_3, UP_TO_DATE), TARGET, true, "V2__a.sql"),
        arguments(
            "repeatable, applied",
            List.of(
                AT_3,
                "Migrating schema \"public\" with repeatable migration \"order view\"",
                applied(1, "3")),
            CHERRY,
            true,
            "R__order_view.sql"),
        arguments("repeatable, as before", List.of(AT_3, UP_TO_DATE), PLAIN, true, "R__view.sql"),
        arguments(
            "a line is missing",
            List.of(EMPTY, to("1 - a"), applied(2, "2")),
            PLAIN,
            false,
            "V2__b.sql"),
        arguments("another tool", List.of("all done"), PLAIN, true, "V1__a.sql"),
        arguments("nothing can be read", List.of(), PLAIN, false, "V1__a.sql"),
        arguments("undo", List.of(EMPTY, UP_TO_DATE), PLAIN, true, "U1__a.sql"),
        arguments(
            "a script that says what the versions up to it did",
            List.of(EMPTY, to("7 - state"), applied(1, "7")),
            PLAIN,
            true,
            "V3__a.sql"));
  }

  @Test
  void missingLinesDoNotHideWhatFlywayCounts() {
    assertThat(
            unapplied(
                List.of(EMPTY, to("1 - a"), applied(1, "1")), TARGET, false, true, "V3__c.sql"))
        .containsExactly(new UnappliedScript("V3__c.sql", Reason.ABOVE_TARGET));
  }

  @Test
  void ofACheckoutThatTheTaskMayNotHaveHadOnlyWhatTheLogNamesCounts() {
    assertThat(
            unapplied(
                List.of(baseline("3"), AT_3, UP_TO_DATE),
                PLAIN,
                true,
                false,
                "V2__a.sql",
                "V4__b.sql"))
        .containsExactly(new UnappliedScript("V2__a.sql", Reason.BELOW_BASELINE));
  }

  private static List<UnappliedScript> unapplied(
      List<String> lines, FlywayOptions options, boolean complete, boolean exact, String... paths) {
    MigrateOutputParser log = new MigrateOutputParser();
    lines.forEach(log::line);
    List<MigrationScript> all =
        Stream.concat(Stream.of(paths), Stream.of("B7__state.sql"))
            .map(path -> MigrationScript.of(path, Path.of(path)))
            .toList();
    return new UnappliedScripts(log.result(), options, complete, all, Optional.empty())
        .among(new DueScripts(DueScripts.migrations(all), exact));
  }

  private static FlywayOptions given(String argument) {
    return FlywayOptions.of(
        new Sources(List.of(argument), Map.of(), Set.of(), List.of()), "/flyway/sql");
  }

  private static String baseline(String version) {
    return "Successfully baselined schema with version: " + version;
  }

  private static String to(String migration) {
    return "Migrating schema \"public\" to version \"" + migration + "\"";
  }

  private static String applied(int count, String version) {
    return "Successfully applied %d migrations to schema \"public\", now at version v%s (execution time 00:00.012s)"
        .formatted(count, version);
  }

  private static List<String> table(String... rowsAndState) {
    String state = rowsAndState[rowsAndState.length - 1];
    String border =
        "+-----------+---------+-------------+------+--------------+--------+----------+";
    return Stream.of(
            Stream.of(
                AT_3,
                UP_TO_DATE,
                "Schema version: 3",
                "",
                border,
                "| Category  | Version | Description | Type | Installed On | State  | Undoable |",
                border),
            Stream.of(rowsAndState).limit(rowsAndState.length - 1).map(row -> row.formatted(state)),
            Stream.of(border))
        .flatMap(lines -> lines)
        .toList();
  }
}
