package dev.migratedeploy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of exit codes say what the enum says, and leave no verdict out. */
class ManualExitCodesTest {
  @Test
  void theReadmeHasEachVerdictWithItsCode() {
    assertThat(table(ManualPage.readme())).isEqualTo(verdicts());
  }

  @Test
  void thePageOfCommandsHasEachVerdictWithItsCode() {
    assertThat(table(ManualPage.named("commands"))).isEqualTo(verdicts());
  }

  @Test
  void whatIsNotGreenHasARowThatSaysWhatToDo() {
    List<String> told =
        ManualPage.named("operations").section("## When it is not green").rows().stream()
            .map(row -> row.get(0))
            .toList();

    assertThat(Arrays.stream(Verdict.Kind.values()).filter(kind -> kind.exitCode().number() != 0))
        .allSatisfy(kind -> assertThat(told).anyMatch(cell -> cell.contains(kind.title())));
  }

  @Test
  void theTablesHaveEveryExitCode() {
    Stream<ExitCode> codes = Arrays.stream(ExitCode.values());

    assertThat(codes.map(ExitCode::number))
        .containsExactlyInAnyOrderElementsOf(Set.copyOf(table(ManualPage.readme()).values()));
  }

  private static Map<String, Integer> table(ManualPage page) {
    Map<String, Integer> table = new TreeMap<>();
    for (List<String> row : page.section("## Exit codes").rows()) {
      Stream.of(row.get(1).split(", ", -1))
          .forEach(title -> table.put(title, Integer.valueOf(row.get(0))));
    }
    return table;
  }

  private static Map<String, Integer> verdicts() {
    Map<String, Integer> verdicts = new TreeMap<>();
    Arrays.stream(Verdict.Kind.values())
        .forEach(kind -> verdicts.put(kind.title(), kind.exitCode().number()));
    return verdicts;
  }
}
