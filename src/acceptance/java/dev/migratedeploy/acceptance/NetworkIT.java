package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolRun;
import dev.migratedeploy.localcloud.http.Certificates;
import dev.migratedeploy.localcloud.http.ForwardProxy;
import dev.migratedeploy.localcloud.http.TlsFront;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network where names are known to a proxy alone, which wants a login, and where all servers have
 * certificates of the company's own authority.
 */
class NetworkIT extends EndToEnd {
  private static final String GITLAB = "gitlab.company.test";
  private static final String AWS = "aws.company.test";
  private static final String REGISTRY = "registry.company.test";

  private final Certificates certificates;
  private final TlsFront gitlab;
  private final TlsFront aws;
  private final TlsFront registry;
  private final ForwardProxy proxy;

  private final Project.Job job;

  NetworkIT(@TempDir Path directory) {
    super(ToolRun.processes());
    certificates = Certificates.make(directory, List.of(GITLAB, AWS, REGISTRY));
    gitlab = front(cloud.gitlab().uri());
    aws = front(cloud.aws().uri());
    registry = front(URI.create("http://" + cloud.registry().authority()));
    proxy =
        ForwardProxy.start(
            "us er:p@ss",
            Map.of(GITLAB, gitlab.port(), AWS, aws.port(), REGISTRY, registry.port()));
    job = project.prepare(commit(Map.of("V1__tea.sql", "CREATE TABLE tea();")), environment);
  }

  @BeforeEach
  void moveThere() {
    // git is reached with the job token alone: that goes another way than the API.
    job.variables().remove("GITLAB_TOKEN");
    move(cloud.gitlab().uri().toString(), "https://" + GITLAB);
    move(cloud.aws().uri().toString(), "https://" + AWS);
    job.variables().put("HTTPS_PROXY", "http://us%20er:p%40ss@127.0.0.1:" + proxy.port());
    job.variables().put("AWS_CA_BUNDLE", certificates.authority().toString());
  }

  @AfterEach
  void close() {
    proxy.close();
    List.of(gitlab, aws, registry).forEach(TlsFront::close);
  }

  @Test
  void aDeployGoesThroughTheProxyAndTrustsTheCompanysAuthority() {
    assertExit(project.run(job, environment, "deploy"), 0, "APPLIED  1 script applied");

    assertThat(proxy.opened()).contains(GITLAB, AWS);
  }

  @Test
  void soDoesADeployThatComparesTwoCommitsWithGit() {
    deploy(commit(Map.of("V1__tea.sql", "CREATE TABLE tea();")));

    assertExit(project.run(job, environment, "deploy"), 0, "NOTHING TO DO");
  }

  @Test
  void theDoctorReachesTheRegistryTooAndNamesProxyAndAuthorities() {
    move(cloud.registry().authority(), REGISTRY);

    ToolProcess.Result result = project.run(job, environment, "doctor");

    assertExit(
        result,
        0,
        "ok       connection       through the proxy 127.0.0.1:" + proxy.port(),
        "certificates trusted beside Java's: 1, from " + certificates.authority(),
        "ok       push  ");
    assertThat(proxy.opened()).contains(REGISTRY);
    assertThat(result.output()).doesNotContain("p@ss", "p%40ss");
  }

  @Test
  void anAuthorityThatIsNotKnownIsNamedWithWhatMendsIt() {
    job.variables().remove("AWS_CA_BUNDLE");

    assertExit(
        project.run(job, environment, "deploy"),
        2,
        "could not connect to " + GITLAB + ": its certificate is not trusted",
        "SSL_CERT_FILE");
  }

  @Test
  void aWrongLoginAtTheProxyIsNamedAndNothingStarts() {
    job.variables().put("HTTPS_PROXY", "http://other:hunter2@127.0.0.1:" + proxy.port());

    ToolProcess.Result result = project.run(job, environment, "deploy");

    assertExit(result, 2, "REFUSED", "status 407", "proxy is in front of it");
    assertThat(result.output()).doesNotContain("hunter2");
    assertThat(proxy.opened()).isEmpty();
  }

  @Test
  void aProxyThatIsNoneIsRefused() {
    job.variables().put("HTTPS_PROXY", "socks5://127.0.0.1:1080");

    assertExit(
        project.run(job, environment, "deploy"),
        2,
        "could not use the variable HTTPS_PROXY: it names a proxy of another kind than http");
  }

  private void move(String from, String to) {
    job.variables().replaceAll((name, value) -> value.replace(from, to));
  }

  private TlsFront front(URI server) {
    return TlsFront.before(server.getPort(), certificates);
  }
}
