package dev.migratedeploy.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.findings.FindingsBySize.Sized;
import dev.migratedeploy.findings.SizeWeight.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsBySizeTest {
  private static final long MEGABYTE = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "RAISED_OR_LOWERED, WARNING, 0, true, INFO, m (orders is empty)",
    "RAISED_OR_LOWERED, WARNING, 9, true, INFO, m (orders has 9 MB)",
    "RAISED_OR_LOWERED, ERROR, 9, true, INFO, m (orders has 9 MB)",
    "RAISED_OR_LOWERED, INFO, 9, true, INFO, m",
    "RAISED_OR_LOWERED, WARNING, 10, true, WARNING, m",
    "RAISED_OR_LOWERED, WARNING, 10240, true, WARNING, m",
    "RAISED_OR_LOWERED, WARNING, 217088, true, ERROR, m (orders has 212 GB)",
    "RAISED_OR_LOWERED, WARNING, 217088, false, WARNING, m (orders has 212 GB)",
    "RAISED, WARNING, 0, true, WARNING, m",
    "RAISED, WARNING, 217088, true, ERROR, m (orders has 212 GB)",
    "NONE, WARNING, 0, true, WARNING, m",
    "NONE, WARNING, 217088, true, WARNING, m",
  })
  void aFindingCountsAsTheTableIsLarge(
      Effect effect,
      Severity severity,
      long megabytes,
      boolean protectedEnvironment,
      Severity expected,
      String message) {
    Finding found = finding(severity, 3, effect);
    Finding weighed =
        weigh(found, protectedEnvironment, Optional.of(new Sized("orders", megabytes * MEGABYTE)));
    assertThat(weighed.severity()).isEqualTo(expected);
    assertThat(weighed.explained()).isEqualTo(message);
    assertThat(weighed.message()).isEqualTo("m");
  }

  @Test
  void whereNoSizeIsKnownNothingChanges() {
    Finding found = finding(Severity.WARNING, 3, Effect.RAISED_OR_LOWERED);
    assertThat(weigh(found, true, Optional.empty())).isEqualTo(found);
  }

  @Test
  void aFindingAboutAWholeScriptHasNoTable() {
    Finding found = finding(Severity.WARNING, 0, Effect.RAISED_OR_LOWERED);
    assertThat(weigh(found, true, Optional.of(new Sized("orders", 0)))).isEqualTo(found);
  }

  @Test
  void whatTheUserHasSetForARuleWins() {
    FindingsSettings set =
        new FindingsSettings(
            Optional.empty(),
            Map.of(ScriptRule.UPDATE_WITHOUT_WHERE, Severity.WARNING),
            Map.of(),
            Optional.empty());
    RuleMatch match = RuleMatch.of(ScriptRule.UPDATE_WITHOUT_WHERE, "V1__a.sql", 3, "m", "n");
    assertThat(match.weighed(set).weight()).isEqualTo(SizeWeight.NONE);
    assertThat(match.weighed(FindingsSettings.none()).weight())
        .isEqualTo(SizeWeight.of(Effect.RAISED));
  }

  private static Finding weigh(Finding found, boolean raises, Optional<Sized> size) {
    return new FindingsBySize(SizeLimits.USUAL, raises)
        .weigh(List.of(found), (path, line) -> size)
        .get(0);
  }

  private static Finding finding(Severity severity, int line, Effect effect) {
    return new Finding(
        "setting-not-nullable-field", severity, "V1__a.sql", line, "m", "n", SizeWeight.of(effect));
  }
}
