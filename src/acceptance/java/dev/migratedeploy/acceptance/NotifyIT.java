package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.acceptance.MessageReceiver.Message;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.Stage;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deploys whose verdict is told to webhooks: real processes, and a server that keeps what came. */
class NotifyIT extends EndToEnd {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESULT = "migrate-deploy-report/result.json";
  private static final String KNOWN_BY_FEW = "/T024B/only-the-team-knows-this-path";
  private static final String KEY = "key-of-the-receiver-0815";

  /** GitLab's docker executor kills what has not ended by then. */
  private static final Duration KILLED_AFTER = Duration.ofSeconds(10);

  private static final Map<String, String> WRONG =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name no_such_type);");

  private static final Map<String, String> RIGHT =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text);");

  private static final String ALL_FORMATS =
      """
      notify:
        - {to: slack, url: "${HOOK_SLACK}"}
        - {to: mattermost, url: "${HOOK_MATTERMOST}"}
        - {to: teams, url: "${HOOK_TEAMS}"}
        - {to: gitlab-alert, url: "${HOOK_ALERT}", secret: "${HOOK_KEY}"}
        - {to: json, url: "${HOOK_JSON}", secret: "${HOOK_KEY}"}
      """;

  private final MessageReceiver receiver = new MessageReceiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void aFailureIsToldInEveryFormatAndItsEndOnce() {
    String failing = commit(settings() + ALL_FORMATS, WRONG);
    Project.Job first = job(failing);

    ToolProcess.Result failed = run(first);

    assertExit(failed, 1, "Result   FAILED", "no_such_type");
    assertThat(failed.output()).doesNotContain("could not notify");
    assertNothingSecret(first, failed);
    String title = "FAILED: shop/orders, " + environment;
    JsonNode slack = only("slack");
    assertThat(slack.path("text").asText()).isEqualTo(title);
    assertThat(slack.path("blocks"))
        .allSatisfy(
            block -> {
              assertThat(block.path("type").asText()).isEqualTo("section");
              assertThat(block.at("/text/type").asText()).isEqualTo("mrkdwn");
              assertThat(block.at("/text/text").asText()).isNotBlank().hasSizeLessThan(3_001);
            })
        .anySatisfy(block -> assertThat(block.at("/text/text").asText()).contains("no_such_type"));
    assertThat(only("mattermost").path("text").asText()).contains("FAILED", "no\\_such\\_type");
    JsonNode teams = only("teams");
    assertThat(teams.path("type").asText()).isEqualTo("message");
    assertThat(teams.at("/attachments/0/contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(teams.at("/attachments/0/content/body/0/inlines/0/text").asText()).isEqualTo(title);
    JsonNode alert = only("alert");
    assertThat(alert.path("title").asText()).isEqualTo(title);
    assertThat(alert.path("severity").asText()).isEqualTo("critical");
    assertThat(alert.path("job_url").asText()).isEqualTo(first.variables().get("CI_JOB_URL"));
    assertThat(alert.has("end_time")).isFalse();
    assertThat(last("alert").headers()).containsEntry("authorization", "Bearer " + KEY);
    JsonNode json = only("json");
    assertThat(json.path("event").asText()).isEqualTo("failed");
    assertThat(json.at("/result/verdict").asText()).isEqualTo("FAILED");
    assertThat(json.at("/result/exitCode").asInt()).isEqualTo(1);
    assertThat(json.at("/result/cause").asText()).contains("no_such_type");
    assertThat(json.at("/run/commit").asText()).isEqualTo(failing);
    assertThat(json.at("/links/task").asText()).startsWith("https://");
    assertSigned(last("json"));

    String fixed = commit(settings() + ALL_FORMATS, RIGHT);
    Project.Job second = job(fixed);
    ToolProcess.Result recovered = run(second);

    assertExit(recovered, 0, "Result   APPLIED");
    assertNothingSecret(second, recovered);
    assertThat(receiver.all()).hasSize(10);
    assertThat(body(last("slack")).path("text").asText())
        .isEqualTo("RECOVERED, APPLIED after 1 failure: shop/orders, " + environment);
    assertThat(body(last("alert")).path("fingerprint")).isEqualTo(alert.path("fingerprint"));
    assertThat(body(last("alert")).has("end_time")).isTrue();
    assertThat(body(last("json")).path("event").asText()).isEqualTo("recovered");
    assertThat(body(last("json")).at("/result/failuresBefore").asInt()).isEqualTo(1);

    assertExit(run(job(fixed)), 0, "Result   NOTHING TO DO");
    assertThat(receiver.all()).as("nobody is told of the second success").hasSize(10);
  }

  @Test
  void aRetryIsToldOnlyIfItFailsInAnotherWay() throws IOException {
    String sha = commit(settings() + slack("HOOK_SLACK"), WRONG);
    Project.Job first = job(sha);
    assertExit(run(first), 1, "Result   FAILED");
    assertThat(receiver.all()).hasSize(1);

    Project.Job retried = retryOf(first, sha);
    assertExit(run(retried), 1, "Result   FAILED");
    assertThat(receiver.all()).hasSize(1);

    Project.Job other = retryOf(first, sha);
    Files.writeString(
        other.directory().resolve("db-migrations/scripts/V1__tea.sql"), "SELECT no_such_column;");
    assertExit(run(other), 1, "Result   FAILED", "no_such_column");
    assertThat(receiver.all()).hasSize(2);
  }

  @Test
  void receiversThatTakeNothingAreANoteEachBeforeTheVerdict() {
    String sha =
        commit(
            settings()
                + slack("HOOK_HANG", "HOOK_REDIRECT", "HOOK_ERROR", "HOOK_PAGE", "HOOK_NO")
                + "  - {to: teams, url: \"${HOOK_UNSET}\"}\n"
                + "  - {to: teams, url: \"${HOOK_USER}\"}\n"
                + "  - {to: json, url: \"${HOOK_SLACK}\", secret: \"${HOOK_LINES}\"}\n",
            WRONG);
    Project.Job job = job(sha);
    List.of("hang", "redirect", "error", "page", "no")
        .forEach(
            kind ->
                job.variables()
                    .put(
                        "HOOK_" + kind.toUpperCase(Locale.ROOT),
                        receiver.address("/" + kind + KNOWN_BY_FEW)));
    job.variables().put("HOOK_USER", "https://bob:hunter2hunter2@127.0.0.1:1" + KNOWN_BY_FEW);
    job.variables().put("HOOK_LINES", KEY + "\nX-Other: \"quoted\"");

    ToolProcess.Result result = run(job);

    assertExit(
        result,
        1,
        "could not notify slack ($HOOK_HANG): 127.0.0.1 did not answer in time (tried twice)",
        "could not notify slack ($HOOK_REDIRECT): it answered 307, a redirect, which is not"
            + " followed",
        "could not notify slack ($HOOK_ERROR): it answered 500: broken: [MASKED] (tried twice)",
        "could not notify slack ($HOOK_PAGE): it answered with an HTML page",
        "could not notify slack ($HOOK_NO): it answered 401",
        "could not notify teams ($HOOK_UNSET): the variable HOOK_UNSET is not set",
        "could not notify teams ($HOOK_USER): the address in the variable HOOK_USER has a user",
        "could not notify json ($HOOK_SLACK): the variable HOOK_LINES holds a line break");
    assertNothingSecret(job, result);
    assertThat(result.output()).doesNotContain("hunter2");
    assertThat(result.output().lastIndexOf("could not notify"))
        .isLessThan(result.output().indexOf("Result   FAILED"));
    assertThat(receiver.at("/elsewhere")).isEmpty();
    assertThat(receiver.at("/hang" + KNOWN_BY_FEW)).hasSize(2);
    assertThat(receiver.at("/no" + KNOWN_BY_FEW)).hasSize(1);
  }

  /** It notifies a receiver that answers and one that hangs. */
  private Project.Job jobWhoseScriptWaits() {
    String sha =
        commit(
            settings() + slack("HOOK_SLACK", "HOOK_HANG"),
            Map.of("V1__slow.sql", LocalDatabase.SCRIPT_THAT_WAITS));
    Project.Job job = job(sha);
    job.variables().put("HOOK_HANG", receiver.address("/hang" + KNOWN_BY_FEW));
    return job;
  }

  @Test
  void aCancelledJobTellsThatItsTaskGoesOn() {
    Project.Job job = jobWhoseScriptWaits();

    ToolProcess.Result cancelled;
    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      cancelled =
          ToolProcess.launch(job.directory(), job.variables(), List.of("--env", environment))
              .awaitLine("Migrating schema \"public\" to version \"1 - slow\"")
              .cancel()
              .result();
    }

    assertExit(cancelled, 5, "Result   STILL RUNNING", "could not notify slack ($HOOK_HANG)");
    assertThat(only("slack").path("text").asText())
        .isEqualTo("STILL RUNNING: shop/orders, " + environment);
  }

  @Test
  void aJobThatStopsItsTaskEndsInTimeWithTheSameExitCodeThoughAWebhookHangs() {
    Project.Job job = jobWhoseScriptWaits();

    ToolProcess.Result stopped;
    long cancelled;
    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      RunningTool tool =
          ToolProcess.launch(
                  job.directory(),
                  job.variables(),
                  List.of("--env", environment, "--on-cancel", "stop"))
              .awaitLine("Migrating schema \"public\" to version \"1 - slow\"");
      cancelled = System.nanoTime();
      stopped = tool.cancel().result();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(KILLED_AFTER);
    assertExit(stopped, 1, "Result   FAILED", "could not notify slack ($HOOK_HANG)");
    assertThat(only("slack").path("text").asText())
        .isEqualTo("FAILED: shop/orders, " + environment);
  }

  @Test
  void aJobThatIsCancelledWhileItSendsKeepsItsVerdict() throws InterruptedException {
    Project.Job job = job(commit(settings() + slack("HOOK_HANG"), WRONG));
    job.variables().put("HOOK_HANG", receiver.address("/hang" + KNOWN_BY_FEW));

    RunningTool tool =
        ToolProcess.launch(job.directory(), job.variables(), List.of("--env", environment));
    receiver.await("/hang" + KNOWN_BY_FEW);
    long cancelled = System.nanoTime();
    ToolProcess.Result result = tool.cancel().result();

    assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(KILLED_AFTER);
    assertExit(result, 1, "Result   FAILED", "could not notify slack ($HOOK_HANG)");
  }

  @Test
  void namesOfSignsAreNamesInEveryFormat() {
    String name = "prod <!channel> @all |*_`\"'\\ \u202e\ud83d\ude80é";
    String branch = "/close @here`</script><b>";
    String section =
        Stage.plainSettings(environment)
            .replace("  " + environment + ":", "  " + quoted(name) + ":");
    Project.Job job = job(commit(section + ALL_FORMATS, WRONG));
    job.variables().put("CI_COMMIT_REF_NAME", branch);
    job.variables().put("GITLAB_USER_NAME", "<at>Ada</at> @channel");

    ToolProcess.Result result = tool.run(job.directory(), job.variables(), List.of("--env", name));

    assertExit(result, 1, "Result   FAILED");
    assertThat(result.output()).doesNotContain("could not notify", "\u202e");
    assertThat(last("slack").body())
        .doesNotContain("<!channel>", "\u202e")
        .contains("&lt;!channel&gt;");
    assertThat(only("mattermost").path("text").asText())
        .doesNotContainPattern("@\\w")
        .contains("\ud83d\ude80é");
    assertThat(only("teams").at("/attachments/0/content/body/0/inlines/0/text").asText())
        .contains("<!channel> @all");
    assertThat(only("alert").path("description").asText().lines())
        .noneMatch(line -> line.strip().startsWith("/"));
    assertThat(only("alert").path("description").asText()).doesNotContainPattern("@\\w");
    assertThat(only("json").at("/run/environment").asText()).contains("<!channel> @all |*_`\"'\\");
    String page = JobReports.of(job).texts().getOrDefault("report.html", "");
    assertThat(page)
        .contains("prod &lt;!channel&gt; @all")
        .doesNotContain("<b></", "</script>", "\u202e");
  }

  private static String quoted(String name) {
    try {
      return JSON.writeValueAsString(name);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatADatabaseSaysAtLengthFitsAndCallsNobody() {
    String sha =
        commit(
            settings() + ALL_FORMATS,
            Map.of(
                "V1__tea.sql",
                "DO $$ BEGIN RAISE EXCEPTION '%', repeat('<!channel> @here ', 9000); END $$;"));
    Project.Job job = job(sha);

    ToolProcess.Result result = run(job);

    assertExit(result, 1, "Result   FAILED");
    assertThat(result.output()).doesNotContain("could not notify");
    assertThat(last("slack").body()).doesNotContain("<!channel>").hasSizeLessThan(10_000);
    // Nobody is called by what is in a block of code.
    assertThat(only("mattermost").path("text").asText().replaceAll("(?s)```.*```", ""))
        .doesNotContain("@here")
        .hasSizeLessThan(10_000);
    assertThat(last("teams").body()).hasSizeLessThan(14_000);
  }

  @Test
  void aFleetIsOneMessageThatNamesWhatFailed() {
    TenantSchemas tenants = TenantSchemas.in(cloud.database(), environment);
    tenants.breaks("b");
    String sha =
        commit(
            settings()
                + TenantSchemas.settings("[{name: a}, {name: b}]", "per-task: 2\n")
                + slack("HOOK_SLACK"),
            TenantSchemas.SCRIPTS);

    assertExit(run(job(sha)), 1, "Result   FAILED", "1 of 2 databases");

    assertThat(only("slack").path("blocks").toString()).contains("1 of 2 databases", "bad row");
  }

  private Project.Job job(String sha) {
    Project.Job job = project.prepare(sha, environment);
    List.of("slack", "mattermost", "teams", "alert", "json")
        .forEach(
            kind ->
                job.variables()
                    .put(
                        "HOOK_" + kind.toUpperCase(Locale.ROOT),
                        receiver.address("/" + kind + KNOWN_BY_FEW)));
    job.variables().put("HOOK_KEY", KEY);
    return job;
  }

  private Project.Job retryOf(Project.Job first, String sha) {
    Project.Job job = job(sha);
    job.variables().put("CI_PIPELINE_ID", first.variables().getOrDefault("CI_PIPELINE_ID", ""));
    return job;
  }

  /** GitLab keeps how the job ended, and its report. */
  private ToolProcess.Result run(Project.Job job) {
    ToolProcess.Result result =
        tool.run(job.directory(), job.variables(), List.of("--env", environment));
    long id = Long.parseLong(job.variables().getOrDefault("CI_JOB_ID", "0"));
    cloud.gitlab().artifacts().keep(id, RESULT, JobReports.of(job).result());
    cloud
        .gitlab()
        .deployments()
        .record(
            environment,
            job.variables().getOrDefault("CI_COMMIT_SHA", ""),
            job.variables().getOrDefault("CI_JOB_NAME", ""),
            id,
            result.exitCode() == 0 ? "success" : "failed");
    return result;
  }

  private static String slack(String... variables) {
    StringBuilder section = new StringBuilder("notify:\n");
    Stream.of(variables)
        .forEach(name -> section.append("  - {to: slack, url: \"${%s}\"}\n".formatted(name)));
    return section.toString();
  }

  private JsonNode only(String kind) {
    assertThat(receiver.at("/" + kind + KNOWN_BY_FEW)).hasSize(1);
    return body(last(kind));
  }

  private Message last(String kind) {
    List<Message> messages = receiver.at("/" + kind + KNOWN_BY_FEW);
    return messages.get(messages.size() - 1);
  }

  private static JsonNode body(Message message) {
    assertThat(message.headers()).containsEntry("content-type", "application/json");
    try {
      return JSON.readTree(message.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSigned(Message message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signed =
          message.headers().get("webhook-id")
              + "."
              + message.headers().get("webhook-timestamp")
              + "."
              + message.body();
      byte[] right = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      assertThat(message.headers())
          .containsEntry("webhook-signature", "v1," + Base64.getEncoder().encodeToString(right));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertNothingSecret(Project.Job job, ToolProcess.Result result) {
    assertThat(result.output()).doesNotContain("only-the-team", KEY);
    assertThat(JobReports.of(job).texts())
        .isNotEmpty()
        .allSatisfy((file, text) -> assertThat(text).doesNotContain("only-the-team", KEY));
  }
}
