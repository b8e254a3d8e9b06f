package dev.migratedeploy.plan.comment;

import static dev.migratedeploy.plan.comment.CommentStates.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.plan.comment.EnvironmentState.Outcome;
import dev.migratedeploy.plan.comment.EnvironmentState.Planned;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentBodyTest {
  private static final List<String> BOTH = List.of("staging", "production");

  @Test
  void whatPeopleSeeIsATableWithAColumnForEachEnvironment() {
    CommentBody body =
        new CommentBody(
            List.of(
                part(
                    "staging",
                    1,
                    "V6__email.sql applied 2026-11-21",
                    "V10__region.sql pending",
                    "R__summary.sql pending 2026-11-20"),
                part(
                    "production",
                    1,
                    "V1__old.sql applied 2025-01-01",
                    "V6__email.sql pending",
                    "V10__region.sql pending")));

    assertThat(body.text().lines().skip(2))
        .containsExactly(
            "### Migrations for staging and production",
            "",
            "| script | staging (at 7) | production (at 7) |",
            "| --- | --- | --- |",
            "| V6\\_\\_email.sql | applied 21 Nov | **pending** |",
            "| **V10\\_\\_region.sql** | **pending** | **pending** |",
            "| **R\\_\\_summary.sql** | **pending** | – |",
            "",
            "- ✅ **staging** SAFE: a deploy would apply it",
            "- ✅ **production** SAFE: a deploy would apply it");
  }

  @Test
  void findingsStandBelowEachOnce() {
    EnvironmentState staging = part("staging", 1);
    EnvironmentState found =
        new EnvironmentState(
            "staging",
            new Outcome(staging.title(), staging.safe(), staging.cause()),
            staging.version(),
            new Planned(staging.commit(), staging.pipeline()),
            List.of(),
            List.of("warning V8__x.sql:3: locks @all"));
    CommentBody body =
        new CommentBody(List.of(found, new CommentBody(List.of(found)).parts().get(0)));
    assertThat(body.text().lines().filter(line -> line.contains("locks")))
        .containsExactly("- warning V8\\_\\_x.sql\\:\u20603\\:\u2060 locks \\@\u2060all");
    assertThat(CommentBody.parse(body.text())).isEqualTo(body);
  }

  @Test
  void whereNothingIsPendingItSaysSo() {
    assertThat(new CommentBody(List.of(part("staging", 1, "V1__a.sql applied 2026-11-21"))).text())
        .contains("### Migrations for staging\n\nNo script is pending.");
  }

  @Test
  void whatIsHiddenHoldsAllThatIsSeen() {
    CommentBody body =
        new CommentBody(
            List.of(part("staging", 1, "V1__a.sql pending"), part("production", 2, "R__b.sql x")));
    assertThat(CommentBody.parse(body.text())).isEqualTo(body);
    assertThat(body.text().lines().findFirst().orElseThrow())
        .startsWith("<!-- ")
        .endsWith(" -->")
        .doesNotContain("V1__a");
  }

  @Test
  void aThousandScriptsAreCutForPeopleAndForTheHiddenLine() {
    String[] applied =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "V" + i + "__x.sql applied 2026-01-01")
            .toArray(String[]::new);
    String[] pending =
        IntStream.range(0, 1_000).mapToObj(i -> "V" + i + "__x.sql pending").toArray(String[]::new);
    assertThat(part("staging", 1, applied).rows()).hasSize(200);
    assertThat(part("staging", 1, applied).rows().get(0).script()).isEqualTo("V800__x.sql");
    assertThat(new CommentBody(List.of(part("staging", 1, pending))).text())
        .contains("… and 950 more, in each job's plan.json")
        .hasSizeLessThan(20_000);
  }

  @Test
  void aNewPartTakesThePlaceOfItsOwnEnvironmentsAlone() {
    CommentBody before =
        new CommentBody(
            List.of(part("staging", 1, "V1__a.sql pending"), part("production", 1, "V1__a.sql x")));
    CommentBody after =
        before.with(new CommentBody(List.of(part("staging", 2, "V1__a.sql applied"))), BOTH);
    assertThat(after.parts())
        .containsExactly(
            part("staging", 2, "V1__a.sql applied"), part("production", 1, "V1__a.sql x"));
  }

  @Test
  void anOlderPipelineThatEndsLateDoesNotTakeThePlaceOfANewerOne() {
    CommentBody before = new CommentBody(List.of(part("staging", 5, "V1__a.sql applied")));
    EnvironmentState late = part("staging", 4, "V1__a.sql pending");
    CommentBody after = before.with(new CommentBody(List.of(late)), BOTH);
    assertThat(after).isEqualTo(before);
    assertThat(after.hasAll(new CommentBody(List.of(late)))).isTrue();
  }

  @Test
  void anEnvironmentThatTheSettingsDoNotNameAnyMoreIsDropped() {
    CommentBody before = new CommentBody(List.of(part("qa", 1), part("staging", 1)));
    assertThat(before.with(new CommentBody(List.of()), BOTH).parts())
        .containsExactly(part("staging", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<!-- migrate-deploy:plan:1 ",
        "<!-- migrate-deploy:plan:1 !!! -->",
        "<!-- migrate-deploy:plan:1 YWJj -->",
        "> <!-- migrate-deploy:plan:1 YWJj -->"
      })
  void whatPeopleHaveSpoiltIsAsIfItWereNotThere(String text) {
    assertThat(CommentBody.parse(text).parts()).isEmpty();
  }
}
