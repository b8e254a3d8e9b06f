package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.acceptance.runner.Driver;
import dev.migratedeploy.acceptance.runner.LocalRunner;
import dev.migratedeploy.acceptance.runner.StageOutcome;
import dev.migratedeploy.acceptance.runner.StageOutcome.Status;
import dev.migratedeploy.localcloud.gitlab.PickedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** A runner's host with a policy that grants this test's environment to the protected main. */
abstract class SealedMode extends EndToEnd {
  static final String AUDIENCE = "migrate-deploy";
  static final String JOB = "migrate";

  @TempDir Path host = Path.of("");

  /** Settings of the project that leave everything to the policy. */
  @Override
  String settings() {
    return "environments: {" + environment + ": {}}\n";
  }

  /** A job on a commit of the default branch, with a good ID token. */
  PickedJob pick(String sha) {
    return withToken(pickWithoutToken(sha));
  }

  PickedJob pickWithoutToken(String sha) {
    return cloud.gitlab().pick(sha, environment, JOB);
  }

  /** The token that GitLab makes for a job, as it is now. */
  PickedJob withToken(PickedJob job) {
    String token = cloud.gitlab().openId().sign(job.claims(AUDIENCE, environment, Instant.now()));
    return job.variable("MIGRATE_DEPLOY_ID_TOKEN", token);
  }

  StageOutcome run(PickedJob job) {
    return run(job, Driver.inProcess());
  }

  StageOutcome run(PickedJob job, Driver driver) {
    writePolicy(policy());
    return runWithThatPolicy(job, driver);
  }

  /** With the policy file as it is, or is not. */
  StageOutcome runWithThatPolicy(PickedJob job, Driver driver) {
    return new LocalRunner(driver, hostVariables(), options(), temporary()).run(job);
  }

  List<String> options() {
    return List.of("--policy", policyFile().toString(), "--state-dir", state().toString());
  }

  Path policyFile() {
    return host.resolve("policy.yml");
  }

  Path state() {
    return host.resolve("state");
  }

  void writePolicy(String text) {
    try {
      Files.writeString(policyFile(), text);
      Files.setPosixFilePermissions(policyFile(), PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Runner's own environment: the rights in AWS are here, and in no job. */
  Map<String, String> hostVariables() {
    Map<String, String> variables = new TreeMap<>(cloud.jobVariables());
    variables.keySet().removeIf(name -> name.matches("GITLAB_.*|FLYWAY_.*"));
    variables.put("HOME", host.toString());
    return variables;
  }

  String policy() {
    Map<String, String> images = cloud.jobVariables();
    return """
        gitlab: %1$s
        audience: %2$s
        projects:
          shop/orders:
            id: 42
            environments:
              %3$s:
                branches: [main]
                commands: [migrate, info, plan]
                image:
                  base: %4$s
                  repository: %5$s
                task:
                  cluster: %3$s
                  task-definition: flyway-%3$s
                  subnets: [subnet-0a1b2c3d]
                  security-groups: [sg-0c2d4e6f]
        """
        .formatted(
            cloud.gitlab().uri(),
            AUDIENCE,
            environment,
            images.get("FLYWAY_BASE_IMAGE"),
            images.get("FLYWAY_REPOSITORY"));
  }

  /** Nothing was started, nothing pushed, nothing left, and one line says why. */
  void assertRefused(StageOutcome outcome, String... said) {
    assertThat(outcome.status()).as(outcome.log()).isEqualTo(Status.BUILD_FAILURE);
    assertThat(outcome.exitCode()).as(outcome.log()).isEqualTo(2);
    assertThat(outcome.log().lines().filter(line -> line.contains("REFUSED")))
        .as(outcome.log())
        .hasSize(1);
    List.of(said).forEach(words -> assertThat(outcome.log()).contains(words));
    assertNothingDone();
  }

  void assertNothingDone() {
    assertThat(tasks()).isEmpty();
    assertThat(cloud.registry().tags("flyway")).hasSize(tagsBefore);
    assertNothingLeft();
  }

  void assertNothingLeft() {
    if (Files.exists(state())) {
      assertThat(state()).isEmptyDirectory();
    }
    assertThat(temporary()).isEmptyDirectory();
  }

  List<String> tasks() {
    return cloud.aws().ecs().taskArns().stream()
        .filter(arn -> arn.contains(":task/" + environment + "/"))
        .toList();
  }

  private final int tagsBefore = cloud.registry().tags("flyway").size();

  Path temporary() {
    try {
      return Files.createDirectories(host.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
