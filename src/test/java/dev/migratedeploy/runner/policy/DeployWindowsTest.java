package dev.migratedeploy.runner.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.runner.RunnerPayload;
import dev.migratedeploy.verdict.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the policy lets an environment be changed. */
class DeployWindowsTest {
  private static final String BEFORE = "        branches: [\"**\"]\n";

  private final PolicyText text;
  private final RunnerPayload payload =
      RunnerPayload.ofDefaultBranch().wishing("MIGRATE_DEPLOY_ENV", "staging");

  DeployWindowsTest(@TempDir Path folder) {
    text = new PolicyText(folder);
  }

  @ParameterizedTest
  @CsvSource({
    // Office hours in Berlin, an hour ahead of UTC in winter and two in summer.
    "'{days: mon-thu, from: \"08:00\", to: \"16:00\", zone: Europe/Berlin}', 2026-11-26T07:00:00Z, true",
    "'{days: mon-thu, from: \"08:00\", to: \"16:00\", zone: Europe/Berlin}', 2026-11-26T06:59:59Z, false",
    "'{days: mon-thu, from: \"08:00\", to: \"16:00\", zone: Europe/Berlin}', 2026-11-26T15:00:00Z, false",
    "'{days: mon-thu, from: \"08:00\", to: \"16:00\", zone: Europe/Berlin}', 2026-11-27T10:00:00Z, false",
    "'{days: mon-thu, from: \"08:00\", to: \"16:00\", zone: Europe/Berlin}', 2026-07-02T06:00:00Z, true",
    "'{days: mon-thu, from: \"08:00\", to: \"16:00\", zone: Europe/Berlin}', 2026-07-02T14:00:00Z, false",
    // Unquoted, as YAML 1.1 would read a number of minutes.
    "'{from: 08:00, to: 16:00, zone: UTC}', 2026-11-28T12:00:00Z, true",
    // The night from Friday on is one until Saturday morning.
    "'{days: fri, from: 22:00, to: 04:00, zone: UTC}', 2026-11-28T03:59:00Z, true",
    "'{days: fri, from: 22:00, to: 04:00, zone: UTC}', 2026-11-27T03:59:00Z, false",
    "'{days: fri, from: 22:00, to: 04:00, zone: UTC}', 2026-11-28T04:00:00Z, false",
    "'{days: [sat, SUN], from: 00:00, to: 24:00, zone: UTC}', 2026-11-29T23:59:59Z, true",
    "'{days: [sat, SUN], from: 00:00, to: 24:00, zone: UTC}', 2026-11-30T00:00:00Z, false",
    "'{days: sat-mon, from: 08:00, to: 09:00, zone: UTC}', 2026-11-30T08:30:00Z, true",
    "'{days: sat-mon, from: 08:00, to: 09:00, zone: UTC}', 2026-12-01T08:30:00Z, false",
    // In the night of 29 March the clocks leap from 2 to 3: it opens as much later.
    "'{from: 02:30, to: 05:00, zone: Europe/Berlin}', 2026-03-29T01:29:59Z, false",
    "'{from: 02:30, to: 05:00, zone: Europe/Berlin}', 2026-03-29T01:30:00Z, true",
    "'{from: 02:10, to: 03:00, zone: Europe/Berlin}', 2026-03-29T01:05:00Z, false",
    // In the night of 25 October they show 2:30 twice; the second one is past the end.
    "'{from: 01:00, to: 02:30, zone: Europe/Berlin}', 2026-10-25T00:29:59Z, true",
    "'{from: 01:00, to: 02:30, zone: Europe/Berlin}', 2026-10-25T01:15:00Z, false",
  })
  void aWindowIsOpenByTheClocksOfItsZone(String window, Instant now, boolean open) {
    assertThat(objection(window, now).isEmpty()).isEqualTo(open);
  }

