package dev.migratedeploy.plan.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.plan.comment.EnvironmentState.Outcome;
import dev.migratedeploy.plan.comment.EnvironmentState.Planned;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupRowsTest {
  private static final Verdict SAFE =
      new Verdict(Verdict.Kind.SAFE, VerdictDetails.of("a deploy would apply 1 script"));

  @Test
  void aThousandDatabasesAreOneColumn() {
    GroupRows rows =
        new GroupRows(
            List.of(
                group("8", 409, "V7__a.sql applied", "V8__b.sql applied", "V9__c.sql pending"),
                group("7", 2, "V7__a.sql applied", "V8__b.sql pending", "V9__c.sql pending")));

    assertThat(rows.versions()).contains("409 at 8, 2 at 7");
    assertThat(rows.rows())
        .extracting(row -> row.script() + " " + row.state())
        .containsExactly("V7__a.sql applied", "V8__b.sql pending in 2 of 411", "V9__c.sql pending");
    assertThat(rows.rows().get(0).day()).contains("2026-11-21");
    assertThat(
            new CommentBody(
                    List.of(CommentStates.part("staging", 7, "V8__b.sql applied"), part(rows)))
                .text()
                .lines())
        .contains(
            "| script | staging (at 7) | production (409 at 8, 2 at 7) |",
            "| V8\\_\\_b.sql | applied | **pending in 2 of 411** |",
            "| **V9\\_\\_c.sql** | – | **pending** |");
  }

  @Test
  void manyVersionsAreNoLongHeading() {
    GroupRows rows =
        new GroupRows(
            IntStream.range(0, 50)
                .mapToObj(i -> group(String.valueOf(i), 60 - i, "V1__a.sql applied"))
                .toList());

    assertThat(rows.versions()).contains("60 at 0, 59 at 1, 58 at 2, 1598 elsewhere");
  }

  @Test
  void oneWhoseStateIsNotKnownIsSaid() {
    GroupRows rows =
        new GroupRows(
            List.of(
                group("8", 2, "V7__a.sql applied"),
                new DatabaseGroup(SAFE, Optional.empty(), List.of("acme"))));

    assertThat(rows.versions()).contains("2 at 8, 1 not known");
    assertThat(rows.rows().get(0).state()).isEqualTo("applied");
  }

  private static EnvironmentState part(GroupRows rows) {
    return new EnvironmentState(
        "production",
        new Outcome("SAFE", true, "a deploy would apply it"),
        rows.versions(),
        new Planned("3f2a91c0".repeat(5), 7),
        rows.rows(),
        List.of());
  }

  private static DatabaseGroup group(String version, int databases, String... scripts) {
    return new DatabaseGroup(
        SAFE,
        Optional.of(
            new Plan(
                "production",
                Optional.of(version),
                false,
                Stream.of(scripts).map(GroupRowsTest::script).toList())),
        IntStream.range(0, databases).mapToObj(i -> "db" + version + "-" + i).toList());
  }

  private static PlannedScript script(String words) {
    String name = words.split(" ", 2)[0];
    boolean applied = words.endsWith("applied");
    return new PlannedScript(
        Optional.of(name),
        Optional.of(name.substring(1, name.indexOf("__"))),
        "words",
        applied ? ScriptState.APPLIED : ScriptState.PENDING,
        applied ? Optional.of("2026-11-21 10:00:00") : Optional.empty());
  }
}
