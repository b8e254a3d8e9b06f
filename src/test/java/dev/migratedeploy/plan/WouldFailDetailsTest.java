package dev.migratedeploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the database and the rules for scripts both know is said once. */
class WouldFailDetailsTest {
  private static final Finding EDITED =
      error("edited-after-deploy", "V1__a.sql", "the environment has run it", "undo the edit");
  private static final Finding RENAMED =
      error(
          "renamed-after-deploy",
          "V2__b.sql",
          "the environment has run it as V2__a.sql",
          "give it its old name");
  private static final Finding DUPLICATE =
      error(
          "duplicate-version", "V3__c.sql", "its version 3 is that of V3__d.sql too", "rename one");

  @Test
  void anEditedScriptIsToldOnce() {
    VerdictDetails known =
        VerdictDetails.of("V1__a.sql differs from what was applied (2026-11-24)")
            .state("nothing was changed")
            .next("put the change into a new script");

    assertThat(new WouldFailDetails(known, "scripts").with(List.of(EDITED))).isEqualTo(known);
  }

  @Test
  void aRenamedScriptIsNotCalledEdited() {
    VerdictDetails told =
        new WouldFailDetails(
                VerdictDetails.of("V2__b.sql differs from what was applied (2026-11-24)")
                    .next("undo the edit"),
                "scripts")
            .with(List.of(RENAMED));

    assertThat(told.cause()).isEqualTo("V2__b.sql: the environment has run it as V2__a.sql");
    assertThat(told.details()).isEmpty();
    assertThat(told.next()).hasValue("give it its old name");
  }

  @Test
  void severalAreToldOnceEachAndWhatOnlyTheRulesKnowIsAdded() {
    VerdictDetails told =
        new WouldFailDetails(
                VerdictDetails.of("2 scripts would stop it")
                    .details(
                        List.of(
                            "V1__a.sql differs from what was applied",
                            "V2__b.sql differs from what was applied")),
                "scripts")
            .with(List.of(EDITED, RENAMED, DUPLICATE));

    assertThat(told.details())
        .containsExactly(
            "V1__a.sql differs from what was applied",
            "V2__b.sql: the environment has run it as V2__a.sql; give it its old name",
            "a script in scripts cannot be deployed",
            "scripts/V3__c.sql: its version 3 is that of V3__d.sql too; rename one"
                + " (duplicate-version)");
  }

  private static Finding error(String rule, String path, String message, String next) {
    return new Finding(rule, Severity.ERROR, path, 0, message, next);
  }
}
