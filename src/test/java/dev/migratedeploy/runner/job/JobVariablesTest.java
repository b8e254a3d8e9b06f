package dev.migratedeploy.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.runner.job.JobVariables.Variable;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Runner's own rule, {@code Variables.Expand} on Go's {@code os.Expand}. */
class JobVariablesTest {
  private static final List<Variable> OTHERS =
      List.of(
          plain("TIER", "old"),
          plain("TIER", "staging"),
          plain("NESTED", "$TIER"),
          plain("ONE", "${OTHER}"),
          plain("OTHER", "${ONE}"),
          plain("EMPTY", ""),
          plain("CI_COMMIT_REF_SLUG", "main"),
          new Variable("RAW", "$TIER", false, true));

  @ParameterizedTest
  @CsvSource(
      value = {
        "staging                   | staging",
        "$TIER                     | staging",
        "${TIER}                   | staging",
        "eu/${TIER}/$CI_COMMIT_REF_SLUG | eu/staging/main",
        "$TIER.db                  | staging.db",
        "$TIER-db                  | staging-db",
        "x$MISSING-y               | x-y",
        "x${MISSING}y              | xy",
        "x${EMPTY}y                | xy",
        "$$TIER                    | $TIER",
        "a$                        | a$",
        "a$/b                      | a$/b",
        "a$ b                      | a$ b",
        "a${}b                     | ab",
        "a${TIER                   | aTIER",
        "a$1b                      | ab",
        "a$*b$?c                   | abc",
        "${$}{TIER}                | ${TIER}",
        "${TIER:-x}y               | y",
        "${URL_${TIER}}            | }",
        "x${${TIER}_URL}           | x_URL}",
        "%TIER%                    | %TIER%",
        "$NESTED                   | $TIER",
        "$ONE                      | ${OTHER}",
        "$RAW                      | $TIER",
        "größe-$TIER               | größe-staging"
      },
      delimiter = '|')
  void aReferenceIsReplacedOnce(String written, String read) {
    assertThat(with(plain("MIGRATE_DEPLOY_ENV", written)).find("MIGRATE_DEPLOY_ENV"))
        .contains(read);
  }

  @Test
  void aRawVariableMeansItself() {
    assertThat(with(new Variable("A", "$TIER", false, true)).find("A")).contains("$TIER");
  }

  @Test
  void whatIsEmptyAfterwardsCountsAsNone() {
    assertThat(with(plain("A", " $MISSING ")).find("A")).isEmpty();
    assertThat(with(plain("A", "")).find("A")).isEmpty();
    assertThat(with(plain("A", "x")).find("B")).isEmpty();
  }

  @Test
  void aVariableThatRefersToItselfHasAnEnd() {
    assertThat(with(plain("A", "x$A")).find("A")).contains("xx$A");
  }

  @Test
  void aVariableOfTypeFileIsItsContentAndNoReferenceCanMeanItsFile() {
    Variable file = new Variable("SECRET_FILE", "content", true, false);

    assertThat(with(file).find("SECRET_FILE")).contains("content");
    assertThatThrownBy(() -> with(file, plain("A", "$SECRET_FILE")).find("A"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("\"A\" refers to \"SECRET_FILE\"")
        .hasMessageNotContaining("content");
  }

  private static JobVariables with(Variable... more) {
    List<Variable> all = new ArrayList<>(OTHERS);
    all.addAll(List.of(more));
    return new JobVariables(all);
  }

  private static Variable plain(String name, String value) {
    return new Variable(name, value, false, false);
  }
}
