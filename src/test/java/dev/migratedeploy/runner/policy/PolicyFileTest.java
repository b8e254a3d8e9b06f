package dev.migratedeploy.runner.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that others could have written, or that says something else than it seems to. */
class PolicyFileTest {
  private final Path folder;
  private final PolicyText text;

  PolicyFileTest(@TempDir Path folder) {
    this.folder = folder;
    this.text = new PolicyText(folder);
  }

  @Test
  void theInstanceAndTheAudienceAreThePolicys() {
    Policy policy = text.read(PolicyText.USUAL);

    assertThat(policy.gitLab()).hasToString("https://gitlab.example.com");
    assertThat(policy.audience()).isEqualTo("migrate-deploy");
  }

  @Test
  void theIssuerIsTheInstanceUnlessThePolicySaysOtherwise() {
    assertThat(text.read(PolicyText.USUAL).issuer()).isEqualTo("https://gitlab.example.com");
    assertThat(text.read("issuer: https://tokens.example.com/x\n" + PolicyText.USUAL).issuer())
        .isEqualTo("https://tokens.example.com/x");
    assertThat(text.problems("issuer: tokens.example.com\n" + PolicyText.USUAL))
        .singleElement()
        .asString()
        .contains("issuer");
  }

  /** As GitLab's own rule has it, {@code Gitlab::Regex.environment_name_regex}. */
  @ParameterizedTest
  @ValueSource(strings = {"eu/staging", "eu west 1", "a.b_c-d", "$X{1}", "review/feature/x"})
  void anEnvironmentMayHaveEveryNameThatGitLabTakes(String name) {
    String policy = PolicyText.USUAL.replace("staging:\n", "\"%s\":\n".formatted(name));

    assertThat(text.read(policy)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging/", "/staging", "größe", "a:b", "a#b", "a@b"})
  void anEnvironmentWhoseNameGitLabDoesNotTakeIsRefused(String name) {
    String policy = PolicyText.USUAL.replace("staging:\n", "\"%s\":\n".formatted(name));

    assertThat(text.problems(policy))
        .singleElement()
        .asString()
        .contains("a name that GitLab takes");
  }

  @Test
  void aPolicyThatIsNotThereIsRefused() {
    assertThat(PolicyText.refusal(folder.resolve("none.yml")).cause())
        .contains("none.yml does not exist");
  }

  @Test
  void aPolicyThatIsASymbolicLinkIsRefused() throws IOException {
    Path link = folder.resolve("link.yml");
    Files.createSymbolicLink(link, text.write(PolicyText.USUAL));

    assertThat(PolicyText.refusal(link).cause()).contains("it is a symbolic link");
  }

  @Test
  void aPolicyInAFolderThatIsASymbolicLinkIsRefused() throws IOException {
    text.write(PolicyText.USUAL);
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, folder);

    assertThat(PolicyText.refusal(link.resolve("policy.yml")).cause())
        .contains("link is a symbolic link");
  }

  /** The system goes up from where the link leads, and finds another file than the one checked. */
  @Test
  void aPolicyAboveWhereALinkLeadsIsRefused() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/inner"));
    text.write(PolicyText.USUAL);
    new PolicyText(folder.resolve("elsewhere")).write("gitlab: https://evil.example.com\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);

    assertThat(PolicyText.refusal(link.resolve("../policy.yml")).cause())
        .contains("link is a symbolic link");
  }

  @Test
  void aPolicyAboveAFolderIsTheOneThatIsChecked() throws IOException {
    Path file = text.write(PolicyText.USUAL);
    Path inner = Files.createDirectory(folder.resolve("inner"));

    assertThat(Policy.read(inner.resolve("..").resolve("policy.yml")).gitLab())
        .isEqualTo(Policy.read(file).gitLab());
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void aPolicyThatIsAPipeIsNotWaitedFor() throws IOException, InterruptedException {
    Path pipe = folder.resolve("policy.yml");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(PolicyText.refusal(pipe).cause()).contains("it is not a plain file");
  }

  @Test
  void aPolicyThatIsAFolderIsRefused() {
    assertThat(PolicyText.refusal(folder).cause()).contains("it is not a plain file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw----", "rw-r--rw-", "rw--w----"})
  void aPolicyThatOthersMayWriteIsRefused(String rights) throws IOException {
    Path file = text.write(PolicyText.USUAL);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));

    assertThat(PolicyText.refusal(file).cause()).contains("its group or others may write to it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwxr-xrwx"})
  void aPolicyInAFolderThatOthersMayWriteIsRefused(String rights) throws IOException {
    Path file = text.write(PolicyText.USUAL);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));

    assertThat(PolicyText.refusal(file).cause()).contains("may write to " + folder);
  }

  @Test
  void aPolicyBelowAFolderThatOthersMayWriteIsRefused() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path file = new PolicyText(inner).write(PolicyText.USUAL);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(PolicyText.refusal(file).cause()).contains("may write to " + folder);
  }

  @Test
  void aPolicyOfAnotherUserIsRefused() throws IOException {
    assumeThat(System.getProperty("user.name"))
        .as("only root can give a file away")
        .isEqualTo("root");
    Path file = text.write(PolicyText.USUAL);
    Files.setAttribute(file, "unix:uid", 65_534);

    assertThat(PolicyText.refusal(file).cause()).contains("belongs to the user");
  }

  @Test
  void everyProblemIsToldAtOnceWithItsLine() {
    assertThat(
            text.problems(
                """
                gitlab: http://gitlab.example.com
                audiance: x
                projects:
                  orders: {}
                  shop/orders:
                    environments:
                      production:
                        protected: false
                        branches: [refs/heads/main]
                        token: perhaps
                        protected-only: nope
                        commands: [clean]
                        arguments: [migrate]
                        limits: {files: -1, memory: 3}
                        image: {base: flyway/flyway:12}
                        task: {cluster: c, task-definition: flyway, command: [info]}
                """))
        .contains(
            "policy.yml:2: audiance: unknown key; did you mean audience?",
            "policy.yml:4: projects.orders: expected a project's number, its full path, or group/*"
                + " or group/**")
        .anyMatch(line -> line.startsWith("policy.yml:1: gitlab: expected GitLab's external URL"))
        .anyMatch(line -> line.startsWith("policy.yml:1: audience: missing"))
        .anyMatch(line -> line.contains("production.protected: unknown key"))
        .anyMatch(line -> line.contains("production.branches: expected a name"))
        .anyMatch(line -> line.contains("production.token: expected required or optional"))
        .anyMatch(line -> line.contains("production.protected-only: expected true or false"))
        .anyMatch(line -> line.contains("production.commands: expected a command"))
        .anyMatch(line -> line.contains("production.arguments: expected an argument"))
        .anyMatch(line -> line.contains("limits.files: expected a number"))
        .anyMatch(line -> line.contains("limits.memory: unknown key"))
        .anyMatch(line -> line.contains("image.repository: missing"))
        .anyMatch(line -> line.contains("task.command: the policy allows only the commands"));
  }

  @Test
  void whatIsNotCarefulIsNotGuessedAbout() {
    assertProblem("jobs: [migrate]", "jobs: [a]\n      jobs: [b]", "duplicate key");
    assertProblem("cluster: production", "cluster: ${CLUSTER}", "CLUSTER is not set");
    assertProblem("tags: [v*]", "files: {a: /b}", "unknown key");
    assertProblem("id: 42", "id: all", "a project's number");
    assertProblem("timeout: 1h}", "timeout: soon}", "a duration");
    assertProblem("region: eu-west-1", "timeout: 2h", "longer than limits.timeout");
    assertProblem(
        "token: optional", "protected-environment: true\n      token: optional", "only a token");
    assertProblem("branches: [\"**\"]", "jobs: [a]", "name those that may deploy");
    assertProblem(
        "repository: registry", "files: {x: /y}\n  repository: registry", "no place in a policy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[/etc/x.yml]", "[../x.yml]", "[a/./b.yml]", "[a//b.yml]", "[a/]", "[]", "{a: b}"})
  void settingsFilesAreNamedByTheirPlainPathsInTheRepository(String files) {
    assertThat(
            text.problems(PolicyText.USUAL.replace("jobs: [migrate]", "settings-files: " + files)))
        .isNotEmpty()
        .allMatch(problem -> problem.contains("production.settings-files"));
  }

  @Test
  void aJobsLogDoesNotTellWhatIsWrongWithThePolicyOfOthers() {
    Path file = text.write(PolicyText.USUAL.replace("secret-cluster", "secret cluster"));
    assertThat(PolicyText.refusal(file).details()).hasSize(1);

    Problem told =
        catchThrowableOfType(RefusedException.class, () -> Policy.readForJob(file)).problem();

    assertThat(told.cause()).endsWith("policy.yml has a problem");
    assertThat(told.toString()).doesNotContain("bank", "secret");
    assertThat(Policy.readForJob(text.write(PolicyText.USUAL)).audience())
        .isEqualTo("migrate-deploy");
  }

  private void assertProblem(String is, String becomes, String problem) {
    // The indentation of the line that is replaced, for every new line.
    int at = PolicyText.USUAL.indexOf(is);
    String before = PolicyText.USUAL.substring(PolicyText.USUAL.lastIndexOf('\n', at) + 1, at);
    String indented = becomes.replaceAll("\n *", "\n" + " ".repeat(before.length()));

    assertThat(text.problems(PolicyText.USUAL.replace(is, indented)))
        .as(indented)
        .anyMatch(line -> line.contains(problem));
  }

  @Test
  void aNumberBelongsToASinglePath() {
    assertThat(text.problems(PolicyText.USUAL.replace("  bank/*:\n", "  bank/*:\n    id: 7\n")))
        .anyMatch(line -> line.contains("belongs to a single project's path"));
  }
}
