package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Stage;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is asked for twice in a run, and no script is read twice. */
class OnlyOnceIT {
  private static final Pattern SCRIPT = Pattern.compile(".*/db-migrations/scripts/(.*)");

  private final LocalCloud cloud = SharedCloud.get();
  private final Path folder;

  OnlyOnceIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aDeployAsksAndReadsOnce() throws IOException {
    Stage stage = deployed("once-deploy");
    stage.script("V2__milk.sql", "CREATE TABLE milk (id int);");

    Map<String, Long> read = run(stage, 0);

    assertThat(RepeatedRequests.in(cloud.traffic())).isEmpty();
    assertThat(read).containsExactlyEntriesOf(once("V1__tea.sql", 30, "V2__milk.sql", 27));
  }

  /** An edited script is looked through, and is compared in more than one form. */
  @Test
  void aPlanAsksAndReadsOnce() throws IOException {
    Stage stage = deployed("once-plan").command("plan");
    stage.script("V1__tea.sql", "CREATE TABLE tea (name text);\r\n");
    stage.script("V2__milk.sql", "CREATE TABLE milk (id int);");

    Map<String, Long> read = run(stage, 0);

    assertThat(RepeatedRequests.in(cloud.traffic())).isEmpty();
    assertThat(read).containsExactlyEntriesOf(once("V1__tea.sql", 31, "V2__milk.sql", 27));
  }

  @Test
  void aDoctorAsksOnceAndReadsAScriptOnceToTellWhatATaskPulls() throws IOException {
    Map<String, Long> read = run(deployed("once-doctor").command("doctor"), 0);

    assertThat(RepeatedRequests.in(cloud.traffic())).isEmpty();
    assertThat(read).containsOnly(Map.entry("V1__tea.sql", 30L));
  }

  private static Map<String, Long> once(
      String first, long itsBytes, String second, long otherBytes) {
    return new TreeMap<>(Map.of(first, itsBytes, second, otherBytes));
  }

  private Stage deployed(String environment) {
    Stage stage = new Stage(cloud, environment);
    ToolProcess.Result result = stage.run();
    assertThat(result.exitCode()).as(result.output()).isZero();
    stage.succeeded();
    return stage;
  }

  /** How many bytes a run reads of each script. */
  private Map<String, Long> run(Stage stage, int exitCode) throws IOException {
    Path events = folder.resolve("events.jfr");
    cloud.traffic().forget();
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      ToolProcess.Result result = stage.run();
      recording.stop();
      recording.dump(events);
      assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
    }
    return scriptsIn(RecordingFile.readAllEvents(events));
  }

  private static Map<String, Long> scriptsIn(List<RecordedEvent> events) {
    Map<String, Long> bytes = new TreeMap<>();
    for (RecordedEvent event : events) {
      String path = event.getString("path");
      if (path != null && SCRIPT.matcher(path).matches() && event.getLong("bytesRead") > 0) {
        bytes.merge(SCRIPT.matcher(path).replaceFirst("$1"), event.getLong("bytesRead"), Long::sum);
      }
    }
    return bytes;
  }
}
