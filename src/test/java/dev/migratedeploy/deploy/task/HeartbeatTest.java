package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private final VirtualTicker ticker = new VirtualTicker();
  private final MigrateOutputParser flyway = new MigrateOutputParser();
  private final List<String> notes = new ArrayList<>();
  private final Heartbeat heartbeat = new Heartbeat(ticker.now());

  @Test
  void aTaskThatMovesNeedsNoHeartbeat() {
    for (int second = 0; second < 600; second++) {
      ticker.sleep(Duration.ofSeconds(1));
      heartbeat.moved(ticker.now());
      beat("running");
    }
    assertThat(notes).isEmpty();
  }

  @Test
  void aSilentTaskIsSaidToRunOnceAMinute() {
    pass(Duration.ofMinutes(3));
    assertThat(notes)
        .containsExactly(
            "still pending after 1 min; silent for 1 min",
            "still pending after 2 min; silent for 2 min",
            "still pending after 3 min; silent for 3 min");
  }

  @Test
  void theScriptThatIsSilentIsNamed() {
    flyway.line("Migrating schema \"public\" to version \"8 - region index\"");
    pass(Duration.ofMinutes(1));
    assertThat(notes)
        .containsExactly("still pending after 1 min; in 8 - region index, silent for 1 min");
  }

  @Test
  void theUsualCausesAreNamedOnceAfterFiveMinutes() {
    flyway.line("Migrating schema \"public\" to version \"8 - region index\"");
    pass(Duration.ofMinutes(4));
    assertThat(notes).noneMatch(note -> note.startsWith("usual causes"));

    pass(Duration.ofMinutes(6));
    assertThat(notes)
        .filteredOn(note -> note.startsWith("usual causes"))
        .singleElement()
        .asString()
        .contains("a lock that another session holds")
        .contains("postgresql.transactional.lock=false");
  }

  @Test
  void nothingIsGuessedOfWhatIsObserved() {
    for (int minute = 1; minute <= 10; minute++) {
      ticker.sleep(Duration.ofMinutes(1));
      notes.addAll(
          heartbeat.beat(
              ticker.now(),
              "running",
              CurrentWork.observed("V8__a.sql, line 3 (UPDATE) for 9 min")));
    }
    assertThat(notes)
        .contains(
            "still running after 5 min; in V8__a.sql, line 3 (UPDATE) for 9 min, silent for 5 min")
        .noneMatch(note -> note.startsWith("usual causes"));
  }

  @Test
  void inALongSilenceAWordEveryFiveMinutesIsEnough() {
    pass(Duration.ofHours(3));
    assertThat(notes).hasSizeBetween(40, 45);
  }

  private void beat(String status) {
    notes.addAll(heartbeat.beat(ticker.now(), status, new CurrentWork(flyway.lastBegun(), false)));
  }

  private void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      ticker.sleep(Duration.ofSeconds(1));
      beat("pending");
    }
  }
}
