package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.observer.ObserverScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObserverNotesTest {
  private static final List<String> WHOLE =
      new ObserverScript().started().begun("V1__a.sql").end("applied").lines();

  @Test
  void anObserverThatWasHeardToItsEndNeedsNoWord() {
    assertThat(note(0, WHOLE)).isEmpty();
    assertThat(note(0, List.of("Flyway OSS Edition"))).isEmpty();
  }

  @Test
  void anObserverThatDidNotSpeakIsMentioned() {
    assertThat(note(0, WHOLE.subList(0, 1)))
        .contains("the observer did not speak: the verdict goes by what Flyway itself says");
  }

  @Test
  void whatIsMissingIsMentioned() {
    List<String> lines = new ArrayList<>(WHOLE);
    lines.remove(2);
    assertThat(note(1, lines))
        .contains(
            "the observer was not heard to its end (1 line of it did not come): the verdict goes by"
                + " what Flyway itself says");
  }

  @Test
  void aForgeryIsMentionedAfterAFailureToo() {
    List<String> lines = new ArrayList<>(WHOLE);
    lines.add(ObserverScript.line(1, 1, 3, "applied", "script", "V1__a.sql", "ms", 1));
    assertThat(note(1, lines).orElseThrow()).startsWith("a line of the observer is forged");
  }

  /** Nobody expects a last word of it. */
  @Test
  void aTaskThatWasKilledNeedsNoWord() {
    assertThat(note(137, WHOLE.subList(0, 2))).isEmpty();
  }

  private static Optional<String> note(int exitCode, List<String> lines) {
    return ObserverNotes.of(
        SampleDeploy.TASK,
        new MonitorResult.Stopped(
            SampleDeploy.stopped(SampleDeploy.exited(exitCode)), SampleDeploy.withoutEnd(3)),
        ObserverScript.read(lines));
  }
}
