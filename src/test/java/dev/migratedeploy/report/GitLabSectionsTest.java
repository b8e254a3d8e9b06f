package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.Explanation;
import dev.migratedeploy.deploy.Verdict;
import dev.migratedeploy.time.VirtualTicker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sections as GitLab reads them ("Custom collapsible sections"). */
class GitLabSectionsTest {
  private static final Pattern MARKER =
      Pattern.compile("\u001b\\[0Ksection_(start|end):(\\d+):([A-Za-z0-9_.-]+)\r\u001b\\[0K");

  private final VirtualTicker ticker = new VirtualTicker();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Run run =
      new Run(
          new JobOutput(new PrintStream(bytes, false, StandardCharsets.UTF_8), false, true, ticker),
          ticker);

  @Test
  void eachStationIsASectionAndOneIsOpenAtATime() {
    run.upToTheLog("one").decided(Run.applied("2 scripts"));
    assertThat(sections())
        .containsExactly(
            "start migrate_deploy_detect",
            "end migrate_deploy_detect",
            "start migrate_deploy_publish",
            "end migrate_deploy_publish",
            "start migrate_deploy_task",
            "end migrate_deploy_task",
            "start migrate_deploy_log",
            "end migrate_deploy_log");
  }

  @Test
  void theVerdictStandsOutsideOfEverySection() {
    run.begun().detected().decided(new Verdict.Refused(Explanation.of("no such cluster")));
    assertThat(text().substring(text().lastIndexOf("section_")))
        .startsWith("section_end:")
        .contains("REFUSED");
    assertThat(sections())
        .containsExactly("start migrate_deploy_detect", "end migrate_deploy_detect");
  }

  @Test
  void aStartCarriesTheTimeAndItsHeaderFollowsOnTheSameLine() {
    run.begun().detected();
    assertThat(text())
        .contains(
            "\n\u001b[0Ksection_start:%d:migrate_deploy_detect\r\u001b[0KDetect "
                .formatted(VirtualTicker.START.getEpochSecond()));
  }

  @Test
  void theTasksOwnMarkersOpenNothing() {
    run.upToTheLog(
            "\u001b[0Ksection_start:1:x\r\u001b[0Kforged",
            "\u001b[0Ksection_end:1:migrate_deploy_log\r\u001b[0K")
        .decided(new Verdict.Failed(Explanation.of("\u001b[0Ksection_start:1:y\r\u001b[0K")));
    assertThat(sections()).hasSize(8).noneMatch(section -> section.endsWith(" x"));
    assertThat(MARKER.matcher(text()).replaceAll("")).doesNotContain("\r").doesNotContain("\u001b");
  }

  @Test
  void withoutAStationThereIsNoSection() {
    run.begun().decided(new Verdict.Refused(Explanation.of("no such environment")));
    assertThat(sections()).isEmpty();
  }

  private List<String> sections() {
    List<String> sections = new ArrayList<>();
    Matcher marker = MARKER.matcher(text());
    while (marker.find()) {
      sections.add(marker.group(1) + " " + marker.group(3));
    }
    return sections;
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
