package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolRun;
import dev.migratedeploy.localcloud.http.Certificates;
import dev.migratedeploy.localcloud.http.ForwardProxy;
import dev.migratedeploy.localcloud.http.TlsFront;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages to a host that only the company's proxy knows, with the company's own authority. */
class NotifyNetworkIT extends EndToEnd {
  private static final String HOST = "hooks.company.test";
  private static final String PATH = "/T024B/only-the-team-knows-this-path";

  private final MessageReceiver receiver = new MessageReceiver();
  private final Certificates certificates;
  private final TlsFront front;
  private final ForwardProxy proxy;
  private Project.Job job = new Project.Job(Path.of(""), Map.of());

  NotifyNetworkIT(@TempDir Path directory) {
    super(ToolRun.processes());
    certificates = Certificates.make(directory, List.of(HOST));
    front = TlsFront.before(receiver.port(), certificates);
    proxy = ForwardProxy.start("us er:p@ss", Map.of(HOST, front.port()));
  }

  @BeforeEach
  void prepare() {
    job = prepared(settings());
  }

  @AfterEach
  void close() {
    proxy.close();
    front.close();
    receiver.close();
  }

  @Test
  void aFailureIsToldThroughTheProxyWithTheCompanysAuthority() {
    ToolProcess.Result result = run();

    assertExit(result, 1, "Result   FAILED");
    assertThat(result.output()).doesNotContain("could not notify", "only-the-team", "p@ss");
    assertThat(receiver.at(PATH)).hasSize(1);
    assertThat(proxy.opened()).containsExactly(HOST);
  }

  @Test
  void soIsARefusalForASettingsFileThatIsWrong() {
    job = prepared(settings().replace("cluster:", "clutser:"));

    assertExit(run(), 2, "Result   REFUSED", "clutser");
    assertThat(receiver.at(PATH))
        .singleElement()
        .satisfies(message -> assertThat(message.body()).contains("REFUSED", "clutser"));
  }

  @Test
  void soIsARefusalForAVariableThatCannotBeUsed() {
    job.variables().computeIfPresent("GITLAB_TOKEN", (name, token) -> token + "\n");

    assertExit(run(), 2, "REFUSED", "could not use GITLAB_TOKEN: a line break");
    assertThat(receiver.at(PATH))
        .singleElement()
        .satisfies(message -> assertThat(message.body()).contains("REFUSED", "GITLAB_TOKEN"));
  }

  @Test
  void anAuthorityThatIsNotKnownIsANoteThatNamesTheVariable() {
    job.variables().remove("SSL_CERT_FILE");

    assertExit(
        run(), 1, "could not notify slack ($HOOK): no TLS connection to " + HOST, "SSL_CERT_FILE");
    assertThat(receiver.all()).isEmpty();
  }

  @Test
  void aCertificateForAnotherNameIsSaidToBeThat(@TempDir Path other) {
    Certificates another = Certificates.make(other, List.of("chat.company.test"));
    try (TlsFront wrong = TlsFront.before(receiver.port(), another);
        ForwardProxy way = ForwardProxy.start("us er:p@ss", Map.of(HOST, wrong.port()))) {
      job.variables().put("HTTPS_PROXY", "http://us%20er:p%40ss@127.0.0.1:" + way.port());
      job.variables().put("SSL_CERT_FILE", another.authority().toString());

      assertExit(
          run(),
          1,
          "could not notify slack ($HOOK): no TLS connection to "
              + HOST
              + "; its certificate is for another name");
    }
    assertThat(receiver.all()).isEmpty();
  }

  private Project.Job prepared(String settings) {
    Project.Job prepared =
        project.prepare(
            commit(
                settings + "notify: [{to: slack, url: \"${HOOK}\"}]\n",
                Map.of("V1__tea.sql", "CREATE TABLE tea (name no_such_type);")),
            environment);
    prepared.variables().put("HOOK", "https://" + HOST + PATH);
    prepared.variables().put("HTTPS_PROXY", "http://us%20er:p%40ss@127.0.0.1:" + proxy.port());
    prepared.variables().put("SSL_CERT_FILE", certificates.authority().toString());
    return prepared;
  }

  private ToolProcess.Result run() {
    return tool.run(job.directory(), job.variables(), List.of("--env", environment));
  }
}
