package dev.migratedeploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.Transcript;
import dev.migratedeploy.support.VirtualTicker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader of a plan's log sees of Flyway's complaints. */
class PlanLogTest {
  private final List<String> shown = new ArrayList<>();
  private final List<String> unshown = new ArrayList<>();

  private final DeployListener reader =
      event -> {
        if (event instanceof LogLineRead read) {
          (read.shown() ? shown : unshown).add(read.line().text());
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pending",
        "empty-database",
        "out-of-order-allowed",
        "no-schema",
        "below-baseline"
      })
  void pendingScriptsAreNoError(String transcript) {
    List<String> lines = read(transcript);
    assertThat(shown).noneMatch(line -> line.contains("ERROR"));
    assertThat(shown).isNotEmpty();
    assertThat(shown.size() + unshown.size()).isEqualTo(lines.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"edited", "out-of-order", "removed", "failed-row", "many-problems", "up-to-date"})
  void whatIsWrongIsShownAsFlywaySaysIt(String transcript) {
    List<String> lines = read(transcript);
    assertThat(shown).isEqualTo(lines);
    assertThat(unshown).isEmpty();
  }

  @Test
  void aLogThatBreaksOffIsShown() {
    List<String> lines =
        Transcript.lines("plan-pending").stream()
            .takeWhile(line -> !line.startsWith("Need more"))
            .toList();
    read(lines);
    assertThat(shown).isEqualTo(lines);
  }

  @Test
  void aLineThatIsHiddenAlreadyIsNoPartOfWhatFlywaySays() {
    List<String> lines = Transcript.lines("plan-pending");
    PlanLog log = new PlanLog(reader);
    for (String line : lines) {
      log.on(logLine(line));
      log.on(logLine("[migrate-deploy:0123456789abcdef] {}").hidden());
    }
    List<String> withoutAny = new ArrayList<>(shown);
    shown.clear();
    read("pending");

    assertThat(withoutAny).isEqualTo(shown);
    assertThat(unshown).filteredOn(line -> line.endsWith("{}")).hasSize(lines.size());
  }

  private List<String> read(String transcript) {
    return read(Transcript.lines("plan-" + transcript));
  }

  private List<String> read(List<String> lines) {
    PlanLog log = new PlanLog(reader);
    lines.forEach(line -> log.on(logLine(line)));
    log.on(
        new LogEnded(
            SampleDeploy.TASK.arn(), SampleDeploy.NO_LOG, new MigrateOutputParser().result()));
    return lines;
  }

  private static LogLineRead logLine(String text) {
    return new LogLineRead(SampleDeploy.TASK, new LogLine(VirtualTicker.START, text));
  }
}
