package dev.migratedeploy.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.image.LockGuard;
import dev.migratedeploy.image.ObserverSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code observer:} and {@code locks:}. */
class ObserverSettingsTest {
  private final SettingsText text;

  ObserverSettingsTest(@TempDir Path folder) {
    text = new SettingsText(folder);
  }

  @Test
  void bothAreOnWhereNobodySaysAnything() {
    ObserverSettings observer = observer("", "");

    assertThat(observer.on()).isTrue();
    assertThat(observer.locks().map(LockGuard::words)).contains("wait=5000 tries=10 pause=10000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "\"off\"", "OFF", "false", "${OBSERVER}"})
  void offIsOffHoweverYamlReadsIt(String off) {
    assertThat(observer("observer: " + off, "")).isEqualTo(ObserverSettings.OFF);
    assertThat(observer("", "observer: " + off)).isEqualTo(ObserverSettings.OFF);
    assertThat(observer("", "locks: " + off))
        .isEqualTo(new ObserverSettings(true, Optional.empty()));
  }

  @Test
  void whatAnEnvironmentSaysCountsMore() {
    assertThat(observer("observer: off", "observer: on").on()).isTrue();
    assertThat(observer("observer: on", "observer: off").on()).isFalse();
    assertThat(observer("observer: off", "observer: on").locks()).contains(LockGuard.USUAL);
  }

  @Test
  void eachValueOfLocksHasItsDefault() {
    assertThat(observer("", "locks: {wait: 250ms, tries: 3, pause: 0s}").locks())
        .contains(new LockGuard(Duration.ofMillis(250), 3, Duration.ZERO));
    assertThat(observer("", "locks: {wait: 1m}").locks())
        .contains(new LockGuard(Duration.ofMinutes(1), 10, Duration.ofSeconds(10)));
    assertThat(observer("", "locks: {pause: PT0.5S}").locks())
        .contains(new LockGuard(Duration.ofSeconds(5), 10, Duration.ofMillis(500)));
    assertThat(observer("", "locks: on").locks()).contains(LockGuard.USUAL);
    assertThat(observer("", "locks:").locks()).contains(LockGuard.USUAL);
    assertThat(observer("", "locks: {}").locks()).contains(LockGuard.USUAL);
  }

  @Test
  void theLimitsAreInclusive() {
    assertThat(observer("", "locks: {wait: 100ms, tries: 1, pause: 0s}").locks())
        .contains(new LockGuard(Duration.ofMillis(100), 1, Duration.ZERO));
    assertThat(observer("", "locks: {wait: 10m, tries: 100, pause: 600000ms}").locks())
        .contains(new LockGuard(Duration.ofMinutes(10), 100, Duration.ofMinutes(10)));
  }

  @Test
  void everyProblemIsToldWithItsLineAndKey() {
    assertThat(
            text.problems(
                """
                observer: maybe
                image:
                  base: flyway/flyway:12
                  repository: team/flyway
                environments:
                  production:
                    cluster: main
                    task-definition: flyway
                    locks: {wait: 99ms, tris: 3}
                  staging:
                    cluster: main
                    task-definition: flyway
                    observer: [on]
                    locks:
                      wait: 11m
                      tries: 0
                      pause: soon
                """))
        .containsExactly(
            "s.yml:1: observer: expected on or off, found \"maybe\"",
            "s.yml:9: environments.production.locks.tris: unknown key; did you mean tries?",
            "s.yml:9: environments.production.locks.wait: expected a duration from 100ms to 10m,"
                + " such as 5s, found \"99ms\"",
            "s.yml:13: environments.staging.observer: expected a single value, found a list",
            "s.yml:15: environments.staging.locks.wait: expected a duration from 100ms to 10m,"
                + " such as 5s, found \"11m\"",
            "s.yml:16: environments.staging.locks.tries: expected a number from 1 to 100, found"
                + " \"0\"",
            "s.yml:17: environments.staging.locks.pause: expected a duration from 0s to 10m, such"
                + " as 10s, found \"soon\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          locks: 5s                   | s.yml:8: environments.staging.locks: expected off, or a section such as {wait: 5s, tries: 10, pause: 10s}, found "5s"
          locks: [5s]                 | s.yml:8: environments.staging.locks: expected a single value, found a list
          lock: off                   | s.yml:8: environments.staging.lock: unknown key; did you mean locks?
          locks: {tries: 101}         | s.yml:8: environments.staging.locks.tries: expected a number from 1 to 100, found "101"
          locks: {tries: 2.5}         | s.yml:8: environments.staging.locks.tries: expected a number from 1 to 100, found "2.5"
          locks: {wait: 0s}           | s.yml:8: environments.staging.locks.wait: expected a duration from 100ms to 10m, such as 5s, found "0s"
          locks: {pause: -1s}         | s.yml:8: environments.staging.locks.pause: expected a duration from 0s to 10m, such as 10s, found "-1s"
          """)
  void aWrongValueIsToldWithWhatIsExpected(String written, String problem) {
    assertThat(text.problems(SettingsText.SMALLEST + "    " + written)).containsExactly(problem);
  }

  /** Who asks for the guard relies on it. */
  @Test
  void locksThatCannotBeGuardedAreAProblem() {
    assertThat(text.problems("observer: off\n" + SettingsText.SMALLEST + "    locks: {wait: 1s}"))
        .containsExactly(
            "s.yml:9: environments.staging.locks: needs the observer, which is off; set observer:"
                + " on, or locks: off");
    assertThat(observer("observer: off", "locks: off")).isEqualTo(ObserverSettings.OFF);
  }

  @Test
  void anotherToolHasNeitherAndIsToldSoWhereItAsks() {
    String liquibase =
        SettingsText.SMALLEST.replace("image:\n", "image:\n  entrypoint: [liquibase]\n");

    assertThat(text.read(liquibase, Map.of()).image().observer()).isEqualTo(ObserverSettings.OFF);
    assertThat(text.read("observer: on\n" + liquibase + "    locks: off", Map.of()).image())
        .extracting("observer")
        .isEqualTo(ObserverSettings.OFF);
    assertThat(text.problems(liquibase + "    observer: on\n    locks: {tries: 2}"))
        .isEqualTo(
            List.of(
                "s.yml:9: environments.staging.observer: is for Flyway, and image.entrypoint runs"
                    + " another tool; leave the key out",
                "s.yml:10: environments.staging.locks: is for Flyway, and image.entrypoint runs"
                    + " another tool; leave the key out"));
  }

  private ObserverSettings observer(String top, String ofEnvironment) {
    return text.read(
            top + "\n" + SettingsText.SMALLEST + "    " + ofEnvironment, Map.of("OBSERVER", "off"))
        .image()
        .observer();
  }
}
