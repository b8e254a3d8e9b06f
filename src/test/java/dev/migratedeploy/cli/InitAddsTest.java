package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.Prompt.Run;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} in a project that has been begun. */
class InitAddsTest {
  private static final String SNIPPET = "db-migrations/migrate-deploy.gitlab-ci.yml";

  private final Path directory;
  private final Prompt prompt;

  InitAddsTest(@TempDir Path directory) {
    this.directory = directory;
    this.prompt = new Prompt(directory);
  }

  @Test
  void aSecondEnvironmentIsAddedToWhatIsThere() throws IOException {
    init("staging").exits(0);
    String before = read(Prompt.CONFIG);
    Run run = init("production").exits(0);

    assertThat(run.output())
        .contains("changed  db-migrations/migrate-deploy.yml\n")
        .contains("changed  " + SNIPPET + "\n")
        .contains("wrote    db-migrations/aws/production/stack.yml\n")
        .contains("1. create the stack: the command is at the top of db-migrations/aws/production");
    assertThat(read(Prompt.CONFIG)).startsWith(before.stripTrailing());
    Settings settings = SettingsFile.read(directory.resolve(Prompt.CONFIG), "production", Map.of());
    assertThat(settings.environments()).containsExactly("staging", "production");
    assertThat(settings.environment().cluster()).isEqualTo("orders-migrate-production");
    assertThat(read(SNIPPET))
        .contains("  - project: migrate-deploy/migrate-deploy", "      env: staging\n")
        .contains("      env: production\n");
  }

  /** One provider and one repository are enough for an account and a project. */
  @Test
  void theSecondStackMakesNeitherTheProviderNorTheRepositoryAgain() throws IOException {
    init("staging").exits(0);
    init("production").exits(0);

    assertThat(defaults("db-migrations/aws/stack.yml")).containsExactly("true", "true");
    assertThat(defaults("db-migrations/aws/production/stack.yml"))
        .containsExactly("false", "false");
  }

  @Test
  void anotherAccountMakesItsProviderAndPushesWhereTheSettingsSay() throws IOException {
    init("staging").exits(0);
    init("production", "--account=210987654321").exits(0);

    assertThat(defaults("db-migrations/aws/production/stack.yml")).containsExactly("true", "false");
    assertThat(read("db-migrations/aws/production/policy.json"))
        .contains("arn:aws:ecr:eu-west-1:123456789012:repository/orders-migrate\"")
        .contains("arn:aws:iam::210987654321:role/orders-migrate-production-task");
  }

  @Test
  void commentsAndIndentationOfTheFileStay() throws IOException {
    String mine =
        """
        # ours
        image: {base: flyway/flyway:12, repository: "${REPO}"}

        environments:
            staging: # the first
                cluster: staging
                task-definition: flyway
                # timeout: 2h

        # the end
        findings: {}
        """;
    prompt.write(Prompt.CONFIG, mine);

    init("production").exits(0);

    String now = read(Prompt.CONFIG);
    int added = now.indexOf("    production:\n      region: eu-west-1\n");
    assertThat(added).isEqualTo(mine.indexOf("\n# the end"));
    assertThat(now.substring(0, added) + now.substring(now.indexOf("\n# the end"))).isEqualTo(mine);
    assertThat(read(SNIPPET)).contains("env: production").doesNotContain("env: staging");
  }

  @Test
  void anEnvironmentThatIsThereIsNotTouched() throws IOException {
    init("staging").exits(0);
    Map<String, String> before = files();

    assertThat(init("staging").exits(2).output())
        .contains("REFUSED  wrote nothing: db-migrations/migrate-deploy.yml has the environment")
        .contains("name another one with --env; --overwrite replaces all files");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void whatCannotBeAddedToIsToldWithTheLinesToAdd() throws IOException {
    prompt
        .write(Prompt.CONFIG, "environments:\n  staging: {cluster: staging}\n")
        .write(SNIPPET, "include: {local: other.yml}\n");
    Map<String, String> before = files();

    assertThat(init("production").exits(2).output())
        .contains("wrote nothing: cannot add to include: in " + SNIPPET)
        .contains("    env: production\n")
        .contains("add these lines by hand");
    assertThat(files()).isEqualTo(before);

    prompt.write(Prompt.CONFIG, "environments: {staging: {cluster: staging}}\n");
    assertThat(init("production").exits(2).output()).contains("wrote nothing");
    assertThat(read(Prompt.CONFIG)).startsWith("environments: {");
  }

  @Test
  void aDryRunWritesNothingAndListsAllFiles() throws IOException {
    Run run = init("staging", "--dry-run").exits(0);

    assertThat(run.output())
        .contains("would write db-migrations/migrate-deploy.yml\n")
        .contains("would write db-migrations/aws/stack.yml\n")
        .contains("Result   DRY RUN  5 files would be written\n");
    assertThat(files()).isEmpty();

    init("staging").exits(0);
    Map<String, String> before = files();
    assertThat(init("production", "--dry-run").exits(0).output())
        .contains("would change db-migrations/migrate-deploy.yml\n");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void theSnippetNamesAnotherSettingsFileAndAVersion() throws IOException {
    init("staging", "-c", "prod/md.yml").exits(0);

    assertThat(read("prod/migrate-deploy.gitlab-ci.yml"))
        .contains("      env: staging\n      config: prod/md.yml\n")
        .containsPattern("\n    ref: v\\d+\\.\\d+\\.\\d+\\S* # the version");
    init("staging").exits(0);
    assertThat(read(SNIPPET)).doesNotContain("config:");
  }

  /** {@code sub-1} is no subnet, and AWS would say so only when the first task is started. */
  @Test
  void anIdHasItsForm() {
    assertThat(
            init("staging", "--subnets=sub-1", "--security-groups=sg-0c2d,default")
                .exits(2)
                .output())
        .contains("--subnets holds something that is not an id: sub-1")
        .contains("--security-groups holds something that is not an id: default");
  }

  @Test
  void quietTellsOnlyTheResult() {
    assertThat(init("staging", "-q").exits(0).lines().get(0)).startsWith("Result   WRITTEN");
  }

  private Run init(String environment, String... more) {
    List<String> arguments = new ArrayList<>(List.of("init", "--env", environment));
    List<String> options = List.of(more);
    for (String option :
        List.of(
            "--project=shop/orders",
            "--account=123456789012",
            "--region=eu-west-1",
            "--subnets=subnet-0a1b",
            "--security-groups=sg-0c2d")) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (options.stream().noneMatch(it -> it.startsWith(name))) {
        arguments.add(option);
      }
    }
    arguments.addAll(options);
    return prompt.run(arguments.toArray(String[]::new));
  }

  /** Whether the stack makes the identity provider and the repository. */
  private List<String> defaults(String stack) throws IOException {
    return read(stack)
        .lines()
        .filter(line -> line.matches(" {4}Default: \"(true|false)\""))
        .map(line -> line.replaceAll(".*\"(.*)\"", "$1"))
        .toList();
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String path = directory.relativize(file).toString();
        if (!path.startsWith("migrate-deploy-report")) {
          files.put(path, Files.readString(file));
        }
      }
    }
    return files;
  }
}