  @Test
  void whoComesAtAnotherTimeIsToldWhenToComeAgain() {
    Problem problem =
        objection(
                "{days: mon-thu, from: 08:00, to: 16:00, zone: Europe/Berlin}",
                Instant.parse("2026-11-26T16:02:00Z"))
            .orElseThrow();

    assertThat(problem.cause())
        .isEqualTo(
            "the job may not change staging now, Thu 26 Nov 2026 17:02 Europe/Berlin: the policy's"
                + " windows are mon-thu 08:00 to 16:00 Europe/Berlin");
    assertThat(problem.next())
        .isEqualTo("run the job again from Mon 30 Nov 2026 08:00 Europe/Berlin on");
  }

  @Test
  void theNextOfSeveralWindowsIsNamed() {
    // 16:00 by UTC is 1:00 on the next day in Tokyo.
    assertThat(
            objection(
                "{days: tue, from: 08:00, to: 16:00, zone: UTC}, {days: wed, from: 01:00, to:"
                    + " 02:00, zone: Asia/Tokyo}",
                Instant.parse("2026-11-24T16:00:00Z")))
        .isEmpty();
    assertThat(
            objection(
                    "{days: tue, from: 08:00, to: 16:00, zone: UTC}, {days: wed, from: 02:00, to:"
                        + " 03:00, zone: Asia/Tokyo}",
                    Instant.parse("2026-11-24T16:00:00Z"))
                .orElseThrow()
                .next())
        .contains("Wed 25 Nov 2026 02:00 Asia/Tokyo");
  }

  /** On the one day on which the clocks leap over it, it is passed over. */
  @Test
  void aWindowThatFallsIntoALeapOpensOnTheNextDay() {
    assertThat(
            objection(
                    "{from: 02:30, to: 03:00, zone: Europe/Berlin}",
                    Instant.parse("2026-03-29T00:00:00Z"))
                .orElseThrow()
                .next())
        .contains("Mon 30 Mar 2026 02:30 Europe/Berlin");
  }

  @Test
  void withoutWindowsEveryTimeIsRight() {
    assertThat(grant(PolicyText.USUAL).objectionAt(Instant.EPOCH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"plan, true", "info, true", "validate, true", "migrate, false", "repair, false"})
  void whatOnlyLooksMayLookAtAnyTime(String command, boolean may) {
    payload.wishing("MIGRATE_DEPLOY_COMMAND", command);
    String policy =
        with("windows: [{days: mon, from: 08:00, to: 09:00, zone: UTC}]")
            .replace(
                BEFORE, BEFORE + "        commands: [migrate, repair, plan, info, validate]\n");

    assertThat(grant(policy).objectionAt(Instant.parse("2026-11-26T16:02:00Z")).isEmpty())
        .isEqualTo(may);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(
            text.problems(
                with(
                    """
                    windows:
                              - {days: [mon, thursday], from: 8, to: 16:60, zone: CEST, until: now}
                              - {from: 08:00, zone: +02:00}
                    """)))
        .anyMatch(line -> line.contains("unknown key") && line.contains("until"))
        .anyMatch(line -> line.contains("windows.days: expected days such as mon, or mon-thu"))
        .anyMatch(line -> line.contains("windows.from: expected a time such as 08:00"))
        .anyMatch(line -> line.contains("windows.to: expected a time such as 08:00"))
        .anyMatch(line -> line.contains("windows.zone: expected a time zone such as Europe/Berlin"))
        .anyMatch(line -> line.contains("windows.to: missing"))
        .hasSize(7);
    assertThat(text.problems(with("windows: []")))
        .singleElement()
        .asString()
        .contains("windows: names no window; leave the key out to allow any time");
    assertThat(text.problems(with("windows: mon-fri")))
        .singleElement()
        .asString()
        .contains("expected a list of sections with keys");
  }

  private Optional<Problem> objection(String windows, Instant now) {
    return grant(with("windows: [" + windows + "]")).objectionAt(now);
  }

  private Grant grant(String policy) {
    return ((AuthorizationDecision.Granted)
            text.read(policy).decide(payload.job(), Optional.empty()))
        .grant();
  }

  /** The policy whose environment staging has one key more. */
  private static String with(String key) {
    return PolicyText.USUAL.replace(BEFORE, BEFORE + "        " + key.strip() + "\n");
  }
}
