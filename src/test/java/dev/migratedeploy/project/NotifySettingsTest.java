package dev.migratedeploy.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.notify.MessageFormat;
import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of a deploy, as the settings say it. */
class NotifySettingsTest {
  private final Path folder;
  private final SettingsText text;

  NotifySettingsTest(@TempDir Path folder) {
    this.folder = folder;
    this.text = new SettingsText(folder);
  }

  @Test
  void aReceiverHearsOfWhateverIsRedUnlessItSaysMore() throws IOException {
    List<Receiver> receivers =
        receivers(
            """
            notify:
              - to: slack
                url: ${SLACK_WEBHOOK}
              - to: json
                url: ${AUDIT_URL}
                secret: ${AUDIT_KEY}
                verdicts: [Applied, not_started]
                environments: [staging]
            """);

    assertThat(receivers).hasSize(2);
    assertThat(receivers.get(0).verdicts())
        .containsExactlyInAnyOrder(
            Kind.FAILED,
            Kind.INCOMPLETE,
            Kind.REFUSED,
            Kind.NOT_STARTED,
            Kind.UNKNOWN,
            Kind.STILL_RUNNING);
    assertThat(receivers.get(0).isOf("anything")).isTrue();
    assertThat(receivers.get(1).format()).isEqualTo(MessageFormat.JSON);
    assertThat(receivers.get(1).secret()).isEqualTo(Optional.of("AUDIT_KEY"));
    assertThat(receivers.get(1).isToldOf(Kind.NOT_STARTED, "staging")).isTrue();
    assertThat(receivers.get(1).isToldOf(Kind.NOT_STARTED, "production")).isFalse();
    assertThat(receivers.get(1).isToldOf(Kind.FAILED, "staging")).isFalse();
  }

  @Test
  void aJobThatSendsNothingNeedsNoneOfTheVariables() {
    assertThat(
            text.read(
                    SettingsText.SMALLEST + "notify: [{to: slack, url: \"${NOT_SET}\"}]\n",
                    Map.of())
                .scripts())
        .isNotEmpty();
  }

  @Test
  void everyMistakeIsToldAtOnceAndNoSecretWithIt() {
    List<String> problems =
        text.problems(
            SettingsText.SMALLEST
                + """
                notify:
                  - to: slak
                    url: https://hooks.slack.com/services/T0/B0/hidden
                  - to: teams
                    url: ${TEAMS:-https://hidden.example.com}
                    secret: hidden
                    verdicts: [FAILED, SAFE]
                    environments: [stagin]
                  - to: gitlab-alert
                    verdict: FAILED
                  - slack
                """);

    assertThat(problems.toString()).doesNotContain("hidden");
    assertThat(problems)
        .satisfiesExactly(
            it ->
                assertThat(it).startsWith("s.yml:9: notify.to: expected one of slack, mattermost"),
            it ->
                assertThat(it).startsWith("s.yml:10: notify.url: expected a variable and nothing"),
            it -> assertThat(it).startsWith("s.yml:12: notify.url: expected a variable"),
            it -> assertThat(it).startsWith("s.yml:13: notify.secret: expected a variable"),
            it -> assertThat(it).startsWith("s.yml:13: notify.secret: teams has no secret"),
            it -> assertThat(it).contains("s.yml:14: notify.verdicts").endsWith("found \"SAFE\""),
            it ->
                assertThat(it)
                    .contains("this file has no environment \"stagin\"; did you mean staging?"),
            it -> assertThat(it).startsWith("s.yml:16: notify.url: missing"),
            it -> assertThat(it).startsWith("s.yml:16: notify.secret: missing"),
            it -> assertThat(it).startsWith("s.yml:17: notify.verdict: unknown key; did you mean"),
            it -> assertThat(it).startsWith("s.yml:18: notify: expected a section with keys"));
  }

  @Test
  void aMistakeElsewhereInTheFileDoesNotCostTheMessage() throws IOException {
    Files.writeString(
        folder.resolve("s.yml"),
        SettingsText.SMALLEST.replace("cluster", "clutser")
            + "notify: [{to: slack, url: \"${HOOK}\"}, {to: slack, url: \"no\"}]\n");

    assertThat(SettingsFile.receivers(folder.resolve("s.yml")))
        .extracting(Receiver::url)
        .containsExactly("HOOK");
    assertThat(SettingsFile.receivers(folder.resolve("none.yml"))).isEmpty();
  }

  private List<Receiver> receivers(String section) throws IOException {
    text.read(SettingsText.SMALLEST + section, Map.of());
    return SettingsFile.receivers(
        Files.writeString(folder.resolve("r.yml"), SettingsText.SMALLEST + section));
  }
}
