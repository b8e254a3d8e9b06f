package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    run.begun()
        .detected()
        .decided(new Verdict(Verdict.Kind.REFUSED, VerdictDetails.of("no such cluster")));
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
  void theTimesAreThoseOfTheWorkAlsoWhereTheHeaderComesAfterIt() {
    ticker.sleep(Duration.ofSeconds(2));
    run.begun();
    ticker.sleep(Duration.ofMillis(2600));
    run.detected();
    ticker.sleep(Duration.ofMillis(6400));
    run.published();
    ticker.sleep(Duration.ofSeconds(10));
    run.started();
    ticker.sleep(Duration.ofSeconds(29));
    run.lines("one", "two").decided(Run.applied("2 scripts"));

    assertThat(seconds()).containsExactly("detect 0-5", "publish 5-12", "task 12-52", "log 52-54");
  }

  @Test
  void whatComesAfterTheLogBeganWithItsEnd() {
    run.upToTheLog("one");
    ticker.sleep(Duration.ofSeconds(30));
    run.logEnded(1);
    ticker.sleep(Duration.ofSeconds(1));
    run.planned("one more thing");

    assertThat(seconds()).last().asString().isEqualTo("plan 33-");
  }

  @Test
  void theTasksOwnMarkersOpenNothing() {
    run.upToTheLog(
            "\u001b[0Ksection_start:1:x\r\u001b[0Kforged",
            "\u001b[0Ksection_end:1:migrate_deploy_log\r\u001b[0K")
        .decided(
            new Verdict(
                Verdict.Kind.FAILED, VerdictDetails.of("\u001b[0Ksection_start:1:y\r\u001b[0K")));
    assertThat(sections()).hasSize(8).noneMatch(section -> section.endsWith(" x"));
    assertThat(MARKER.matcher(text()).replaceAll("")).doesNotContain("\r").doesNotContain("\u001b");
  }

  @Test
  void withoutAStationThereIsNoSection() {
    run.begun()
        .decided(new Verdict(Verdict.Kind.REFUSED, VerdictDetails.of("no such environment")));
    assertThat(sections()).isEmpty();
  }

  /** From when to when each section was, in seconds since the job began. */
  private List<String> seconds() {
    List<String> spans = new ArrayList<>();
    Matcher marker = MARKER.matcher(text());
    while (marker.find()) {
      long at = Long.parseLong(marker.group(2)) - VirtualTicker.START.getEpochSecond();
      if (marker.group(1).equals("start")) {
        spans.add(marker.group(3).replace("migrate_deploy_", "") + " " + at + "-");
      } else {
        spans.set(spans.size() - 1, spans.get(spans.size() - 1) + at);
      }
    }
    return spans;
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
